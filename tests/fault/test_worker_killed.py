"""The worker is killed with -9 in the middle of a job."""

import os
import signal
import time
from pathlib import Path

from tests.fault.conftest import ask
from tests.serving import Server, run, serving, wait_for

ENTRIES = 60_000  # sixty batches to seal: some seconds of work
TIMEOUT_SECONDS = 8  # the job is given out again after half as much more
ENQUEUE = f"""
from django.db import transaction
from django.utils import timezone
from django_q.tasks import async_task
from pekppp.common import audit
from pekppp.instruments.models import Instrumen
row, now = Instrumen.objects.get(), timezone.now()
with transaction.atomic():
    audit.record_many("test.happened", ((row, now, {{"n": n}}) for n in range({ENTRIES})), by=None)
    task = async_task("pekppp.common.tasks.seal_audit")
print(task)
"""
CHECK = """
from pekppp.common.audit import first_broken_seal
print(first_broken_seal())
"""


def sealed(server: Server) -> int:
    """Number of entries that are sealed."""
    return int(str(ask(server.home, "SELECT count(*) FROM common_auditentry WHERE seal_id IS NOT NULL")[0][0]))


def test_interrupted_job_runs_again_and_takes_effect_once(tmp_path: Path) -> None:
    with serving(tmp_path, PEKPPP_JOB_TIMEOUT_SECONDS=str(TIMEOUT_SECONDS)) as server:
        wait_for(lambda: len(server.children("worker")) >= 5, seconds=20, what="the worker and its helpers")
        (task,) = _shell(tmp_path, ENQUEUE)
        wait_for(lambda: sealed(server) > 2000, seconds=30, what="the job to be under way")

        killed_at = time.time()
        before = server.children("worker")
        os.killpg(before[0], signal.SIGKILL)
        at_kill = sealed(server)

        finished = "SELECT success, strftime('%s', stopped) FROM django_q_task WHERE id = ?"
        wait_for(lambda: ask(tmp_path, finished, task), seconds=60, what="the job to be finished by a new worker")
        ((success, stopped),) = ask(tmp_path, finished, task)
        assert server.stop() == 0

    assert at_kill < ENTRIES  # the kill did hit the job
    assert (success, int(str(stopped)) >= int(killed_at)) == (1, True)
    assert ask(tmp_path, "SELECT count(*) FROM common_auditentry WHERE action = 'test.happened'") == [(ENTRIES,)]
    assert ask(tmp_path, "SELECT count(*) FROM common_auditentry WHERE seal_id IS NULL") == [(0,)]
    assert ask(tmp_path, "SELECT sum(entry_count) FROM common_auditseal") == ask(
        tmp_path, "SELECT count(*) FROM common_auditentry"
    )
    assert _shell(tmp_path, CHECK) == ["None"]


def _shell(home: Path, code: str) -> list[str]:
    done = run(home, "manage", "shell", "-v", "0", "-c", code)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.split()

"""The command `pekppp` as an administrator meets it: real processes, a home of their own, a free port."""

import os
import signal
import socket
import stat
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.serving import (
    PASSWORD,
    PEKPPP,
    Server,
    environment,
    free_port,
    group,
    is_alive,
    pids,
    run,
    serving,
    wait_for,
)

ACCOUNTS = ["kementerian", "koordinator", "evaluator", "operator", "pimpinan", "pengawas"]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("demo"), "demo") as server:
        yield server


@pytest.fixture(scope="module")
def served_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that was served once and left in order."""
    home = tmp_path_factory.mktemp("home")
    with serving(home) as server:
        assert server.stop() == 0
    return home


def test_demo_prints_address_accounts_and_an_open_survey(demo: Server) -> None:
    survey = demo.lines[-1].removeprefix("Survei: ")

    assert demo.lines == [
        f"Alamat: {demo.url}",
        *(f"Akun: {name} / {PASSWORD}" for name in ACCOUNTS),
        f"Survei: {survey}",
    ]
    with urllib.request.urlopen(survey) as answer:
        assert answer.status == 200


def test_demo_is_ready(demo: Server) -> None:
    assert demo.is_ready()


def test_second_instance_on_the_same_home_is_refused(demo: Server) -> None:
    refused = run(demo.home, "serve", "--port", "1")

    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == (
        f"pekppp: pekppp sudah berjalan dengan folder data {demo.home}. "
        "Hentikan dahulu, atau pilih folder lain lewat PEKPPP_HOME.\n"
    )


@pytest.mark.parametrize("name", ["web", "worker"])
def test_dead_child_is_started_again_and_nothing_of_it_stays(demo: Server, name: str) -> None:
    before = demo.children(name)

    os.kill(before[0], signal.SIGKILL)

    wait_for(lambda: not any(map(is_alive, before)), seconds=10, what="the dead child's group to end")
    wait_for(lambda: len(demo.children(name)) > 1, seconds=20, what="a new child with its helpers")
    wait_for(demo.is_ready, seconds=20, what="the site to answer")


def test_second_start_is_quick_and_leaves_static_files_alone(served_home: Path) -> None:
    manifest = served_home / "static" / "staticfiles.json"
    before = manifest.stat().st_mtime_ns

    with serving(served_home) as server:
        assert server.start_seconds < 20  # about 4 on a quiet machine

    assert manifest.stat().st_mtime_ns == before


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_stop_signal_ends_every_process(served_home: Path, number: signal.Signals) -> None:
    with serving(served_home) as server:
        everybody = server.everybody()

        server.process.send_signal(number)
        code = server.process.wait(30)

    assert code == 0
    assert len(everybody) >= 6  # itself, web with a worker, jobs with their helpers
    assert [pid for pid in everybody if is_alive(pid)] == []


def test_children_end_when_the_supervisor_is_killed(served_home: Path) -> None:
    with serving(served_home) as server:
        everybody = server.everybody()

        server.process.kill()
        server.process.wait()

        wait_for(lambda: not any(map(is_alive, everybody)), seconds=20, what="the children to end")


def test_busy_port_is_refused(served_home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        refused = run(served_home, "serve", "--port", str(port))

    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == (
        f"pekppp: Port {port} sedang dipakai program lain. Hentikan program itu, atau pilih port lain dengan --port.\n"
    )


@pytest.mark.parametrize("port", ["0", "65536", "abc", "-1", "80.5", "٨٠٠٠", ""])
def test_bad_port_is_refused(tmp_path: Path, port: str) -> None:
    refused = run(tmp_path, "serve", f"--port={port}")

    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == (
        f"pekppp: “{port}” bukan nomor port. Pakai --port dengan bilangan bulat 1 sampai 65535.\n"
    )


@pytest.mark.parametrize("arguments", [["serve"], ["demo"], ["worker"], ["manage", "check"]])
def test_unwritable_home_is_refused(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "file").touch()
    home = tmp_path / "file" / "home"

    refused = run(home, *arguments)

    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == (
        f"pekppp: Folder data {home} tidak dapat ditulisi (Not a directory). "
        "Beri izin menulis, atau pilih folder lain lewat PEKPPP_HOME.\n"
    )


@pytest.mark.parametrize("arguments", [[], ["bogus"], ["serve", "--bogus"], ["serve", "extra"]])
def test_unreadable_command_is_refused(tmp_path: Path, arguments: list[str]) -> None:
    refused = run(tmp_path, *arguments)

    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith("pekppp: Perintah tidak dapat dibaca")
    assert refused.stderr.count("\n") == 1


@pytest.mark.parametrize("command", [["serve"], ["worker"], ["manage", "check"]])
def test_unreadable_setting_is_refused(tmp_path: Path, command: list[str]) -> None:
    refused = run(tmp_path, *command, PEKPPP_HTTPS="perhaps")

    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == (
        "pekppp: Pengaturan tidak dapat dipakai. "
        "PEKPPP_HTTPS='perhaps': use one of 0, 1, false, no, off, on, true, yes.\n"
    )


def test_unreachable_database_is_refused(tmp_path: Path) -> None:
    refused = run(tmp_path, "worker", PEKPPP_DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")

    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith("pekppp: Basis data tidak dapat dipakai: ")
    assert "Traceback" not in refused.stderr


def test_worker_alone_refuses_a_database_with_pending_migrations(tmp_path: Path) -> None:
    refused = run(tmp_path, "worker")

    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith("pekppp: Basis data belum mutakhir: ")


def test_worker_alone_ends_with_sigterm(served_home: Path) -> None:
    worker = subprocess.Popen([PEKPPP, "worker"], env=environment(served_home), start_new_session=True, text=True)
    try:
        wait_for(lambda: len(list(filter(is_of(worker), pids()))) >= 5, seconds=20, what="the worker and its helpers")
        worker.terminate()

        assert worker.wait(30) == 0
        assert list(filter(is_of(worker), pids())) == []
    finally:
        worker.kill()
        worker.wait()


def test_stopping_while_starting_leaves_nothing_behind(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [PEKPPP, "demo", "--port", str(free_port())],
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    database = tmp_path / "pekppp.sqlite3"
    wait_for(database.exists, seconds=20, what="the preparation to begin")
    time.sleep(3)  # in the midst of migrations or of loading the regency
    process.terminate()

    printed, said = process.communicate(timeout=30)

    assert (process.returncode, printed) == (2, "")
    assert said == "pekppp: Dihentikan sebelum siap. Data yang sudah ada tidak berubah.\n"


def test_demo_refuses_an_installation_with_real_instansi(served_home: Path) -> None:
    code = (
        "from django.utils import timezone\n"
        "from pekppp.institutions.services import create_instansi\n"
        "create_instansi('33.03', 'Kabupaten Purbalingga', 'kabupaten', at=timezone.now())\n"
    )
    made = run(served_home, "manage", "shell", "-v", "0", "-c", code)
    assert (made.returncode, made.stderr) == (0, "")

    refused = run(served_home, "demo", "--port", str(free_port()))

    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith("pekppp: Instalasi ini memuat instansi atau akun sungguhan")


def test_secret_files_are_readable_by_their_owner_alone(served_home: Path) -> None:
    mode = (served_home / "secret_key").stat().st_mode

    assert stat.S_IMODE(mode) == 0o600


def test_nothing_is_read_from_the_current_folder(served_home: Path, tmp_path: Path) -> None:
    for module in ("re", "django", "pekppp"):
        (tmp_path / f"{module}.py").write_text("raise SystemExit('read from the current folder')")
    before = sorted(tmp_path.iterdir())

    with serving(served_home, cwd=tmp_path) as server:
        assert server.is_ready()

    assert sorted(tmp_path.iterdir()) == before


def is_of(process: subprocess.Popen[str]) -> Callable[[int], bool]:
    """Whether a process belongs to the group that *process* leads."""
    return lambda pid: group(pid) == process.pid and is_alive(pid)

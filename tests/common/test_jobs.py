import pytest
from django.db import transaction
from django_q.models import OrmQ, Schedule

from pekppp.common import jobs

TASK = "pekppp.common.tasks.seal_audit"


@pytest.mark.django_db
def test_enqueue_joins_the_callers_transaction():
    with transaction.atomic():
        jobs.enqueue(TASK)
        inside = OrmQ.objects.count()
        transaction.set_rollback(True)

    assert (inside, OrmQ.objects.count()) == (1, 0)


@pytest.mark.django_db
def test_enqueue_keeps_task_and_ids():
    jobs.enqueue(TASK, 17, "kode")

    task = OrmQ.objects.get().task
    assert (task["func"], task["args"]) == (TASK, (17, "kode"))


@pytest.mark.django_db
def test_ensure_schedules_makes_rows_equal_the_settings(settings):
    settings.SCHEDULES = {"seal-audit": (TASK, 1)}
    Schedule.objects.create(name="gone", func="pekppp.gone")

    jobs.ensure_schedules()
    first = Schedule.objects.get(name="seal-audit")
    jobs.ensure_schedules()

    assert list(Schedule.objects.values_list("name", "func", "minutes", "repeats")) == [("seal-audit", TASK, 1, -1)]
    assert Schedule.objects.get().next_run == first.next_run

"""Background jobs: enqueueing and schedules, on django-q2's table in the same database.

Jobs take ids only, may run twice, and end within Q_CLUSTER["timeout"]. Enqueueing joins the caller's transaction, so a
job is there exactly when the change is.
"""

from django.conf import settings
from django_q.models import Schedule
from django_q.tasks import async_task


def enqueue(task: str, *ids: int | str) -> None:
    """Have *task* (dotted path) called with *ids* by a worker, once this transaction commits."""
    async_task(task, *ids)


def ensure_schedules() -> None:
    """Make the schedule rows equal settings.SCHEDULES; run times of unchanged ones stay."""
    Schedule.objects.exclude(name__in=settings.SCHEDULES).delete()
    for name, (task, minutes) in settings.SCHEDULES.items():
        Schedule.objects.update_or_create(
            name=name, defaults={"func": task, "schedule_type": Schedule.MINUTES, "minutes": minutes, "repeats": -1}
        )

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
        first, *doubles = list(Schedule.objects.filter(name=name).order_by("pk")) or [Schedule(name=name)]
        for double in doubles:  # two machines started at once
            double.delete()
        first.func, first.schedule_type, first.minutes, first.repeats = task, Schedule.MINUTES, minutes, -1
        first.save()

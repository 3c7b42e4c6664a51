"""Start pages and dashboards, put together from the selectors of the apps below; no rows of its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from pekppp.accounts.models import User
from pekppp.assessments.selectors import f01_ready_counts, f02_scored_counts
from pekppp.instruments.selectors import instrument_of
from pekppp.periods.models import Lokus, Periode, Tahap
from pekppp.periods.selectors import (
    evaluators_by_lokus,
    lokus_assigned_to,
    lokus_filled_by,
    lokus_visible_to,
    stages_of,
)
from pekppp.survey.selectors import lokus_short_of, responden_counts

Status = Lokus.Status
F01_OPEN = (Status.SET, Status.FILLING)
F02_OPEN = (Status.SUBMITTED, Status.SCORING)


@dataclass(frozen=True)
class Kemajuan:
    """How far one lokus is: done and wanted per form."""

    lokus: Lokus
    f01: int
    f01_total: int
    f02: int
    f02_total: int
    evaluators: list[str]  # names of those assigned
    responden: int
    responden_minimum: int

    @property
    def f01_missing(self) -> bool:
        """Whether the unit still owes F-01."""
        return self.lokus.status in F01_OPEN

    @property
    def f02_missing(self) -> bool:
        """Whether evaluators still owe F-02, which they can only give once F-01 is there."""
        return self.lokus.status in F02_OPEN

    @property
    def f03_missing(self) -> bool:
        """Whether F-03 has fewer respondents than the instrument's minimum."""
        return self.responden < self.responden_minimum


@dataclass(frozen=True)
class Pekerjaan:
    """One thing that waits for the person: a lokus, what to do, how far it is, and until when (None: no stage)."""

    kemajuan: Kemajuan
    form: str  # "f01" or "f02"
    batas: datetime | None
    is_open: bool


def progress(lokus: Iterable[Lokus], *, evaluator: User | None = None) -> list[Kemajuan]:
    """Progress of *lokus* (periode and instrumen loaded), in their order. Four queries, and one for a queryset.

    F-02 counts all sheets of the standing assignments, or *evaluator*'s own sheet alone.
    """
    rows = list(lokus)
    these = Lokus.objects.filter(pk__in=[row.pk for row in rows])
    ready, scored = f01_ready_counts(these), f02_scored_counts(these, evaluator=evaluator)
    responden, assigned = responden_counts(these), evaluators_by_lokus(rows)
    found = []
    for row in rows:
        instrument = instrument_of(row.periode.instrumen)
        items = len(instrument.indikator) + len(instrument.tambahan)
        evaluators = [penugasan.evaluator.name for penugasan in assigned.get(row.pk, [])]
        found.append(
            Kemajuan(
                lokus=row,
                f01=ready.get(row.pk, 0),
                f01_total=items,
                f02=scored.get(row.pk, 0),
                f02_total=items if evaluator else items * max(1, len(evaluators)),
                evaluators=evaluators,
                responden=responden.get(row.pk, 0),
                responden_minimum=instrument.f03.minimum_responden if instrument.f03 else 0,
            )
        )
    return found


def work_of(user: User, *, at: datetime) -> list[Pekerjaan]:
    """What the person has to fill in or to score in running rounds, the nearest deadline first."""
    todo = []
    for form, jenis, lokus, statuses in (
        ("f01", Tahap.Jenis.F01, lokus_filled_by(user), F01_OPEN),
        ("f02", Tahap.Jenis.F02, lokus_assigned_to(user), F02_OPEN),
    ):
        waiting = lokus.filter(status__in=statuses, periode__status=Periode.Status.OPEN)
        for kemajuan in progress(waiting.prefetch_related("periode__tahap"), evaluator=user):
            stages = stages_of(kemajuan.lokus.periode, at=at)
            spans = {tahap.jenis: (tahap.selesai, is_open) for tahap, is_open in stages}
            todo.append(Pekerjaan(kemajuan, form, *spans.get(jenis, (None, False))))
    return sorted(todo, key=lambda item: (item.batas is None, item.batas, item.kemajuan.lokus.kode))


def owing(lokus: QuerySet[Lokus], form: str, periode: Periode) -> QuerySet[Lokus]:
    """Those *lokus* of the round that still owe *form* ("f01", "f02", "f03"); all of them for any other word."""
    if form == "f03":
        survey = instrument_of(periode.instrumen).f03
        return lokus_short_of(lokus, survey.minimum_responden if survey else 0)
    statuses = {"f01": F01_OPEN, "f02": F02_OPEN}.get(form)
    return lokus.filter(status__in=statuses) if statuses else lokus


def waiting_of(user: User) -> QuerySet[Lokus]:
    """Lokus at which others move next: the own unit's F-01 is sent, or the F-01 to be scored is not there yet."""
    own = lokus_filled_by(user).filter(status__in=[Status.SUBMITTED, Status.SCORING, Status.SCORED])
    assigned = lokus_assigned_to(user).filter(status__in=F01_OPEN)
    ids = [*own.values_list("pk", flat=True), *assigned.values_list("pk", flat=True)]
    return lokus_visible_to(user).filter(pk__in=ids, periode__status=Periode.Status.OPEN)

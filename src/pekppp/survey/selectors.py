"""Survey links and integer sums; no answer of a single person leaves this app."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet, Sum

import ipp
from pekppp.accounts.models import User
from pekppp.periods.models import Lokus, Periode, Tahap
from pekppp.periods.selectors import lokus_coordinated_by, lokus_filled_by, lokus_visible_to, tahap_of
from pekppp.survey.models import ResponF03, TautanSurvei


def tautan_visible_to(user: User) -> QuerySet[TautanSurvei]:
    """Links of every lokus that the person may see. Lokus and periode are loaded."""
    return TautanSurvei.objects.filter(lokus__in=lokus_visible_to(user).order_by().values("pk")).select_related(
        "lokus__periode"
    )


def lokus_surveyed_by(user: User) -> QuerySet[Lokus]:
    """Lokus whose survey the person runs: operator of the unit or koordinator of the round. Periode is loaded."""
    own = Q(pk__in=lokus_filled_by(user).order_by().values("pk"))
    run = Q(pk__in=lokus_coordinated_by(user).order_by().values("pk"))
    return lokus_visible_to(user).filter(own | run)


def open_tautan(kode: str) -> TautanSurvei | None:
    """The link with that code (in any case, since people type it from paper); None when there is none.

    For everybody. Lokus, its instansi, periode and instrumen are loaded.
    """
    if not kode.isprintable():  # PostgreSQL refuses NUL in a text
        return None
    return (
        TautanSurvei.objects.filter(kode=kode.lower())
        .select_related("lokus__periode__instrumen", "lokus__instansi")
        .defer("lokus__periode__instrumen__document")
        .first()
    )


@dataclass(frozen=True, slots=True)
class MasaSurvei:
    """When the survey takes responses, seen from one moment. Instants are None where the round has not set them."""

    state: str  # "before", "open" or "after"
    mulai: datetime | None
    selesai: datetime | None  # publication closes a survey early


def masa_survei(periode: Periode, *, at: datetime) -> MasaSurvei:
    """How the round's survey stands at *at*; agrees with periods.services.require_open_stage. One query."""
    tahap = tahap_of(periode, Tahap.Jenis.F03)
    if periode.status == Periode.Status.DRAFT or tahap is None:
        return MasaSurvei("before", None, None)
    selesai = min(tahap.selesai, periode.published_at or tahap.selesai)
    if periode.status == Periode.Status.PUBLISHED or at >= selesai:
        return MasaSurvei("after", tahap.mulai, selesai)
    return MasaSurvei("open" if tahap.is_open(at) else "before", tahap.mulai, selesai)


def f03_sums(lokus: Iterable[Lokus] | QuerySet[Lokus], instrument: ipp.Instrument) -> dict[int, ipp.JumlahF03]:
    """Respondents and integer sum per question of each lokus id; a lokus without a response is left out. One query."""
    if instrument.f03 is None:
        return {}
    sums = {f"sum_q{question.urutan}": Sum(f"q{question.urutan}") for question in instrument.f03.pertanyaan}
    rows = (
        ResponF03.objects.filter(lokus__in=lokus)
        .order_by()
        .values("lokus")
        .annotate(responden=Count("pk"), **sums)
        .values_list("lokus", "responden", *sums)
    )
    return {lokus_id: ipp.JumlahF03(responden, tuple(jumlah)) for lokus_id, responden, *jumlah in rows}


def responden_counts(lokus: QuerySet[Lokus]) -> dict[int, int]:
    """Number of responses per lokus id; a lokus without any is left out."""
    rows = ResponF03.objects.filter(lokus__in=lokus.order_by().values("pk"))
    return dict(rows.order_by().values_list("lokus").annotate(n=Count("pk")))


def responden_count(lokus: Lokus) -> int:
    """Number of responses of one lokus."""
    return ResponF03.objects.filter(lokus=lokus).count()


def lokus_short_of(lokus: QuerySet[Lokus], minimum: int) -> QuerySet[Lokus]:
    """Those *lokus* that have fewer than *minimum* responses."""
    return lokus.annotate(response_count=Count("respon")).filter(response_count__lt=minimum)

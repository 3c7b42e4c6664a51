"""Rounds, their units and assignments, as each person may see them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from pekppp.accounts.models import User
from pekppp.institutions.models import Penempatan
from pekppp.institutions.selectors import own_units, subtree
from pekppp.periods.models import Lokus, Penugasan, Periode, Tahap

Peran = Penempatan.Peran


def periode_visible_to(user: User) -> QuerySet[Periode]:
    """Rounds over whose lokus or owner the person holds a role; drafts are seen by their coordinator alone.

    Pemilik and instrumen (without its document) are loaded.
    """
    owned = subtree(user, Peran.KOORDINATOR, prefix="pemilik__")
    overseen = subtree(user, Peran.KEMENTERIAN, Peran.PIMPINAN, Peran.PENGAWAS, prefix="pemilik__")
    taking_part = Q(pk__in=lokus_visible_to(user).order_by().values("periode"))
    begun = ~Q(status=Periode.Status.DRAFT)
    return (
        Periode.objects.filter(owned | (begun & (overseen | taking_part)))
        .select_related("pemilik", "instrumen")
        .defer("instrumen__document")
    )


def periode_coordinated_by(user: User) -> QuerySet[Periode]:
    """Rounds the person runs."""
    own = Periode.objects.filter(subtree(user, Peran.KOORDINATOR, prefix="pemilik__"))
    return own.select_related("pemilik", "instrumen").defer("instrumen__document")


def lokus_visible_to(user: User) -> QuerySet[Lokus]:
    """Lokus of rounds that have begun: below an instansi the person oversees, at the own unit, or assigned.

    Periode is loaded.
    """
    overseen = subtree(user, Peran.KEMENTERIAN, Peran.KOORDINATOR, Peran.PIMPINAN, Peran.PENGAWAS, prefix="instansi__")
    own = Q(unit__in=own_units(user, Peran.OPERATOR, Peran.PIMPINAN))
    return (
        Lokus.objects.filter(overseen | own | _assigned(user))
        .exclude(periode__status=Periode.Status.DRAFT)
        .select_related("periode", "periode__instrumen")
        .defer("periode__instrumen__document")
    )


def lokus_coordinated_by(user: User) -> QuerySet[Lokus]:
    """Lokus of the rounds that the person runs, drafts included."""
    return Lokus.objects.filter(periode__in=periode_coordinated_by(user)).select_related("periode")


def lokus_filled_by(user: User) -> QuerySet[Lokus]:
    """Lokus whose F-01 the person fills in as operator. Periode is loaded."""
    return lokus_visible_to(user).filter(unit__in=own_units(user, Peran.OPERATOR))


def lokus_assigned_to(user: User) -> QuerySet[Lokus]:
    """Lokus that the person evaluates. Periode is loaded."""
    return lokus_visible_to(user).filter(_assigned(user))


def published_periode() -> QuerySet[Periode]:
    """Rounds whose results everybody may see, newest first. Pemilik and instrumen are loaded."""
    return (
        Periode.objects.filter(status=Periode.Status.PUBLISHED)
        .select_related("pemilik", "instrumen")
        .defer("instrumen__document")
    )


def unscored_lokus(periode: Periode) -> QuerySet[Lokus]:
    """Lokus of a round that are not scored yet, by code."""
    return Lokus.objects.filter(periode=periode).exclude(status__in=[Lokus.Status.SCORED, Lokus.Status.PUBLISHED])


def penugasan_of(lokus: Lokus, evaluator: User) -> Penugasan | None:
    """The person's standing assignment to the lokus; None when there is none."""
    return Penugasan.objects.filter(lokus=lokus, evaluator=evaluator, revoked_at=None).first()


def evaluators_by_lokus(lokus: Iterable[Lokus]) -> dict[int, list[Penugasan]]:
    """Standing assignments by lokus id; a lokus without any is left out. Evaluator is loaded; one query."""
    found: dict[int, list[Penugasan]] = defaultdict(list)
    standing = Penugasan.objects.filter(lokus__in=lokus, revoked_at=None).select_related("evaluator")
    for penugasan in standing.order_by("evaluator__name"):
        found[penugasan.lokus_id].append(penugasan)
    return dict(found)


def penugasan_revocable_by(user: User) -> QuerySet[Penugasan]:
    """Standing assignments in the rounds that the person runs. Lokus and evaluator are loaded."""
    return Penugasan.objects.filter(lokus__in=lokus_coordinated_by(user), revoked_at=None).select_related(
        "lokus", "evaluator"
    )


def stages_of(periode: Periode, *, at: datetime) -> list[tuple[Tahap, bool]]:
    """The round's stages in order, each with whether it is open at *at*."""
    running = periode.status == Periode.Status.OPEN
    return [(tahap, running and tahap.is_open(at)) for tahap in periode.tahap.all()]


def tahap_of(periode: Periode, jenis: Tahap.Jenis) -> Tahap | None:
    """One stage of the round; None when it has none of that kind."""
    return Tahap.objects.filter(periode=periode, jenis=jenis).first()


def is_stage_open(periode: Periode, jenis: Tahap.Jenis, *, at: datetime) -> bool:
    """Whether the round runs and the stage covers *at*; judged now, never by a job."""
    tahap = tahap_of(periode, jenis)
    return periode.status == Periode.Status.OPEN and tahap is not None and tahap.is_open(at)


def status_counts(lokus: QuerySet[Lokus]) -> dict[str, int]:
    """Number of lokus per status, every status present."""
    counts = dict(lokus.order_by().values_list("status").annotate(n=Count("pk")))
    return {status: counts.get(status, 0) for status in Lokus.Status.values}


def _assigned(user: User) -> Q:
    """Condition on a lokus: a standing assignment, and a placement as evaluator that still covers it."""
    standing = Penugasan.objects.filter(evaluator=user, revoked_at=None)
    return Q(pk__in=standing.values("lokus")) & subtree(user, Peran.EVALUATOR, prefix="instansi__")

"""F-01 and F-02, as each person may see them, and the scores in the shape of the scoring library."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

import ipp
from pekppp.accounts.models import User
from pekppp.assessments.models import F01, F02, JawabanF01, NilaiF02
from pekppp.evidence.models import BuktiDukung
from pekppp.evidence.selectors import bukti_by_nomor
from pekppp.institutions.models import Penempatan
from pekppp.institutions.selectors import subtree
from pekppp.periods.models import Lokus, Penugasan
from pekppp.periods.selectors import lokus_assigned_to, lokus_visible_to

Peran = Penempatan.Peran
OVERSEERS = (Peran.KEMENTERIAN, Peran.KOORDINATOR, Peran.PIMPINAN, Peran.PENGAWAS)


def f02_visible_to(user: User) -> QuerySet[F02]:
    """Sheets the person may read: the own ones at any time, those below an overseen instansi, and never the unit's.

    A unit sees its scores once they are published, through the result. Lokus and evaluator are loaded.
    """
    overseen = subtree(user, *OVERSEERS, prefix="lokus__instansi__")
    return F02.objects.filter(
        Q(penugasan__evaluator=user) | overseen, lokus__in=lokus_visible_to(user).order_by().values("pk")
    ).select_related("lokus", "penugasan__evaluator")


def scores_visible_to(user: User) -> QuerySet[Lokus]:
    """Lokus whose scores the person may see before publication: overseen or assigned, never as the unit."""
    assigned = lokus_assigned_to(user).order_by().values("pk")
    return lokus_visible_to(user).filter(subtree(user, *OVERSEERS, prefix="instansi__") | Q(pk__in=assigned))


def totals_visible_to(user: User) -> QuerySet[Lokus]:
    """Lokus whose index the person may see before publication: overseers alone.

    Evaluators do not, so that nobody scores with an eye on colleagues or on what citizens have just answered.
    """
    return lokus_visible_to(user).filter(subtree(user, *OVERSEERS, prefix="instansi__"))


def jawaban_by_nomor(lokus: Lokus) -> dict[int, JawabanF01]:
    """The unit's answers by indicator number; indicators without one are left out. One query."""
    return {jawaban.nomor: jawaban for jawaban in JawabanF01.objects.filter(f01__lokus=lokus)}


def nilai_by_nomor(f02: F02) -> dict[int, NilaiF02]:
    """Scores of one sheet by indicator number; indicators never touched are left out. One query."""
    return {nilai.nomor: nilai for nilai in NilaiF02.objects.filter(f02=f02)}


def f01_ready_counts(lokus: QuerySet[Lokus]) -> dict[int, int]:
    """Number of indicators marked "siap" per lokus id; a lokus without any is left out."""
    rows = JawabanF01.objects.filter(f01__lokus__in=lokus.order_by().values("pk"), siap=True)
    return dict(rows.order_by().values_list("f01__lokus").annotate(n=Count("pk")))


def f02_scored_counts(lokus: QuerySet[Lokus], *, evaluator: User | None = None) -> dict[int, int]:
    """Number of scores given per lokus id, drafts included; a lokus without any is left out.

    On the sheets of all standing assignments, or on *evaluator*'s own alone.
    """
    rows = NilaiF02.objects.filter(
        f02__lokus__in=lokus.order_by().values("pk"), f02__penugasan__revoked_at=None, nilai__isnull=False
    )
    if evaluator is not None:
        rows = rows.filter(f02__penugasan__evaluator=evaluator)
    return dict(rows.order_by().values_list("f02__lokus").annotate(n=Count("pk")))


def submitted_scores(lokus: Iterable[Lokus] | QuerySet[Lokus]) -> dict[int, list[dict[str, int]]]:
    """Submitted sheets per lokus id, as `ipp` takes them: maps "number" -> score, in order of submission. One query.

    A lokus without a submitted sheet is left out.
    """
    rows = (
        NilaiF02.objects.filter(f02__lokus__in=lokus, f02__status=F02.Status.SUBMITTED, nilai__isnull=False)
        .order_by("f02__submitted_at", "f02", "nomor")
        .values_list("f02__lokus", "f02", "nomor", "nilai")
    )
    sheets: dict[int, dict[int, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for lokus_id, f02_id, nomor, nilai in rows:
        sheets[lokus_id][f02_id][str(nomor)] = nilai  # type: ignore[assignment]  # None is filtered out
    return {lokus_id: list(of_lokus.values()) for lokus_id, of_lokus in sheets.items()}


def submitted_sheets(lokus: Lokus) -> list[F02]:
    """Submitted sheets of one lokus in order of submission. Evaluator is loaded."""
    return list(
        F02.objects.filter(lokus=lokus, status=F02.Status.SUBMITTED)
        .select_related("penugasan__evaluator")
        .order_by("submitted_at", "pk")
    )


def f01_of(lokus: Lokus) -> F01 | None:
    """The unit's form; None before the first answer."""
    return F01.objects.filter(lokus=lokus).first()


@dataclass(frozen=True)
class Isian:
    """One indicator on a page: what the instrument asks, what the unit answered, how it was scored.

    `jawaban` and `nilai` are None before the first save. `client_id` is drawn anew for the next save.
    """

    item: ipp.Indikator
    jawaban: JawabanF01 | None
    bukti: list[BuktiDukung]
    nilai: NilaiF02 | None = None
    client_id: uuid.UUID = field(default_factory=uuid.uuid4)


@dataclass(frozen=True)
class Bagian:
    """A page of a form: an aspek, or the items that weigh nothing ("tambahan"), with its progress."""

    kode: str
    nama: str
    total: int
    done: int


TAMBAHAN = "tambahan"


def items_of(instrument: ipp.Instrument, kode: str) -> tuple[ipp.Indikator, ...] | None:
    """Indicators on the page *kode* (an aspek's code or "tambahan"); None when there is no such page."""
    pages = {aspek.kode: aspek.indikator for aspek in instrument.aspek}
    if instrument.tambahan:
        pages[TAMBAHAN] = instrument.tambahan
    return pages.get(kode)


def bagian_of(instrument: ipp.Instrument, done: Collection[int]) -> list[Bagian]:
    """All pages of a form in order; *done* holds the numbers of the finished indicators."""
    pages = [(aspek.kode, aspek.nama, aspek.indikator) for aspek in instrument.aspek]
    if instrument.tambahan:
        pages.append((TAMBAHAN, _("Informasi tambahan"), instrument.tambahan))
    return [Bagian(kode, nama, len(items), sum(item.nomor in done for item in items)) for kode, nama, items in pages]


def f01_sheet(lokus: Lokus, items: Iterable[ipp.Indikator]) -> list[Isian]:
    """The unit's answers and evidence to *items*. Two queries."""
    jawaban, bukti = jawaban_by_nomor(lokus), bukti_by_nomor(lokus)
    return [Isian(item, jawaban.get(item.nomor), bukti.get(item.nomor, [])) for item in items]


def f02_sheet(lokus: Lokus, f02: F02 | None, items: Iterable[ipp.Indikator]) -> list[Isian]:
    """Scores of one sheet (None: not begun) beside the unit's answers and evidence. Two or three queries."""
    jawaban, bukti = jawaban_by_nomor(lokus), bukti_by_nomor(lokus)
    nilai = nilai_by_nomor(f02) if f02 else {}
    return [Isian(item, jawaban.get(item.nomor), bukti.get(item.nomor, []), nilai.get(item.nomor)) for item in items]


def ready_nomor(lokus: Lokus) -> set[int]:
    """Numbers of the indicators that the unit marked "siap"."""
    return {nomor for nomor, jawaban in jawaban_by_nomor(lokus).items() if jawaban.siap}


def scored_nomor(f02: F02 | None) -> set[int]:
    """Numbers of the indicators scored on a sheet; none before it is begun."""
    return {nomor for nomor, row in nilai_by_nomor(f02).items() if row.nilai is not None} if f02 else set()


def own_f02(penugasan: Penugasan) -> F02 | None:
    """The evaluator's sheet; None before the first score."""
    return F02.objects.filter(penugasan=penugasan, lapis=F02.Lapis.EVALUATOR).first()


def notes_by_nomor(lokus: Lokus) -> dict[int, list[str]]:
    """Evaluators' notes of submitted sheets by indicator number, without names. One query."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = NilaiF02.objects.filter(f02__lokus=lokus, f02__status=F02.Status.SUBMITTED).exclude(catatan="")
    for nomor, catatan in rows.order_by("f02__submitted_at", "pk").values_list("nomor", "catatan"):
        found[nomor].append(catatan)
    return dict(found)


def page_of(instrument: ipp.Instrument, nomor: int) -> str | None:
    """Code of the page that holds indicator *nomor*; None when the instrument has no such indicator."""
    pages = {item.nomor: aspek.kode for aspek in instrument.aspek for item in aspek.indikator}
    pages.update(dict.fromkeys((item.nomor for item in instrument.tambahan), TAMBAHAN))
    return pages.get(nomor)


def sheets_table(
    sheets: list[F02], items: Iterable[ipp.Indikator]
) -> list[tuple[ipp.Indikator, list[NilaiF02 | None]]]:
    """Per indicator its row on each of *sheets*, in their order; None where a sheet has none. One query."""
    rows = {(row.f02_id, row.nomor): row for row in NilaiF02.objects.filter(f02__in=sheets)}
    return [(item, [rows.get((sheet.pk, item.nomor)) for sheet in sheets]) for item in items]

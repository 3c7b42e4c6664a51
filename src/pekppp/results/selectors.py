"""Results: computed from the answers while a round runs, read from the sealed rows once it is published."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

import ipp
from pekppp.accounts.models import User
from pekppp.assessments.selectors import submitted_scores, totals_visible_to
from pekppp.institutions.models import Penempatan
from pekppp.institutions.selectors import own_units
from pekppp.instruments.selectors import instrument_of
from pekppp.periods.models import Lokus, Periode
from pekppp.results.models import HasilInstansi, HasilLokus
from pekppp.survey.selectors import f03_sums


@dataclass(frozen=True)
class Baris:
    """One line of a ranking that is not published yet."""

    lokus: Lokus
    hasil: ipp.HasilUnit
    peringkat: int

    @property
    def nilai(self) -> int:
        """Integer hundredths, as HasilLokus.nilai."""
        return ipp.hundredths(self.hasil.ipp)

    @property
    def f02(self) -> int:
        """Integer hundredths."""
        return ipp.hundredths(self.hasil.f02)

    @property
    def f03(self) -> int | None:
        """Integer hundredths; None without respondents."""
        return None if self.hasil.f03 is None else ipp.hundredths(self.hasil.f03)

    @property
    def kategori(self) -> str:
        """Code of the band."""
        return self.hasil.kategori.kode

    @property
    def kategori_nama(self) -> str:
        """Name of the band."""
        return self.hasil.kategori.nama

    @property
    def responden(self) -> int:
        """Number of F-03 responses."""
        return self.hasil.responden

    @property
    def sementara(self) -> bool:
        """Whether F-03 is missing or has too few respondents."""
        return self.hasil.sementara


def hasil_now(periode: Periode, lokus: QuerySet[Lokus] | list[Lokus]) -> dict[int, ipp.HasilUnit]:
    """The index per lokus id as the answers stand; a lokus without a submitted F-02 is left out. Two queries."""
    instrument = instrument_of(periode.instrumen)
    scores, sums = submitted_scores(lokus), f03_sums(lokus, instrument)
    empty: list[list[int]] = []
    return {
        lokus_id: ipp.score_unit(instrument, f02=sheets, f03=sums.get(lokus_id, empty), kebijakan=periode.kebijakan)
        for lokus_id, sheets in scores.items()
    }


def ranking_now(periode: Periode, lokus: QuerySet[Lokus]) -> list[Baris]:
    """Ranking of those *lokus* of the round that have a submitted F-02, as the answers stand, best first."""
    rows = {row.pk: row for row in lokus}
    hasil = hasil_now(periode, list(rows.values()))
    ranks = ipp.rank({lokus_id: unit.ipp for lokus_id, unit in hasil.items()})
    lines = [Baris(rows[lokus_id], unit, ranks[lokus_id]) for lokus_id, unit in hasil.items()]
    return sorted(lines, key=lambda line: (line.peringkat, line.lokus.kode))


def published_ranking(periode: Periode, lokus: QuerySet[Lokus]) -> QuerySet[HasilLokus]:
    """Published results of those *lokus* of the round, best first, without traces. Lokus is loaded."""
    rows = HasilLokus.objects.filter(lokus__periode=periode, lokus__in=lokus.order_by().values("pk"))
    return rows.select_related("lokus").defer("jejak")


def jejak_visible_to(user: User, lokus: Lokus) -> dict[str, Any] | None:
    """The trace of a visible *lokus* (periode loaded); None when there is none, or none for this person.

    Once published it is the sealed one; before that overseers get it as the answers stand. A
    lokus that was left out of a published round was not evaluated and has none.
    """
    if lokus.status == Lokus.Status.PUBLISHED:
        sealed: dict[str, Any] = HasilLokus.objects.values_list("jejak", flat=True).get(lokus=lokus)
        return sealed
    if lokus.periode.status == Periode.Status.PUBLISHED:
        return None
    if not totals_visible_to(user).filter(pk=lokus.pk).exists():
        return None
    hasil = hasil_now(lokus.periode, [lokus]).get(lokus.pk)
    return ipp.trace(hasil).to_dict() if hasil else None


def published_instansi(periode: Periode) -> QuerySet[HasilInstansi]:
    """Published means of the round's instansi, best first. Instansi is loaded."""
    return HasilInstansi.objects.filter(periode=periode).select_related("instansi")


def public_hasil() -> QuerySet[HasilLokus]:
    """Every published result, whoever asks. Lokus, periode and its owner are loaded."""
    return HasilLokus.objects.filter(lokus__periode__status=Periode.Status.PUBLISHED).select_related(
        "lokus__periode__pemilik"
    )


def own_published(user: User) -> QuerySet[HasilLokus]:
    """Published results of the units at which the person works, newest first, without traces. Lokus, periode loaded."""
    own = own_units(user, Penempatan.Peran.OPERATOR, Penempatan.Peran.PIMPINAN)
    return public_hasil().filter(lokus__unit__in=own).order_by("-lokus__periode__tahun", "lokus__kode").defer("jejak")

"""What scoring returns: every number on the way to the index, exact, and ready to be explained.

In each level `kontribusi` is what the part adds to its parent, so a parent's value is the sum over its parts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from ipp._instrument import Aspek, Indikator, Instrument, Kategori, Pertanyaan
from ipp._rounding import decimal_text, hundredths


@dataclass(frozen=True, slots=True)
class HasilIndikator:
    """One indikator of F-02.

    Attributes:
        skor: Its integer on each sheet that counts, in the order given.
        nilai: Exact mean of `skor`.
        kontribusi: bobot x nilai, what it adds to its aspek; 0 for an item of `tambahan`.
    """

    indikator: Indikator
    skor: tuple[int, ...]
    nilai: Fraction
    kontribusi: Fraction


@dataclass(frozen=True, slots=True)
class HasilAspek:
    """One aspek of F-02; `kontribusi` is bobot x nilai, what it adds to F-02."""

    aspek: Aspek
    nilai: Fraction
    kontribusi: Fraction
    indikator: tuple[HasilIndikator, ...]


@dataclass(frozen=True, slots=True)
class HasilPertanyaan:
    """One question of F-03: integer sum over the respondents, exact mean, what it adds to its aspek."""

    pertanyaan: Pertanyaan
    jumlah: int
    nilai: Fraction
    kontribusi: Fraction


@dataclass(frozen=True, slots=True)
class HasilAspekF03:
    """One aspek of F-03: exact mean of all its answers, its share of F-03, what it adds (bobot x nilai)."""

    aspek: str
    nilai: Fraction
    bobot: Fraction
    kontribusi: Fraction
    pertanyaan: tuple[HasilPertanyaan, ...]


@dataclass(frozen=True, slots=True)
class HasilUnit:
    """The index of one unit and everything it was made of.

    Attributes:
        kebijakan: The value used for every open point of the law.
        lembar: Number of F-02 sheets given; with `final` only the last of them counts.
        f02: Exact value of F-02.
        tambahan: Items that were scored and weigh nothing; those left out are not here.
        responden: Number of respondents of F-03; 0 for none.
        f03: Exact value of F-03 as answered; None while nobody has answered, or without F-03.
        f03_dihitung: The value that enters the index: usually `f03`; 0 where a kebijakan says `nol`;
            None where F-02 alone makes the index.
        aspek_f03: Empty when `f03` is None.
        ipp: Exact index.
        sementara: Whether F-03 is missing or has too few respondents.
        alasan: Indonesian sentences that say why F-03 is missing, too small or not used; may be empty.
    """

    instrument: Instrument
    kebijakan: Mapping[str, str]
    lembar: int
    aspek: tuple[HasilAspek, ...]
    tambahan: tuple[HasilIndikator, ...]
    f02: Fraction
    responden: int
    f03: Fraction | None
    f03_dihitung: Fraction | None
    aspek_f03: tuple[HasilAspekF03, ...]
    ipp: Fraction
    sementara: bool
    alasan: tuple[str, ...]

    @property
    def nilai(self) -> str:
        """The published value: two decimals, half up, with a point."""
        return decimal_text(self.ipp, 2)

    @property
    def kategori(self) -> Kategori:
        """Band of the published value."""
        return kategori(self.instrument, self.ipp)

    @property
    def konversi(self) -> Fraction:
        """The index on 0..100, exact."""
        return konversi(self.instrument, self.ipp)


def kategori(instrument: Instrument, value: Fraction) -> Kategori:
    """Band of an index value, taken from the value rounded half up to two decimals: 4.505 is A, 4.504 is A-.

    Source: bands of the instrument (`kategori`); they agree with all 102 published province results
    of 2021-2023, which are categories of two-decimal values.
    """
    published = hundredths(value)
    return next((band for band in instrument.kategori if published >= band.dari), instrument.kategori[-1])


def konversi(instrument: Instrument, value: Fraction) -> Fraction:
    """Index converted to 0..100, exact: x 20 on the scale 0..5.

    Source: mandiri results of Kota Madiun 2024-2025 (4.7375 -> 94.75); not printed in the regulation.
    """
    return value * 100 / instrument.skala.maks

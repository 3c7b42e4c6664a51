"""The same index for very many units at once, on integers over one common denominator per unit.

Input are integer sums, as one SQL statement returns them; output are numerator and denominator of the
exact index. Tested equal to `score_unit`, which stays the reference: about twenty times faster, no trace.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import lcm
from operator import mul
from typing import NamedTuple

from ipp._answers import choose_kebijakan
from ipp._errors import AnswerError
from ipp._instrument import Instrument
from ipp._rounding import SORT_SCALE, half_up_ratio


class JumlahUnit(NamedTuple):
    """Integer sums of one unit.

    Attributes:
        jumlah_f02: Sum of the scores per counted indikator, in the instrument's order.
        lembar: Number of sheets in those sums; with `final` the last sheet alone, so 1.
        responden: Number of respondents of F-03; 0 for none.
        jumlah_f03: Sum of the answers per question; not read when there is no respondent.
    """

    jumlah_f02: Sequence[int]
    lembar: int
    responden: int
    jumlah_f03: Sequence[int]


class IndeksUnit(NamedTuple):
    """Exact index pembilang/penyebut (not in lowest terms), and whether F-03 is missing or too small."""

    pembilang: int
    penyebut: int
    sementara: bool

    @property
    def ipp(self) -> Fraction:
        """The exact index."""
        return Fraction(self.pembilang, self.penyebut)

    @property
    def nilai(self) -> int:
        """The published value in integer hundredths."""
        return half_up_ratio(self.pembilang, self.penyebut, 2)

    @property
    def sort_key(self) -> int:
        """Floor of the index x 10^15."""
        return self.pembilang * SORT_SCALE // self.penyebut


def score_bulk(
    instrument: Instrument, units: Iterable[JumlahUnit], kebijakan: Mapping[str, str] | None = None
) -> Iterator[IndeksUnit]:
    """The index of each unit, in order. Which sheets are summed (`rata`, `final`) is the caller's choice.

    Raises:
        PolicyError: A kebijakan is refused.
        AnswerError: Sums that no answers can have; the unit is named by its place, from 1.

    Source: as `score_unit`.
    """
    used = choose_kebijakan(instrument, kebijakan)
    f02_weights, f02_base = _common(
        [aspek.bobot * item.bobot for aspek in instrument.aspek for item in aspek.indikator]
    )
    f03_weights, f03_base = _common(_question_weights(instrument, used.get("f03_agregasi", "")))
    f02_share, f03_share = instrument.pangsa_f02.numerator, instrument.pangsa_f03.numerator
    share_base = instrument.pangsa_f02.denominator
    minimum = instrument.f03.minimum_responden if instrument.f03 else 0
    for place, (f02, sheets, responden, f03) in enumerate(units, start=1):
        _check(instrument, f02, count=sheets, width=len(f02_weights), unit=f"unit ke-{place}", field="f02")
        f02_sum, f02_whole = sum(map(mul, f02_weights, f02)), f02_base * sheets
        if responden:
            _check(instrument, f03, count=responden, width=len(f03_weights), unit=f"unit ke-{place}", field="f03")
        few = responden < minimum
        choice = "hitung" if not few else used["f03_kurang" if responden else "f03_kosong"]
        if instrument.f03 is None or choice == "f02":
            yield IndeksUnit(f02_sum, f02_whole, few)
            continue
        f03_whole = f03_base * (responden or 1)
        f03_sum = sum(map(mul, f03_weights, f03)) if choice == "hitung" else 0
        top = f02_share * f02_sum * f03_whole + f03_share * f03_sum * f02_whole
        yield IndeksUnit(top, share_base * f02_whole * f03_whole, few)


def _common(weights: Sequence[Fraction]) -> tuple[list[int], int]:
    base = lcm(*(weight.denominator for weight in weights))
    return [int(weight * base) for weight in weights], base


def _question_weights(instrument: Instrument, agregasi: str) -> list[Fraction]:
    survey = instrument.f03
    if survey is None:
        return []
    if agregasi == "jawaban":
        return [Fraction(1, len(survey.pertanyaan))] * len(survey.pertanyaan)
    asked = [question.aspek for question in survey.pertanyaan]
    return [Fraction(1, len(survey.aspek) * asked.count(aspek)) for aspek in asked]


def _check(instrument: Instrument, sums: Sequence[int], *, count: int, width: int, unit: str, field: str) -> None:
    low, high = instrument.skala.min * count, instrument.skala.maks * count
    if count < 1 or len(sums) != width or not (low <= min(sums, default=-1) and max(sums) <= high):
        allowed = f"{width} jumlah bilangan bulat {low}..{high} dari {count} lembar atau responden"
        raise AnswerError.refused(list(sums), field=field, allowed=allowed, unit=unit)

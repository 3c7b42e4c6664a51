"""Strict checking of answers: an answer is a true integer on the instrument's scale, or it is refused.

True, "5", 5.0, 6, -1, None, a missing or an unknown number are all refused, with unit, field, value
and what is allowed. Nothing is filled in, cut off or guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ipp._errors import AnswerError, PolicyError, show
from ipp._instrument import Instrument
from ipp._schema import kebijakan_values

F02Sheet = Mapping[str, int]
"""Scores of one evaluator: number of the indikator as text -> integer on the scale."""


@dataclass(frozen=True, slots=True)
class JumlahF03:
    """F-03 of one unit as integer sums: enough for every mean, since all questions are mandatory.

    Attributes:
        responden: Number of respondents; 0 for none.
        jumlah: Sum of the answers per question, in the order of the form.
    """

    responden: int
    jumlah: tuple[int, ...]


def check_f02(
    instrument: Instrument, f02: F02Sheet | Sequence[F02Sheet], *, unit: str | None = None
) -> tuple[F02Sheet, ...]:
    """The F-02 sheets of one unit, checked: one map, or a non-empty list of maps (several evaluators).

    Every counted indikator must be there; those of `tambahan` may be.

    Raises:
        AnswerError: A value, a number or the shape is refused.
    """
    if isinstance(f02, Mapping):
        _check_sheet(instrument, f02, "f02", unit)
        return (f02,)
    if not isinstance(f02, (list, tuple)) or not f02:
        allowed = "satu kumpulan skor, atau daftar kumpulan skor yang tidak kosong"
        raise AnswerError.refused(f02, field="f02", allowed=allowed, unit=unit)
    for place, sheet in enumerate(f02, start=1):
        _check_sheet(instrument, sheet, f"f02 lembar {place}", unit)
    return tuple(f02)


def _check_sheet(instrument: Instrument, sheet: object, field: str, unit: str | None) -> None:
    low, high = instrument.skala.min, instrument.skala.maks
    counted = {str(indikator.nomor): indikator.nomor for indikator in instrument.indikator}
    extra = {str(indikator.nomor): indikator.nomor for indikator in instrument.tambahan}
    allowed = f"bilangan bulat {low}..{high}"
    if not isinstance(sheet, Mapping):
        raise AnswerError.refused(sheet, field=field, allowed="kumpulan nomor indikator dan skornya", unit=unit)
    for number, score in sheet.items():
        if number not in counted and number not in extra:
            known = f"nomor {_ranges(counted.values())}"
            known += f"; boleh juga {_ranges(extra.values())}" if extra else ""
            problem = f"indikator {show(number)} tidak dikenal"
            raise AnswerError(problem, field=field, allowed=known, value=number, unit=unit)
        if type(score) is not int or not low <= score <= high:
            raise AnswerError.refused(score, field=f"{field}, indikator {show(number)}", allowed=allowed, unit=unit)
    missing = [nomor for number, nomor in counted.items() if number not in sheet]
    if missing:
        problem = f"belum ada skor untuk indikator {_ranges(missing)}"
        allowed = f"{allowed} untuk tiap nomor {_ranges(counted.values())}"
        raise AnswerError(problem, field=field, allowed=allowed, unit=unit)


def _ranges(numbers: Iterable[int]) -> str:
    """The numbers in ascending order, three or more in a row as "3..30"."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}..{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)


def check_f03(
    instrument: Instrument, f03: Sequence[Sequence[int]] | JumlahF03, *, unit: str | None = None
) -> JumlahF03:
    """The F-03 answers of one unit as sums, checked: rows of one integer per question, or sums ready made.

    No rows is a valid answer (nobody has answered yet). An instrument without F-03 takes no rows.

    Raises:
        AnswerError: A value, a row or the shape is refused.
    """
    width = len(instrument.f03.pertanyaan) if instrument.f03 else 0
    if isinstance(f03, JumlahF03):
        return _check_sums(instrument, f03, width, unit)
    if not isinstance(f03, (list, tuple)) or (f03 and not instrument.f03):
        allowed = "daftar baris jawaban, atau [] bila belum ada"
        if not instrument.f03:
            allowed = "[] karena instrumen ini tidak memakai F-03"
        raise AnswerError.refused(f03, field="f03", allowed=allowed, unit=unit)
    for place, row in enumerate(f03, start=1):
        _check_row(instrument, row, width, f"f03 baris {place}", unit)
    return JumlahF03(len(f03), tuple(map(sum, zip(*f03, strict=True))) if f03 else (0,) * width)


def _check_row(instrument: Instrument, row: object, width: int, field: str, unit: str | None) -> None:
    low, high = instrument.skala.min, instrument.skala.maks
    if not isinstance(row, (list, tuple)) or len(row) != width:
        allowed = f"daftar {width} bilangan bulat {low}..{high}"
        raise AnswerError.refused(row, field=field, allowed=allowed, unit=unit)
    if set(map(type, row)) == {int} and low <= min(row) and max(row) <= high:
        return
    for place, answer in enumerate(row, start=1):
        if type(answer) is not int or not low <= answer <= high:
            where = f"{field}, pertanyaan {place}"
            raise AnswerError.refused(answer, field=where, allowed=f"bilangan bulat {low}..{high}", unit=unit)


def _check_sums(instrument: Instrument, f03: JumlahF03, width: int, unit: str | None) -> JumlahF03:
    count, sums = f03.responden, f03.jumlah
    if type(count) is not int or count < 0 or (count and not instrument.f03):
        allowed = "bilangan bulat mulai 0" if instrument.f03 else "0 karena instrumen ini tidak memakai F-03"
        raise AnswerError.refused(count, field="f03, responden", allowed=allowed, unit=unit)
    if len(sums) != width:
        raise AnswerError.refused(sums, field="f03, jumlah", allowed=f"{width} jumlah jawaban", unit=unit)
    low, high = instrument.skala.min * count, instrument.skala.maks * count
    for place, total in enumerate(sums, start=1):
        if type(total) is not int or not low <= total <= high:
            where = f"f03, jumlah pertanyaan {place}"
            raise AnswerError.refused(total, field=where, allowed=f"bilangan bulat {low}..{high}", unit=unit)
    return f03


def choose_kebijakan(instrument: Instrument, chosen: Mapping[str, str] | None = None) -> dict[str, str]:
    """The value of every open point: what was chosen, otherwise the instrument's default (its first value).

    In the order of the names, so that equal documents give equal traces however their keys are ordered.
    Choices about F-03 are checked and left out where the instrument has none.

    Raises:
        PolicyError: A name the instrument does not know, or a value it does not allow.
    """
    known = known_kebijakan(instrument)
    if chosen is not None and not isinstance(chosen, Mapping):
        raise PolicyError.refused(
            chosen, field="kebijakan", allowed=f"kumpulan nama dan nilai, dengan nama {', '.join(known)}"
        )
    chosen = chosen or {}
    for name, value in chosen.items():
        if name not in known:
            problem = f"nama {show(name)} tidak dikenal"
            raise PolicyError(problem, field="kebijakan", allowed=", ".join(known), value=name)
        if not isinstance(value, str) or value not in known[name]:
            raise PolicyError.refused(value, field=f"kebijakan, {name}", allowed=", ".join(known[name]))
    return {name: chosen.get(name, values[0]) for name, values in sorted(instrument.kebijakan.items())}


def known_kebijakan(instrument: Instrument) -> dict[str, tuple[str, ...]]:
    """The names and values an input may hold: the instrument's, and without F-03 those about it, with no effect."""
    ignored = {} if instrument.f03 else kebijakan_values()
    return {**ignored, **instrument.kebijakan}

"""The index, rule by rule, from the answers of one unit to the rank of an instansi.

    aspek of F-02   sum of bobot x score of its indikator            nilai_aspek
    F-02            sum of bobot x aspek                             nilai_f02
    aspek of F-03   mean of all its answers                          nilai_aspek_f03
    F-03            mean of the aspek                                nilai_f03
    F-03 missing    or too few respondents                           f03_dihitung
    IPP unit        75 % F-02 + 25 % F-03                            nilai_ipp
    IPP instansi    plain mean of its units                          score_instansi
    peringkat       by the exact value                               rank
    kategori        bands of the published value                     _result.kategori
    konversi        index x 20                                       _result.konversi
    rounding        half up, once                                    _rounding

Every value is an exact Fraction. Sources name form and line; the Pedoman's pages are not known to us.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import TypeVar

from ipp._answers import F02Sheet, JumlahF03, check_f02, check_f03, choose_kebijakan
from ipp._instrument import F03, Aspek, Indikator, Instrument
from ipp._result import HasilAspek, HasilAspekF03, HasilIndikator, HasilPertanyaan, HasilUnit

K = TypeVar("K", bound=Hashable)


def score_unit(
    instrument: Instrument,
    *,
    f02: F02Sheet | Sequence[F02Sheet],
    f03: Sequence[Sequence[int]] | JumlahF03,
    kebijakan: Mapping[str, str] | None = None,
    unit: str | None = None,
) -> HasilUnit:
    """The index of one unit with everything it was made of.

    Args:
        instrument: The rules.
        f02: One sheet of scores, or one per evaluator (`final`: the last is the final one and counts alone).
        f03: Answer rows, or their sums; empty when nobody has answered.
        kebijakan: Choices that replace the instrument's defaults, by name.
        unit: Words for the unit in error messages.

    Raises:
        AnswerError: An answer is refused.
        PolicyError: A choice is refused.

    Source: PermenPANRB 29/2022 Pasal 4 as changed by 4/2023 (evaluator's and users' assessment);
    Pedoman Menteri PANRB 5/2023.
    """
    used = choose_kebijakan(instrument, kebijakan)
    given = check_f02(instrument, f02, unit=unit)
    sums = check_f03(instrument, f03, unit=unit)
    sheets = given[-1:] if used["kombinasi_evaluator"] == "final" else given
    extras = [extra for extra in instrument.tambahan if any(str(extra.nomor) in sheet for sheet in sheets)]
    aspek = tuple(nilai_aspek(aspek, sheets) for aspek in instrument.aspek)
    f02_value = nilai_f02(aspek)
    survey = instrument.f03 if sums.responden else None
    aspek_f03 = nilai_aspek_f03(survey, sums, used["f03_agregasi"]) if survey else ()
    f03_value = nilai_f03(aspek_f03)
    counted, reasons = f03_dihitung(instrument, used, sums.responden, f03_value)
    return HasilUnit(
        instrument=instrument,
        kebijakan=used,
        lembar=len(given),
        aspek=aspek,
        tambahan=tuple(_indikator(extra, sheets) for extra in extras),
        f02=f02_value,
        responden=sums.responden,
        f03=f03_value,
        f03_dihitung=counted,
        aspek_f03=aspek_f03,
        ipp=nilai_ipp(instrument, f02_value, counted),
        sementara=instrument.f03 is not None and bool(reasons),
        alasan=reasons,
    )


def nilai_aspek(aspek: Aspek, sheets: Sequence[F02Sheet]) -> HasilAspek:
    """Weighted sum of one aspek's scores; with several evaluators of their exact means.

    The mean of the evaluators' totals equals the total of the means, since every sheet weighs the same.

    Source: Formulir F-02, bobot indikator. Several evaluators: practice of one regency, no rule found.
    """
    indikator = tuple(_indikator(indikator, sheets) for indikator in aspek.indikator)
    nilai = sum((item.kontribusi for item in indikator), Fraction(0))
    return HasilAspek(aspek, nilai, aspek.bobot * nilai, indikator)


def _indikator(indikator: Indikator, sheets: Sequence[F02Sheet]) -> HasilIndikator:
    number = str(indikator.nomor)
    skor = tuple(sheet[number] for sheet in sheets if number in sheet)
    nilai = _mean(sum(skor), len(skor))
    return HasilIndikator(indikator, skor, nilai, indikator.bobot * nilai)


@lru_cache(maxsize=65536)  # the same few sums come back for every unit; making a Fraction is the slow part
def _mean(total: int, count: int) -> Fraction:
    return Fraction(total, count)


def nilai_f02(aspek: Sequence[HasilAspek]) -> Fraction:
    """Sum of bobot x aspek. Source: Formulir F-02, line NILAI INDEX FORMULIR-02; bobot aspek."""
    return sum((part.kontribusi for part in aspek), Fraction(0))


def nilai_aspek_f03(survey: F03, sums: JumlahF03, agregasi: str) -> tuple[HasilAspekF03, ...]:
    """Mean of all answers of each aspek, and its share in F-03.

    Args:
        survey: The questions.
        sums: Their answers.
        agregasi: `aspek` lets every aspek count the same, `jawaban` every answer.

    Source: Formulir F-03, line NILAI INDEX F-03 (mean per question, per aspek, of the aspek).
    `jawaban` is the practice of one regency.
    """
    answered = list(zip(survey.pertanyaan, sums.jumlah, strict=True))
    parts = []
    for kode in survey.aspek:
        asked = [(question, total) for question, total in answered if question.aspek == kode]
        answers = sums.responden * len(asked)
        pertanyaan = tuple(
            HasilPertanyaan(question, total, _mean(total, sums.responden), _mean(total, answers))
            for question, total in asked
        )
        nilai = _mean(sum(total for _, total in asked), answers)
        bobot = _mean(1, len(survey.aspek)) if agregasi == "aspek" else _mean(len(asked), len(answered))
        parts.append(HasilAspekF03(kode, nilai, bobot, bobot * nilai, pertanyaan))
    return tuple(parts)


def nilai_f03(aspek: Sequence[HasilAspekF03]) -> Fraction | None:
    """Sum of the shares; None while there is none. Source: Formulir F-03, line NILAI INDEX F-03."""
    return sum((part.kontribusi for part in aspek), Fraction(0)) if aspek else None


def f03_dihitung(
    instrument: Instrument, kebijakan: Mapping[str, str], responden: int, f03: Fraction | None
) -> tuple[Fraction | None, tuple[str, ...]]:
    """The F-03 value that enters the index (None: F-02 alone), and why it is not simply F-03.

    Source: minimum of respondents: ministry's guide of July 2022 (10 to 20 forms).
    A missing or too small F-03 is open in law: `f03_kosong` and `f03_kurang` of the instrument decide.
    """
    if instrument.f03 is None:
        return None, ("Instrumen ini tidak memakai F-03; indeks sama dengan nilai F-02.",)
    minimum = instrument.f03.minimum_responden
    if responden >= minimum:
        return f03, ()
    choice = kebijakan["f03_kurang"] if responden else kebijakan["f03_kosong"]
    start = f"F-03 belum mencukupi: {responden} dari minimum {minimum} responden"
    counted, ending = {
        "hitung": (f03, "F-03 tetap dihitung"),
        "f02": (None, "indeks sama dengan nilai F-02"),
        "nol": (Fraction(0), "F-03 dihitung 0"),
    }[choice]
    return counted, (f"{start if responden else 'Belum ada responden F-03'}; {ending}.",)


def nilai_ipp(instrument: Instrument, f02: Fraction, f03: Fraction | None) -> Fraction:
    """75 % F-02 + 25 % F-03 (the shares are the instrument's); F-02 alone when *f03* is None.

    Source: lines NILAI BOBOT FORMULIR-02 (75 %) and F-03 (25 %) of the result sheet.
    """
    return f02 if f03 is None else instrument.pangsa_f02 * f02 + instrument.pangsa_f03 * f03


def score_instansi(units: Iterable[Fraction]) -> Fraction | None:
    """Plain mean of the exact, unrounded indices of an instansi's units; None while it has none.

    Source: Kab. Jember 2024: 4.75, 4.59, 4.51 make 4.62; not printed in the regulation.
    """
    values = list(units)
    return sum(values, Fraction(0)) / len(values) if values else None


def rank(values: Mapping[K, Fraction]) -> dict[K, int]:
    """Rank of each key by its exact value, best first; ties share a rank and the next is skipped (1, 2, 2, 4).

    Source: UU 25/2009 Pasal 7(4)a asks for a ranking; how ties stand is not printed anywhere.
    """
    ordered = sorted(values, key=lambda key: values[key], reverse=True)
    ranks: dict[K, int] = {}
    for place, key in enumerate(ordered, start=1):
        tied = place > 1 and values[key] == values[ordered[place - 2]]
        ranks[key] = ranks[ordered[place - 2]] if tied else place
    return ranks

"""Properties of the index that hold for any answers, and a second, naive reading of the rules."""

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ipp

INSTRUMENT = ipp.shipped_instrument("pekppp-2023-luring")
SCORE = st.integers(0, 5)
SHEET = st.lists(SCORE, min_size=30, max_size=30).map(
    lambda scores: dict(zip(map(str, range(1, 31)), scores, strict=True))
)
SHEETS = st.lists(SHEET, min_size=1, max_size=3)
ROWS = st.lists(st.lists(SCORE, min_size=14, max_size=14), max_size=12)
POLICIES = st.fixed_dictionaries({}, optional={name: st.sampled_from(v) for name, v in INSTRUMENT.kebijakan.items()})


def score(f02, f03, kebijakan=None):
    return ipp.score_unit(INSTRUMENT, f02=f02, f03=f03, kebijakan=kebijakan)


def naive_index(document, sheets, rows, kebijakan):
    """The index from the document alone: each evaluator's total, each respondent's answers, one by one."""
    policy = {name: kebijakan.get(name, values[0]) for name, values in document["kebijakan"].items()}
    if policy["kombinasi_evaluator"] == "final":
        sheets = [sheets[-1]]
    totals = []
    for sheet in sheets:
        total = Fraction(0)
        for aspek in document["aspek"]:
            for indikator in aspek["indikator"]:
                total += Fraction(aspek["bobot"] * indikator["bobot"] * sheet[str(indikator["nomor"])], 10000)
        totals.append(total)
    f02 = sum(totals) / len(totals)
    few = len(rows) < document["f03"]["minimum_responden"]
    action = (policy["f03_kurang"] if rows else policy["f03_kosong"]) if few else "hitung"
    if action == "f02":
        return f02
    if action == "nol":
        return f02 * Fraction(75, 100)
    answers = {}
    for row in rows:
        for question, answer in zip(document["f03"]["pertanyaan"], row, strict=True):
            answers.setdefault(question["aspek"], []).append(answer)
    if policy["f03_agregasi"] == "jawaban":
        answers = {"": [answer for given in answers.values() for answer in given]}
    means = [Fraction(sum(given), len(given)) for given in answers.values()]
    return f02 * Fraction(75, 100) + sum(means) / len(means) * Fraction(25, 100)


@given(sheets=SHEETS, rows=ROWS, kebijakan=POLICIES)
def test_index_equals_the_naive_one(sheets, rows, kebijakan):
    hasil = score(sheets, rows, kebijakan)

    assert hasil.ipp == naive_index(INSTRUMENT.document, sheets, rows, kebijakan)


@given(sheets=SHEETS, rows=ROWS, kebijakan=POLICIES)
def test_index_stays_on_the_scale(sheets, rows, kebijakan):
    hasil = score(sheets, rows, kebijakan)

    assert 0 <= hasil.ipp <= 5
    assert 0 <= hasil.konversi <= 100


@given(sheet=SHEET, rows=ROWS, kebijakan=POLICIES, number=st.integers(1, 30))
def test_higher_score_never_lowers_the_index(sheet, rows, kebijakan, number):
    better = {**sheet, str(number): min(5, sheet[str(number)] + 1)}

    assert score(better, rows, kebijakan).ipp >= score(sheet, rows, kebijakan).ipp


@given(sheet=SHEET, rows=ROWS.filter(bool), kebijakan=POLICIES, place=st.integers(0, 13))
def test_higher_answer_never_lowers_the_index(sheet, rows, kebijakan, place):
    better = [[*rows[0][:place], min(5, rows[0][place] + 1), *rows[0][place + 1 :]], *rows[1:]]

    assert score(sheet, better, kebijakan).ipp >= score(sheet, rows, kebijakan).ipp


@given(sheets=SHEETS, rows=ROWS, seed=st.randoms(use_true_random=False))
def test_order_of_answers_does_not_matter(sheets, rows, seed: Random):
    mixed_rows, mixed_sheets = list(rows), [dict(seed.sample(list(sheet.items()), 30)) for sheet in sheets]
    seed.shuffle(mixed_rows)
    seed.shuffle(mixed_sheets)

    assert score(mixed_sheets, mixed_rows).ipp == score(sheets, rows).ipp


@given(sheet=SHEET, rows=ROWS)
def test_sums_give_the_same_index_as_rows(sheet, rows):
    sums = ipp.JumlahF03(len(rows), tuple(sum(row[place] for row in rows) for place in range(14)))

    assert score(sheet, sums) == score(sheet, rows)


@given(values=st.lists(st.fractions(0, 5), min_size=1))
def test_mean_of_instansi_lies_between_its_units(values):
    assert min(values) <= ipp.score_instansi(values) <= max(values)


def test_instansi_without_units_has_no_value():
    assert ipp.score_instansi([]) is None


def test_rank_shares_ties_and_skips_the_next():
    values = {"d": Fraction(1), "b": Fraction(2), "a": Fraction(3), "c": Fraction(2)}

    assert ipp.rank(values) == {"a": 1, "b": 2, "c": 2, "d": 4}


def test_rank_uses_the_exact_value_not_the_rounded_one():
    values = {"lower": Fraction(45100, 10000), "higher": Fraction(45101, 10000)}

    assert ipp.rank(values) == {"higher": 1, "lower": 2}


def test_instrument_without_f03_gives_f02_and_says_so(skala_empat):
    hasil = ipp.score_unit(skala_empat, f02={"1": 4, "2": 3, "3": 4}, f03=[])

    assert hasil.ipp == hasil.f02 == Fraction(11, 3)
    assert (hasil.f03, hasil.sementara) == (None, False)
    assert hasil.alasan == ("Instrumen ini tidak memakai F-03; indeks sama dengan nilai F-02.",)
    assert (hasil.kategori.kode, hasil.konversi) == ("A", Fraction(275, 3))


def test_instrument_decides_weights_shares_and_default_policies(pecahan):
    sheets = [{"1": 0, "2": 0, "3": 0, "4": 0}, {"1": 5, "2": 1, "3": 4, "4": 2}]

    hasil = ipp.score_unit(pecahan, f02=sheets, f03=[[5, 4, 3], [4, 4, 1]])

    assert hasil.aspek[0].nilai == Fraction(5 * 5 + 4 * 1 + 2 * 4, 11)
    assert hasil.f03 == Fraction(21, 6)
    assert hasil.ipp == Fraction(60, 100) * (Fraction(65, 100) * Fraction(37, 11) + Fraction(70, 100)) + Fraction(7, 5)


@pytest.mark.parametrize(("respondents", "provisional"), [(9, True), (10, False), (11, False)])
def test_result_is_provisional_below_the_minimum(sheet, respondents, provisional):
    hasil = score(sheet, [[4] * 14] * respondents)

    assert hasil.sementara is provisional
    assert bool(hasil.alasan) is provisional


def test_rows_made_from_published_sums_give_the_same_index():
    """As docs/scoring.md tells outsiders, who know the sums and not the rows."""
    sums = ipp.JumlahF03(7, (35, 0, 34, 8, 21, 20, 3, 17, 29, 11, 13, 30, 6, 27))
    rows = [[total // 7 + (person < total % 7) for total in sums.jumlah] for person in range(7)]
    f02 = dict.fromkeys(map(str, range(1, 31)), 3)

    from_rows = score(f02, rows)

    assert from_rows.ipp == score(f02, sums).ipp

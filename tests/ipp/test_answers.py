"""An answer is a true integer on the scale, or it is refused with its place."""

import pytest

import ipp

NO_SCORES = [True, False, "5", 5.0, 6, -1, None, [5], {}, 10**30, "", 4.5]


def refusal(pekppp, **answers):
    with pytest.raises(ipp.InputError) as caught:
        ipp.score_unit(pekppp, unit='unit "A"', **answers)
    return caught.value


@pytest.mark.parametrize("value", NO_SCORES, ids=repr)
def test_f02_refuses_what_is_no_integer_on_the_scale(pekppp, sheet, value):
    error = refusal(pekppp, f02=sheet | {"7": value}, f03=[])

    assert (error.unit, error.field, error.allowed) == (
        'unit "A"',
        'f02, indikator "7"',
        "bilangan bulat 0..5",
    )
    assert error.value is value


@pytest.mark.parametrize("value", NO_SCORES, ids=repr)
def test_f03_refuses_what_is_no_integer_on_the_scale(pekppp, sheet, rows, value):
    rows[1][4] = value

    error = refusal(pekppp, f02=sheet, f03=rows)

    assert (error.field, error.allowed) == ("f03 baris 2, pertanyaan 5", "bilangan bulat 0..5")


@pytest.mark.parametrize("number", ["0", "01", " 1", "1 ", "32", "1.0", "١", "", 1, None])
def test_f02_refuses_unknown_numbers(pekppp, sheet, number):
    error = refusal(pekppp, f02=sheet | {number: 5}, f03=[])

    assert (error.field, error.value) == ("f02", number)
    assert error.allowed == 'nomor 1..30, boleh juga "31"'


def test_f02_names_every_missing_score(pekppp, sheet):
    del sheet["3"], sheet["29"]

    error = refusal(pekppp, f02=sheet, f03=[])

    assert str(error) == (
        'unit "A", f02: belum ada skor untuk indikator 3, 29; yang diperbolehkan: bilangan bulat 0..5.'
    )


def test_f02_checks_every_sheet_even_those_that_do_not_count(pekppp, sheet):
    error = refusal(pekppp, f02=[sheet | {"1": 9}, sheet], f03=[], kebijakan={"kombinasi_evaluator": "final"})

    assert error.field == 'f02 lembar 1, indikator "1"'


@pytest.mark.parametrize("f02", [[], None, "5", 5, [None], [[5] * 30], ()], ids=repr)
def test_f02_refuses_other_shapes(pekppp, f02):
    assert refusal(pekppp, f02=f02, f03=[]).field.startswith("f02")


@pytest.mark.parametrize("f03", [None, {}, "", 0, [None], [[]], [[5] * 13], [[5] * 15], ["5" * 14]], ids=repr)
def test_f03_refuses_other_shapes(pekppp, sheet, f03):
    assert refusal(pekppp, f02=sheet, f03=f03).field.startswith("f03")


@pytest.mark.parametrize(
    "sums",
    [
        ipp.JumlahF03(-1, (0,) * 14),
        ipp.JumlahF03(True, (0,) * 14),
        ipp.JumlahF03(2, (11,) + (5,) * 13),
        ipp.JumlahF03(2, (5,) * 13),
        ipp.JumlahF03(0, (1,) + (0,) * 13),
        ipp.JumlahF03(2, (5.0,) + (5,) * 13),
    ],
    ids=repr,
)
def test_f03_refuses_sums_no_answers_can_have(pekppp, sheet, sums):
    assert refusal(pekppp, f02=sheet, f03=sums).field.startswith("f03")


def test_instrument_without_f03_refuses_answers_to_it(skala_empat):
    error = refusal(skala_empat, f02={"1": 4, "2": 4, "3": 4}, f03=[[4]])

    assert error.allowed == "[] karena instrumen ini tidak memakai F-03"


def test_scale_of_the_instrument_decides(skala_empat):
    assert refusal(skala_empat, f02={"1": 0, "2": 4, "3": 4}, f03=[]).allowed == "bilangan bulat 1..4"


@pytest.mark.parametrize(
    ("kebijakan", "field", "allowed"),
    [
        ({"f03_kosong": "hitung"}, "kebijakan, f03_kosong", "f02, nol"),
        ({"f03_kosong": None}, "kebijakan, f03_kosong", "f02, nol"),
        ({"f03_kosong": ["nol"]}, "kebijakan, f03_kosong", "f02, nol"),
        ({"f03": "nol"}, "kebijakan", "kombinasi_evaluator, f03_agregasi, f03_kosong, f03_kurang"),
        (["nol"], "kebijakan", "kumpulan nama dan nilai"),
    ],
)
def test_unknown_kebijakan_is_refused(pekppp, sheet, kebijakan, field, allowed):
    error = refusal(pekppp, f02=sheet, f03=[], kebijakan=kebijakan)

    assert (type(error), error.field, error.allowed) == (ipp.PolicyError, field, allowed)


def test_kebijakan_the_instrument_does_not_allow_is_refused(pecahan):
    with pytest.raises(ipp.PolicyError):
        ipp.choose_kebijakan(pecahan, {"f03_agregasi": "aspek"})

"""An answer is a true integer on the scale, or it is refused with its place."""

import copy

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
    assert error.allowed == "nomor 1..30; boleh juga 31"


def renumbered(instrument, numbers, extra):
    """A copy of the instrument whose counted indikator have these numbers, and its tambahan those."""
    document = copy.deepcopy(instrument.document)
    items = [item for aspek in document["aspek"] for item in aspek["indikator"]]
    for item, number in zip(items, numbers, strict=True):
        item["nomor"] = number
    document["tambahan"] = [{**document["tambahan"][0], "nomor": number, "kode": f"T{number}"} for number in extra]
    return ipp.instrument_from_document(document)


@pytest.mark.parametrize(
    ("numbers", "extra", "allowed"),
    [
        ([1, *range(3, 31), 99], [31], "nomor 1, 3..30, 99; boleh juga 31"),
        ([99, *range(30, 2, -1), 1], [], "nomor 1, 3..30, 99"),
        (range(3, 33), [1, 2, 40], "nomor 3..32; boleh juga 1, 2, 40"),
    ],
)
def test_allowed_numbers_are_those_of_the_instrument(pekppp, numbers, extra, allowed):
    instrument = renumbered(pekppp, numbers, extra)
    sheet = {str(number): 5 for number in numbers}

    assert refusal(instrument, f02=sheet | {"400": 5}, f03=[]).allowed == allowed
    assert refusal(instrument, f02={}, f03=[]).allowed == (
        f"bilangan bulat 0..5 untuk tiap {allowed.partition(';')[0]}"
    )


def test_f02_names_every_missing_score(pekppp, sheet):
    del sheet["3"], sheet["29"]

    error = refusal(pekppp, f02=sheet, f03=[])

    assert str(error) == (
        'unit "A", f02: belum ada skor untuk indikator 3, 29; '
        "yang diperbolehkan: bilangan bulat 0..5 untuk tiap nomor 1..30."
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


@pytest.mark.parametrize("f03", [[[4]], None, {}, 0], ids=repr)
def test_instrument_without_f03_refuses_answers_to_it(skala_empat, f03):
    error = refusal(skala_empat, f02={"1": 4, "2": 4, "3": 4}, f03=f03)

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
        (
            ["nol"],
            "kebijakan",
            "kumpulan nama dan nilai, dengan nama kombinasi_evaluator, f03_agregasi, f03_kosong, f03_kurang",
        ),
    ],
)
def test_unknown_kebijakan_is_refused(pekppp, sheet, kebijakan, field, allowed):
    error = refusal(pekppp, f02=sheet, f03=[], kebijakan=kebijakan)

    assert (type(error), error.field, error.allowed) == (ipp.PolicyError, field, allowed)


@pytest.mark.parametrize(
    ("name", "values"),
    [("f03_agregasi", "aspek jawaban"), ("f03_kosong", "f02 nol"), ("f03_kurang", "hitung f02 nol")],
)
def test_kebijakan_about_f03_has_no_effect_on_an_instrument_without_it(skala_empat, name, values):
    plain = ipp.score_unit(skala_empat, f02={"1": 4, "2": 3, "3": 4}, f03=[])

    for value in values.split():
        chosen = ipp.score_unit(skala_empat, f02={"1": 4, "2": 3, "3": 4}, f03=[], kebijakan={name: value})
        assert (chosen, chosen.kebijakan) == (plain, {"kombinasi_evaluator": "rata"})
    with pytest.raises(ipp.PolicyError) as caught:
        ipp.choose_kebijakan(skala_empat, {name: "lewati"})
    assert (caught.value.field, caught.value.allowed) == (f"kebijakan, {name}", ", ".join(values.split()))


def test_kebijakan_the_instrument_does_not_allow_is_refused(pecahan):
    with pytest.raises(ipp.PolicyError):
        ipp.choose_kebijakan(pecahan, {"f03_agregasi": "aspek"})

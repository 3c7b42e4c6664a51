"""The bulk path on integers equals the exact path, whatever the instrument and policies."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ipp

INSTRUMENT = ipp.shipped_instrument("pekppp-2023-luring")


@st.composite
def unit(draw):
    sheets = draw(st.lists(st.lists(st.integers(0, 5), min_size=30, max_size=30), min_size=1, max_size=3))
    responden = draw(st.integers(0, 25))
    sums = draw(st.lists(st.integers(0, 5 * responden), min_size=14, max_size=14))
    return sheets, ipp.JumlahF03(responden, tuple(sums))


def as_sums(sheets, f03):
    return ipp.JumlahUnit([sum(scores) for scores in zip(*sheets, strict=True)], len(sheets), f03.responden, f03.jumlah)


@given(
    units=st.lists(unit(), max_size=4),
    agregasi=st.sampled_from(["aspek", "jawaban"]),
    kosong=st.sampled_from(["f02", "nol"]),
    kurang=st.sampled_from(["hitung", "f02", "nol"]),
)
def test_bulk_equals_the_exact_path(units, agregasi, kosong, kurang):
    kebijakan = {"f03_agregasi": agregasi, "f03_kosong": kosong, "f03_kurang": kurang}

    found = list(ipp.score_bulk(INSTRUMENT, (as_sums(*one) for one in units), kebijakan))

    numbered = [[{str(n): s for n, s in enumerate(scores, 1)} for scores in sheets] for sheets, _ in units]
    expected = [
        ipp.score_unit(INSTRUMENT, f02=sheets, f03=f03, kebijakan=kebijakan)
        for sheets, (_, f03) in zip(numbered, units, strict=True)
    ]
    assert [(one.ipp, one.sementara) for one in found] == [(one.ipp, one.sementara) for one in expected]
    assert [one.nilai for one in found] == [ipp.hundredths(one.ipp) for one in expected]
    assert [one.sort_key for one in found] == [ipp.sort_key(one.ipp) for one in expected]


def test_bulk_knows_instruments_without_f03(skala_empat):
    (found,) = ipp.score_bulk(skala_empat, [ipp.JumlahUnit([4, 3, 4], 1, 0, [])])

    assert (found.ipp, found.sementara) == (Fraction(11, 3), False)


def test_bulk_knows_fraction_weights(pecahan):
    (found,) = ipp.score_bulk(pecahan, [ipp.JumlahUnit([5, 1, 4, 2], 1, 2, [9, 8, 4])])

    exact = ipp.score_unit(pecahan, f02={"1": 5, "2": 1, "3": 4, "4": 2}, f03=ipp.JumlahF03(2, (9, 8, 4)))
    assert found.ipp == exact.ipp


@pytest.mark.parametrize(
    "impossible",
    [
        ipp.JumlahUnit([5] * 29, 1, 0, []),
        ipp.JumlahUnit([6] * 30, 1, 0, []),
        ipp.JumlahUnit([-1] * 30, 1, 0, []),
        ipp.JumlahUnit([5] * 30, 0, 0, []),
        ipp.JumlahUnit([5] * 30, 1, 2, [11] * 14),
        ipp.JumlahUnit([5] * 30, 1, 2, [10] * 13),
        ipp.JumlahUnit([5] * 30, 1, -1, [0] * 14),
    ],
)
def test_bulk_refuses_sums_no_answers_can_have(pekppp, impossible):
    sound = ipp.JumlahUnit([5] * 30, 1, 0, [])

    with pytest.raises(ipp.AnswerError) as caught:
        list(ipp.score_bulk(pekppp, [sound, impossible]))

    assert caught.value.unit == "unit ke-2"

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ipp


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("4.505", "4.51"),
        ("4.504999", "4.50"),
        ("2.675", "2.68"),
        ("0.005", "0.01"),
        ("0.004", "0.00"),
        ("5", "5.00"),
        ("-0.125", "-0.12"),
    ],
)
def test_decimal_text_rounds_half_up_from_the_exact_value(value, text):
    assert ipp.decimal_text(Fraction(value), 2) == text


def test_decimal_text_without_decimals_has_no_point():
    assert ipp.decimal_text(Fraction(9, 2), 0) == "5"


def test_rounding_once_differs_from_rounding_twice():
    assert ipp.decimal_text(Fraction("4.5049"), 2) == "4.50"


@given(value=st.fractions(0, 5))
def test_hundredths_are_never_half_a_hundredth_off(value):
    assert -Fraction(1, 200) < ipp.hundredths(value) / Fraction(100) - value <= Fraction(1, 200)


@given(value=st.fractions(0, 5))
def test_exact_text_comes_back_equal(value):
    assert ipp.from_exact_text(ipp.exact_text(value)) == value


@pytest.mark.parametrize(
    "text", ["", "5", "4.09", "8/2", "1/0", "-0/1", "01/2", "1/02", " 1/2", "1/2\n", "1/-2", "a/b", "٤/٥"]
)
def test_exact_text_has_one_spelling_only(text):
    with pytest.raises(ipp.NumberError):
        ipp.from_exact_text(text)


@given(low=st.fractions(0, 5), high=st.fractions(0, 5))
def test_sort_key_keeps_the_order(low, high):
    low, high = sorted([low, high])

    assert ipp.sort_key(low) <= ipp.sort_key(high)


def test_sort_key_fits_a_bigint():
    assert ipp.sort_key(Fraction(5)) == 5_000_000_000_000_000 < 2**63


@pytest.mark.parametrize("text", ["0", "5", "4.5", "4.505", "5.000", "0.0", "4." + "9" * 5000])
def test_plain_decimal_is_read_exactly(text):
    assert ipp.parse_decimal(text, highest=5) == Fraction(text[:4300]) or len(text) > 4300


PLAIN = [
    "", " ", "-0", "-1", "+4", "5.01", "6", "5.0000000001", "4,5", ".5", "5.", "04", "00", "4_5", "1e0", "4.5e0",
    "0x4", "nan", "inf", "Infinity", "٤", "४.५", "4.5 ", " 4.5", "4.5\n", "9/2", "A", "--", "4.5.1", "½",
]  # fmt: skip


@pytest.mark.parametrize("text", PLAIN)
def test_anything_but_a_plain_decimal_on_the_scale_is_refused(text):
    with pytest.raises(ipp.NumberError):
        ipp.parse_decimal(text, highest=5)

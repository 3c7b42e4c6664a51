"""The one place where a score is rounded, written as text, or read back.

Rounding is half up from the exact value, once, and only to show or to store: never in between.

Source: results are published with two decimals (KepmenPANRB 659/2024 and 3/2026);
half up and "round once" follow the published figures, no regulation prints the word.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from ipp._errors import NumberError

SORT_SCALE = 10**15

_PLAIN_DECIMAL = re.compile(r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_EXACT = re.compile(r"(-?(?:0|[1-9][0-9]{0,3999}))/([1-9][0-9]{0,3999})")


def half_up(value: Fraction, decimals: int) -> int:
    """Return *value* x 10^decimals as an integer; a half goes up: 4.505 with 2 decimals is 451."""
    return half_up_ratio(value.numerator, value.denominator, decimals)


def half_up_ratio(numerator: int, denominator: int, decimals: int) -> int:
    """As `half_up`, for a ratio of integers that need not be in lowest terms (denominator > 0)."""
    scale: int = 10**decimals
    return (2 * numerator * scale + denominator) // (2 * denominator)


def hundredths(value: Fraction) -> int:
    """The published value in integer hundredths: 4.505 is 451. Stored as `nilai`."""
    return half_up(value, 2)


def decimal_text(value: Fraction, decimals: int) -> str:
    """*value* rounded half up, with exactly so many decimals and a point: "4.09"."""
    return scaled_text(half_up(value, decimals), decimals)


def scaled_text(scaled: int, decimals: int) -> str:
    """An integer already rounded to 10^-decimals as text: (409, 2) is "4.09"."""
    sign = "-" if scaled < 0 else ""
    digits = str(abs(scaled)).rjust(decimals + 1, "0")
    return f"{sign}{digits[:-decimals]}.{digits[-decimals:]}" if decimals else sign + digits


def exact_text(value: Fraction) -> str:
    """*value* as "n/d" in lowest terms, also "5/1". Stored as `nilai_eksak`."""
    return f"{value.numerator}/{value.denominator}"


def from_exact_text(text: str) -> Fraction:
    """The value written by `exact_text`.

    Raises:
        NumberError: *text* is not "n/d" in lowest terms: one value must have one text.
    """
    match = _EXACT.fullmatch(text)
    if match:
        value = Fraction(int(match[1]), int(match[2]))
        if exact_text(value) == text:
            return value
    raise NumberError.refused(text, field="nilai eksak", allowed='pecahan paling sederhana seperti "409/100"')


def sort_key(value: Fraction) -> int:
    """Floor of *value* x 10^15, for a bigint column; values that share it are settled by their exact text."""
    return value.numerator * SORT_SCALE // value.denominator


def parse_decimal(text: str, *, highest: int) -> Fraction:
    """The exact value of a plain decimal between 0 and *highest*: digits, and perhaps a point and digits.

    No sign, no exponent, no comma, no blank, no leading zero, ASCII digits only.

    Raises:
        NumberError: *text* is anything else.
    """
    if _PLAIN_DECIMAL.fullmatch(text):
        value = Fraction(Decimal(text))
        if value <= highest:
            return value
    allowed = f"bilangan desimal biasa dari 0 sampai {highest} dengan titik, misalnya 4.505"
    raise NumberError.refused(text, field="nilai", allowed=allowed)

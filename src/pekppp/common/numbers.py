"""Decimal texts: with a point for files and programs, as readers write them for pages."""

import re

from django.utils.formats import get_format

DECIMAL_MARK = re.compile(r"(?<=\d)[.,](?=\d)")


def with_point(hundredths: int) -> str:
    """Integer hundredths: 409 -> "4.09"."""
    return f"{hundredths // 100}.{hundredths % 100:02}"


def as_written(text: str) -> str:
    """A number, weight or sum with the decimal mark of the page's language: "4.09" -> "4,09", in English "4.09"."""
    return DECIMAL_MARK.sub(get_format("DECIMAL_SEPARATOR"), text)

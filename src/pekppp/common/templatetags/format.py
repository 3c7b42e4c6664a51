"""Numbers and times as readers write them, by the language of the page. Nothing here computes a score."""

from collections.abc import Sequence
from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language

from pekppp.common.numbers import as_written, with_point

register = template.Library()


@register.filter
def nilai(hundredths: int | None) -> str:
    """Integer hundredths as a published value: 409 -> "4,09"; a dash for None."""
    return "–" if hundredths is None else as_written(with_point(hundredths))


@register.filter
def koma(text: str | None) -> str:
    """A number, weight or sum of the trace as the reader writes it: "4.130000" -> "4,130000"; a dash for None."""
    return "–" if text is None else as_written(text)


@register.filter
def waktu(moment: datetime | None) -> str:
    """An instant in the reader's zone, with its name: "30 November 2025 16.00 WIB"; a dash for None."""
    if moment is None:
        return "–"
    local = timezone.localtime(moment)
    return f"{date_format(local, 'j F Y')} {_clock(local)} {local.tzname()}"


@register.filter
def jam(moment: datetime) -> str:
    """The time of day in the reader's zone: "10.42"."""
    return _clock(timezone.localtime(moment))


@register.filter
def numbered(texts: Sequence[str], first: int) -> list[tuple[int, str]]:
    """Each text with its number, counted from *first*: the levels of a scale."""
    return list(enumerate(texts, start=first))


@register.filter
def lookup(mapping: dict[object, object], key: object) -> object:
    """`mapping[key]`, or None."""
    return mapping.get(key)


def _clock(local: datetime) -> str:
    return f"{local:%H:%M}" if get_language() == "en" else f"{local:%H.%M}"

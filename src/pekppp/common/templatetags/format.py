"""Numbers and times as Indonesian readers write them. Nothing here computes a score."""

from collections.abc import Sequence
from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format

from pekppp.common.numbers import with_point

register = template.Library()


@register.filter
def nilai(hundredths: int | None) -> str:
    """Integer hundredths as a published value: 409 -> "4,09"; a dash for None."""
    return "–" if hundredths is None else with_point(hundredths).replace(".", ",")


@register.filter
def koma(text: str | None) -> str:
    """A decimal text of the trace with a decimal comma; a dash for None."""
    return "–" if text is None else text.replace(".", ",")


@register.filter
def waktu(moment: datetime | None) -> str:
    """An instant in the reader's zone, with its name: "30 November 2025 16.00 WIB"; a dash for None."""
    if moment is None:
        return "–"
    local = timezone.localtime(moment)
    return f"{date_format(local, 'j F Y')} {local:%H.%M} {local.tzname()}"


@register.filter
def jam(moment: datetime) -> str:
    """The time of day in the reader's zone: "10.42"."""
    return f"{timezone.localtime(moment):%H.%M}"


@register.filter
def numbered(texts: Sequence[str], first: int) -> list[tuple[int, str]]:
    """Each text with its number, counted from *first*: the levels of a scale."""
    return list(enumerate(texts, start=first))


@register.filter
def lookup(mapping: dict[object, object], key: object) -> object:
    """`mapping[key]`, or None."""
    return mapping.get(key)

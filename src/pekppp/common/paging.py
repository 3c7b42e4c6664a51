"""Lists page by key: the next page begins after the last row shown, so it costs the same at row 100 and 40,000."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

PAGE_ROWS = 100


@dataclass(frozen=True)
class Page:
    """Rows of one page; `next_key` is None on the last one."""

    rows: list[Any]
    next_key: str | None


def page_by_key(rows: QuerySet[Any], *, after: str, key: str = "kode") -> Page:
    """The page that begins after *after* ("" for the first one), in the order of the unique text column *key*."""
    rows = rows.order_by(key)
    if after:
        rows = rows.filter(**{f"{key}__gt": after})
    found = list(rows[: PAGE_ROWS + 1])
    more = len(found) > PAGE_ROWS
    return Page(found[:PAGE_ROWS], getattr(found[PAGE_ROWS - 1], key) if more else None)

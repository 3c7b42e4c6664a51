"""What every chart shares: scale, checks, legend."""

import re
from collections.abc import Sequence
from fractions import Fraction

from pekppp.common.charts._lettering import wrap
from pekppp.common.charts._svg import Axis, Block

SCALE = 5  # every value lies on 0..5
SCALE_SIZE = 9
PAD = 8
SWATCH = 26  # two whole dashes and a gap on either side of the mark
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def check(axes: Sequence[Axis], series: Sequence[str], chart_id: str) -> None:
    """Refuse what cannot be drawn truthfully; the message names the value and the allowed ones."""
    if not _ID.fullmatch(chart_id):
        raise ValueError(f"chart_id {chart_id!r} is not a letter followed by letters, digits, - or _")
    if len(series) not in (1, 2):
        raise ValueError(f"a chart has one or two series, not {len(series)}")
    if not axes:
        raise ValueError("a chart has at least one axis")
    for axis in axes:
        if len(axis.values) != len(series) or len(axis.texts) != len(series):
            raise ValueError(f"axis {axis.label!r} has not one value and one text per series")
        for value in axis.values:
            if value is None:
                continue
            if not isinstance(value, Fraction):
                raise TypeError(f"axis {axis.label!r}: {value!r} is not a Fraction or None")
            if not 0 <= value <= SCALE:
                raise ValueError(f"axis {axis.label!r}: {value} is not on the scale 0..{SCALE}")


def legend_blocks(series: Sequence[str], left: float, top: float) -> list[Block]:
    """Names of the series, one below the other, with room for a mark on their left."""
    blocks: list[Block] = []
    for name in series:
        blocks.append(Block(wrap(name, 240), left + SWATCH + 6, top))
        top = blocks[-1].bottom
    return blocks

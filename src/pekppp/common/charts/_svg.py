"""Pieces of SVG: blocks of text, paths, the document."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from html import escape

from pekppp.common.charts._lettering import TEXT_SIZE, text_width

# Contrast with white: ink 14.6, first 7.6, second 7.3, grid 3.2.
PAPER, INK, GRID = "#ffffff", "#1f2933", "#8a929b"
COLOURS = ("#0b5394", "#9a3412")
LINE_HEIGHT = 15
Point = tuple[float | Fraction, float | Fraction]
_FONT = "'Source Sans 3', sans-serif"  # unquoted, a name with a digit is not valid
_FORBIDDEN_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Axis:
    """
    One aspek (or indikator) of a chart.

    Attributes:
        label: Its name, wrapped where it is long.
        values: One value per series, on the scale 0..5; None while there is none.
        texts: The same values as people read them ("4,09", "–"), one per series.
    """

    label: str
    values: tuple[Fraction | None, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Block:
    """Wrapped lines of text and the box they need; *x* is the left, middle or right edge by *anchor*."""

    lines: tuple[str, ...]
    x: float
    top: float
    anchor: str = "start"
    last_is_value: bool = False

    @property
    def width(self) -> float:
        return max(text_width(line) for line in self.lines)

    @property
    def left(self) -> float:
        return self.x - {"start": 0, "middle": self.width / 2, "end": self.width}[self.anchor]

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + len(self.lines) * LINE_HEIGHT

    def overlaps(self, other: "Block") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def text(block: Block) -> str:
    """One text element; each line is a tspan with a place of its own."""
    spans = []
    for position, line in enumerate(block.lines, start=1):
        y = number_text(block.top + position * LINE_HEIGHT - 4)
        weight = ' font-weight="600"' if block.last_is_value and position == len(block.lines) else ""
        spans.append(f'<tspan x="{number_text(block.x)}" y="{y}"{weight}>{_escape(line)}</tspan>')
    return f'<text text-anchor="{block.anchor}">{"".join(spans)}</text>'


def path(points: Sequence[Point]) -> str:
    """Straight lines through *points*, for the attribute `d`."""
    return "M" + "L".join(f"{number_text(x)} {number_text(y)}" for x, y in points)


def thin_line(start: Point, end: Point) -> str:
    """A line of the grid."""
    return f'<path d="{path([start, end])}" stroke="{GRID}" stroke-width="0.5"/>'


def number_text(length: float | Fraction) -> str:
    """*length* with two places and a point; never "-0.00"."""
    hundredths = round(length * 100)
    return f"{'-' if hundredths < 0 else ''}{abs(hundredths) // 100}.{abs(hundredths) % 100:02d}"


def _escape(text: str) -> str:
    return escape(_FORBIDDEN_IN_XML.sub("", text))


def document(
    box: tuple[float, float, float, float],
    parts: Sequence[str],
    axes: Sequence[Axis],
    series: Sequence[str],
    chart_id: str,
    title: str,
) -> str:
    """The whole document; its description lists every label with its texts."""
    values = "; ".join(f"{axis.label}: {' · '.join(axis.texts)}" for axis in axes)
    description = f"{' · '.join(series)}. {values}" if len(series) > 1 else values
    x, y, width, height = (number_text(length) for length in box)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{x} {y} {width} {height}" role="img"'
        f' aria-labelledby="{chart_id}-title {chart_id}-desc">'
        f'<title id="{chart_id}-title">{_escape(title)}</title>'
        f'<desc id="{chart_id}-desc">{_escape(description)}</desc>'
        f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{PAPER}"/>'
        f'<g font-family="{_FONT}" font-size="{TEXT_SIZE}" fill="{INK}">{"".join(parts)}</g></svg>'
    )

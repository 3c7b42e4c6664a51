"""
Small charts as SVG text, for pages under a strict CSP and for Typst alike.

Only presentation attributes: no style block, no inline style, no class, no script. Text stays text. A missing
value (None) leaves a gap and is never drawn as 0. The words come from the caller, numbers too: a chart never
rounds a value. Put the same numbers in a table beside the chart.

The SVG has a viewBox but no width or height, so it fills its container; `bar_row` alone has a fixed size.
Lengths are in SVG user units (pixels at natural size).
"""

import itertools
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from html import escape

SCALE = 5  # every value lies on 0..5

# Contrast with white: ink 14.6, first 7.6, second 7.3, grid 3.2.
_PAPER, _INK, _GRID = "#ffffff", "#1f2933", "#8a929b"
_COLOURS = ("#0b5394", "#9a3412")
_FONT = "'Source Sans 3', sans-serif"  # unquoted, a name with a digit is not valid
_TEXT_SIZE, _LINE_HEIGHT, _SCALE_SIZE = 12, 15, 9
_PAD = 8
_SWATCH = 26  # two whole dashes and a gap on either side of the mark

_FORBIDDEN_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_NARROW = frozenset("fijlrtI.,:;'!|()[]/- ")
_WIDE = frozenset("mwMW@%&—…")


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
class _Block:
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
        return self.top + len(self.lines) * _LINE_HEIGHT

    def overlaps(self, other: "_Block") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def radar(axes: Sequence[Axis], *, series: Sequence[str], chart_id: str, title: str) -> str:
    """
    Radar of 3..12 axes and one or two series; the second is dashed with square marks.

    A line is drawn only between neighbouring axes that both have a value; a full series is a filled polygon.

    Args:
        axes: Clockwise from the top.
        series: Names of the series, for the legend (shown when there are two).
        chart_id: Begins every id in the SVG; unique in the page.
        title: What the chart shows, for those who cannot see it; labels and texts follow by themselves.
    """
    _check(axes, series, chart_id)
    if not 3 <= len(axes) <= 12:
        raise ValueError(f"a radar has 3..12 axes, not {len(axes)}")

    directions = _directions(len(axes))
    radius, labels = _radar_labels(axes, directions)
    legend_top = max(radius, *(label.bottom for label in labels)) + _LINE_HEIGHT
    legend = _legend(series, -radius, legend_top) if len(series) > 1 else []

    parts = [*_radar_grid(radius, directions)]
    for number in range(len(series)):
        parts += _radar_series(axes, number, radius, directions, chart_id)
    # last, so that no line runs over the numbers of the scale
    for step in range(1, SCALE + 1):
        parts.append(
            f'<text x="4" y="{_number(3 - radius * Fraction(step, SCALE))}" font-size="{_SCALE_SIZE}"'
            f' stroke="{_PAPER}" stroke-width="2" paint-order="stroke">{step}</text>'
        )
    parts += [_text(label) for label in labels]
    for number, name in enumerate(legend):
        parts += [_legend_mark(number, name.left - _SWATCH - 6, name.top + _LINE_HEIGHT / 2), _text(name)]

    blocks = [*labels, *legend]
    left = min(-radius, *(block.left for block in blocks)) - _PAD
    right = max(radius, *(block.right for block in blocks)) + _PAD
    top = min(-radius, *(block.top for block in blocks)) - _PAD
    bottom = max(radius, *(block.bottom for block in blocks)) + _PAD
    return _svg((left, top, right - left, bottom - top), parts, axes, series, chart_id, title)


def bars(axes: Sequence[Axis], *, series: Sequence[str], chart_id: str, title: str) -> str:
    """
    Horizontal bars, one group per axis and one bar per series (one or two); the second is hollow.

    Args:
        axes: From top to bottom; at least one.
        series: Names of the series, for the legend (shown when there are two).
        chart_id: Begins every id in the SVG; unique in the page.
        title: What the chart shows, for those who cannot see it; labels and texts follow by themselves.
    """
    _check(axes, series, chart_id)

    wrapped = [wrap(axis.label, 190) for axis in axes]
    start = max(text_width(line) for lines in wrapped for line in lines) + 2 * _PAD
    track = 260
    thickness = _LINE_HEIGHT - 2
    parts, blocks = [], []
    y = _PAD
    for position, (axis, lines) in enumerate(zip(axes, wrapped, strict=True), start=1):
        height = max(len(lines), len(series)) * _LINE_HEIGHT
        blocks.append(_Block(lines, start - _PAD, y + (height - len(lines) * _LINE_HEIGHT) / 2, "end"))
        bar_top = y + (height - len(series) * _LINE_HEIGHT) / 2
        for number, (value, text) in enumerate(zip(axis.values, axis.texts, strict=True)):
            top = bar_top + number * _LINE_HEIGHT
            if value is not None:
                # the value stays exact until it is multiplied by a length
                width = _number(track * value / SCALE)
                parts.append(
                    f'<rect id="{chart_id}-{position}-{number + 1}" x="{_number(start)}"'
                    f' y="{_number(top + 1)}" width="{width}" height="{thickness}"'
                    f' fill="{_PAPER if number else _COLOURS[0]}" stroke="{_COLOURS[number]}"/>'
                )
            blocks.append(_Block(wrap(text, 190), start + track + _PAD, top))
        y += height + _PAD

    legend = _legend(series, start, y + _LINE_HEIGHT) if len(series) > 1 else []
    grid = []
    for step in range(SCALE + 1):
        x = start + track * Fraction(step, SCALE)
        grid.append(_line(x, _PAD / 2, x, y - _PAD / 2))
        grid.append(
            f'<text x="{_number(x)}" y="{_number(y + 5)}" text-anchor="middle" font-size="{_SCALE_SIZE}">{step}</text>'
        )
    parts = [*grid, *parts, *(_text(block) for block in blocks)]
    for number, name in enumerate(legend):
        parts += [
            _legend_mark(number, name.left - _SWATCH - 6, name.top + _LINE_HEIGHT / 2, hollow=True),
            _text(name),
        ]

    blocks += legend
    right = max(block.right for block in blocks) + _PAD
    bottom = max(y + _LINE_HEIGHT, *(block.bottom for block in blocks)) + _PAD
    return _svg((0, 0, right, bottom), parts, axes, series, chart_id, title)


def bar_row(value: Fraction | None, *, text: str, chart_id: str, title: str) -> str:
    """
    One bar of 160 x 14 for a table row; its number stands in the cell beside it.

    Args:
        value: On the scale 0..5; None draws an empty dashed track.
        text: The value as people read it, for those who cannot see the bar.
        chart_id: Begins every id in the SVG; unique in the page.
        title: What the bar shows.
    """
    axis = Axis(title, (value,), (text,))
    _check([axis], [title], chart_id)

    dashes = ' stroke-dasharray="3 3"' if value is None else ""
    parts = [f'<rect x="1" y="1" width="158" height="12" fill="none" stroke="{_GRID}"{dashes}/>']
    if value is not None:
        # the value stays exact until it is multiplied by a length
        width = _number(158 * value / SCALE)
        parts.append(f'<rect id="{chart_id}-1" x="1" y="1" width="{width}" height="12" fill="{_COLOURS[0]}"/>')
    return _svg((0, 0, 160, 14), parts, [axis], [title], chart_id, title, ' width="160" height="14"')


def text_width(text: str, size: int = _TEXT_SIZE) -> float:
    """
    Upper bound of the width of *text*.

    Reckoned for DejaVu Sans, the widest usual stand-in for sans-serif, so that a browser without our font
    cuts nothing either.
    """
    return size * sum(_letter_width(letter) for letter in text)


def wrap(text: str, width: float) -> tuple[str, ...]:
    """Lines of *text* no wider than *width*; a longer word is broken. Never empty."""
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}".strip()
        if text_width(joined) <= width:
            lines[-1] = joined
            continue
        pieces = list(_pieces(word, width))
        lines = [*lines, *pieces] if lines[-1] else pieces
    return tuple(lines)


def _letter_width(letter: str) -> float:
    """Width of *letter* in ems."""
    if letter in _NARROW:
        return 0.42
    if letter in _WIDE or ord(letter) > 0x2E7F:
        return 1.05
    return 0.8 if letter.isupper() else 0.65


def _pieces(word: str, width: float) -> Iterator[str]:
    """Cut *word* into the fewest pieces that fit *width*."""
    piece = ""
    for letter in word:
        if piece and text_width(piece + letter) > width:
            yield piece
            piece = ""
        piece += letter
    yield piece


def _check(axes: Sequence[Axis], series: Sequence[str], chart_id: str) -> None:
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


def _directions(count: int) -> list[tuple[float, float]]:
    """Unit vectors clockwise from the top. Geometry, not scores: an inexact cosine does no harm."""
    angles = [2 * math.pi * position / count for position in range(count)]
    # rounded, so that an upright axis is recognised as exactly upright
    return [(round(math.sin(angle), 9), round(-math.cos(angle), 9)) for angle in angles]


def _radar_labels(axes: Sequence[Axis], directions: Sequence[tuple[float, float]]) -> tuple[int, list[_Block]]:
    """Smallest radius (100, 110, …) at which no two labels overlap, and the labels around it."""
    wrapped = [(*wrap(axis.label, 120), *wrap(" · ".join(axis.texts), 120)) for axis in axes]
    radius = 100
    while True:
        labels = []
        for lines, (across, down) in zip(wrapped, directions, strict=True):
            height = len(lines) * _LINE_HEIGHT
            anchor = "middle" if across == 0 else "start" if across > 0 else "end"
            top = (radius + 10) * down + (down - 1) * height / 2
            labels.append(_Block(lines, (radius + 10) * across, top, anchor, last_is_value=True))
        if not any(one.overlaps(two) for one, two in itertools.combinations(labels, 2)):
            return radius, labels
        radius += 10


def _radar_grid(radius: int, directions: Sequence[tuple[float, float]]) -> Iterator[str]:
    for step in range(1, SCALE + 1):
        ring = radius * Fraction(step, SCALE)
        path = _path([(ring * across, ring * down) for across, down in directions])
        yield f'<path d="{path}Z" fill="none" stroke="{_GRID}" stroke-width="{1 if step == SCALE else 0.5}"/>'
    for across, down in directions:
        yield _line(0, 0, radius * across, radius * down)


def _radar_series(
    axes: Sequence[Axis],
    number: int,
    radius: int,
    directions: Sequence[tuple[float, float]],
    chart_id: str,
) -> Iterator[str]:
    points: list[tuple[float, float] | None] = []
    for axis, (across, down) in zip(axes, directions, strict=True):
        value = axis.values[number]
        # the value stays exact until it is multiplied by a length
        reach = None if value is None else radius * value / SCALE
        points.append(None if reach is None else (reach * across, reach * down))

    colour = _COLOURS[number]
    dashes = ' stroke-dasharray="6 4"' if number else ""
    yield f'<g id="{chart_id}-{number + 1}" stroke="{colour}" stroke-width="2" fill="none">'
    drawn = [point for point in points if point is not None]
    if len(drawn) == len(points):
        yield f'<path d="{_path(drawn)}Z" fill="{colour}" fill-opacity="{0 if number else 0.12}"{dashes}/>'
    else:
        for here, following in zip(points, [*points[1:], points[0]], strict=True):
            if here is not None and following is not None:
                yield f'<path d="{_path([here, following])}"{dashes}/>'
    for x, y in drawn:
        yield _mark(number, x, y)
    yield "</g>"


def _mark(number: int, x: float, y: float) -> str:
    """Mark of one value: a disc for the first series, a hollow square for the second."""
    if number == 0:
        return f'<circle cx="{_number(x)}" cy="{_number(y)}" r="3" fill="{_COLOURS[0]}"/>'
    return f'<rect x="{_number(x - 3)}" y="{_number(y - 3)}" width="6" height="6" fill="{_PAPER}"/>'


def _legend(series: Sequence[str], left: float, top: float) -> list[_Block]:
    """Names of the series, one below the other, with room for a mark on their left."""
    blocks: list[_Block] = []
    for name in series:
        blocks.append(_Block(wrap(name, 240), left + _SWATCH + 6, top))
        top = blocks[-1].bottom
    return blocks


def _legend_mark(number: int, x: float, y: float, *, hollow: bool = False) -> str:
    """The line (radar) or bar (*hollow* for the second series) that stands for a series."""
    if hollow:
        fill = _PAPER if number else _COLOURS[0]
        return (
            f'<rect x="{_number(x)}" y="{_number(y - 4)}" width="{_SWATCH}" height="9" fill="{fill}"'
            f' stroke="{_COLOURS[number]}"/>'
        )
    dashes = ' stroke-dasharray="6 4"' if number else ""
    line = _path([(x, y), (x + _SWATCH, y)])
    return (
        f'<g stroke="{_COLOURS[number]}" stroke-width="2"><path d="{line}"{dashes}/>'
        f"{_mark(number, x + _SWATCH / 2, y)}</g>"
    )


def _text(block: _Block) -> str:
    """One text element; each line is a tspan with a place of its own."""
    spans = []
    for position, line in enumerate(block.lines, start=1):
        y = _number(block.top + position * _LINE_HEIGHT - 4)
        weight = ' font-weight="600"' if block.last_is_value and position == len(block.lines) else ""
        spans.append(f'<tspan x="{_number(block.x)}" y="{y}"{weight}>{_escape(line)}</tspan>')
    return f'<text text-anchor="{block.anchor}">{"".join(spans)}</text>'


def _line(x1: float | Fraction, y1: float, x2: float | Fraction, y2: float) -> str:
    return f'<path d="{_path([(x1, y1), (x2, y2)])}" stroke="{_GRID}" stroke-width="0.5"/>'


def _path(points: Sequence[tuple[float | Fraction, float | Fraction]]) -> str:
    return "M" + "L".join(f"{_number(x)} {_number(y)}" for x, y in points)


def _number(length: float | Fraction) -> str:
    """*length* with two places and a point; never "-0.00"."""
    hundredths = round(length * 100)
    return f"{'-' if hundredths < 0 else ''}{abs(hundredths) // 100}.{abs(hundredths) % 100:02d}"


def _escape(text: str) -> str:
    return escape(_FORBIDDEN_IN_XML.sub("", text))


def _svg(
    box: tuple[float, float, float, float],
    parts: Sequence[str],
    axes: Sequence[Axis],
    series: Sequence[str],
    chart_id: str,
    title: str,
    size: str = "",
) -> str:
    """The whole document; its description lists every label with its texts."""
    values = "; ".join(f"{axis.label}: {' · '.join(axis.texts)}" for axis in axes)
    description = f"{' · '.join(series)}. {values}" if len(series) > 1 else values
    x, y, width, height = (_number(length) for length in box)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{x} {y} {width} {height}"{size} role="img"'
        f' aria-labelledby="{chart_id}-title {chart_id}-desc">'
        f'<title id="{chart_id}-title">{_escape(title)}</title>'
        f'<desc id="{chart_id}-desc">{_escape(description)}</desc>'
        f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{_PAPER}"/>'
        f'<g font-family="{_FONT}" font-size="{_TEXT_SIZE}" fill="{_INK}">{"".join(parts)}</g></svg>'
    )

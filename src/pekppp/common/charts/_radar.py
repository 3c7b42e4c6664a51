"""The radar."""

import itertools
import math
from collections.abc import Iterator, Sequence
from fractions import Fraction

from pekppp.common.charts._lettering import wrap
from pekppp.common.charts._parts import PAD, SCALE, SCALE_SIZE, SWATCH, check, legend_blocks
from pekppp.common.charts._svg import (
    COLOURS,
    GRID,
    LINE_HEIGHT,
    PAPER,
    Axis,
    Block,
    document,
    number_text,
    path,
    text,
    thin_line,
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
    check(axes, series, chart_id)
    if not 3 <= len(axes) <= 12:
        raise ValueError(f"a radar has 3..12 axes, not {len(axes)}")

    directions = _directions(len(axes))
    radius, labels = _radar_labels(axes, directions)
    legend_top = max(radius, *(label.bottom for label in labels)) + LINE_HEIGHT
    legend = legend_blocks(series, -radius, legend_top) if len(series) > 1 else []

    parts = [*_radar_grid(radius, directions)]
    for number in range(len(series)):
        parts += _radar_series(axes, number, radius, directions, chart_id)
    # last, so that no line runs over the numbers of the scale
    for step in range(1, SCALE + 1):
        parts.append(
            f'<text x="4" y="{number_text(3 - radius * Fraction(step, SCALE))}" font-size="{SCALE_SIZE}"'
            f' stroke="{PAPER}" stroke-width="2" paint-order="stroke">{step}</text>'
        )
    parts += [text(label) for label in labels]
    for number, name in enumerate(legend):
        parts += [_legend_mark(number, name.left - SWATCH - 6, name.top + LINE_HEIGHT / 2), text(name)]

    blocks = [*labels, *legend]
    left = min(-radius, *(block.left for block in blocks)) - PAD
    right = max(radius, *(block.right for block in blocks)) + PAD
    top = min(-radius, *(block.top for block in blocks)) - PAD
    bottom = max(radius, *(block.bottom for block in blocks)) + PAD
    return document((left, top, right - left, bottom - top), parts, axes, series, chart_id, title)


def _directions(count: int) -> list[tuple[float, float]]:
    """Unit vectors clockwise from the top. Geometry, not scores: an inexact cosine does no harm."""
    angles = [2 * math.pi * position / count for position in range(count)]
    # rounded, so that an upright axis is recognised as exactly upright
    return [(round(math.sin(angle), 9), round(-math.cos(angle), 9)) for angle in angles]


def _radar_labels(axes: Sequence[Axis], directions: Sequence[tuple[float, float]]) -> tuple[int, list[Block]]:
    """Smallest radius (100, 110, …) at which no two labels overlap, and the labels around it."""
    wrapped = [(*wrap(axis.label, 120), *wrap(" · ".join(axis.texts), 120)) for axis in axes]
    radius = 100
    while True:
        labels = []
        for lines, (across, down) in zip(wrapped, directions, strict=True):
            height = len(lines) * LINE_HEIGHT
            anchor = "middle" if across == 0 else "start" if across > 0 else "end"
            top = (radius + 10) * down + (down - 1) * height / 2
            labels.append(Block(lines, (radius + 10) * across, top, anchor, last_is_value=True))
        if not any(one.overlaps(two) for one, two in itertools.combinations(labels, 2)):
            return radius, labels
        radius += 10


def _radar_grid(radius: int, directions: Sequence[tuple[float, float]]) -> Iterator[str]:
    for step in range(1, SCALE + 1):
        ring = radius * Fraction(step, SCALE)
        outline = path([(ring * across, ring * down) for across, down in directions])
        yield f'<path d="{outline}Z" fill="none" stroke="{GRID}" stroke-width="{1 if step == SCALE else 0.5}"/>'
    for across, down in directions:
        yield thin_line((0, 0), (radius * across, radius * down))


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

    colour = COLOURS[number]
    dashes = ' stroke-dasharray="6 4"' if number else ""
    yield f'<g id="{chart_id}-{number + 1}" stroke="{colour}" stroke-width="2" fill="none">'
    drawn = [point for point in points if point is not None]
    if len(drawn) == len(points):
        yield f'<path d="{path(drawn)}Z" fill="{colour}" fill-opacity="{0 if number else 0.12}"{dashes}/>'
    else:
        for here, following in zip(points, [*points[1:], points[0]], strict=True):
            if here is not None and following is not None:
                yield f'<path d="{path([here, following])}"{dashes}/>'
    for x, y in drawn:
        yield _mark(number, x, y)
    yield "</g>"


def _mark(number: int, x: float, y: float) -> str:
    """Mark of one value: a disc for the first series, a hollow square for the second."""
    if number == 0:
        return f'<circle cx="{number_text(x)}" cy="{number_text(y)}" r="3" fill="{COLOURS[0]}"/>'
    return f'<rect x="{number_text(x - 3)}" y="{number_text(y - 3)}" width="6" height="6" fill="{PAPER}"/>'


def _legend_mark(number: int, x: float, y: float) -> str:
    """The piece of line that stands for a series."""
    dashes = ' stroke-dasharray="6 4"' if number else ""
    line = path([(x, y), (x + SWATCH, y)])
    return (
        f'<g stroke="{COLOURS[number]}" stroke-width="2"><path d="{line}"{dashes}/>'
        f"{_mark(number, x + SWATCH / 2, y)}</g>"
    )

"""Horizontal bars."""

from collections.abc import Sequence
from fractions import Fraction

from pekppp.common.charts._lettering import text_width, wrap
from pekppp.common.charts._parts import PAD, SCALE, SCALE_SIZE, SWATCH, check, legend_blocks
from pekppp.common.charts._svg import COLOURS, LINE_HEIGHT, PAPER, Axis, Block, document, number_text, text, thin_line


def bars(axes: Sequence[Axis], *, series: Sequence[str], chart_id: str, title: str) -> str:
    """
    Horizontal bars, one group per axis and one bar per series (one or two); the second is hollow.

    Args:
        axes: From top to bottom; at least one.
        series: Names of the series, for the legend (shown when there are two).
        chart_id: Begins every id in the SVG; unique in the page.
        title: What the chart shows, for those who cannot see it; labels and texts follow by themselves.
    """
    check(axes, series, chart_id)

    wrapped = [wrap(axis.label, 190) for axis in axes]
    start = max(text_width(line) for lines in wrapped for line in lines) + 2 * PAD
    track = 260
    thickness = LINE_HEIGHT - 2
    parts, blocks = [], []
    y = PAD
    for position, (axis, lines) in enumerate(zip(axes, wrapped, strict=True), start=1):
        height = max(len(lines), len(series)) * LINE_HEIGHT
        blocks.append(Block(lines, start - PAD, y + (height - len(lines) * LINE_HEIGHT) / 2, "end"))
        bar_top = y + (height - len(series) * LINE_HEIGHT) / 2
        for number, (value, shown) in enumerate(zip(axis.values, axis.texts, strict=True)):
            top = bar_top + number * LINE_HEIGHT
            if value is not None:
                # the value stays exact until it is multiplied by a length
                width = number_text(track * value / SCALE)
                parts.append(
                    f'<rect id="{chart_id}-{position}-{number + 1}" x="{number_text(start)}"'
                    f' y="{number_text(top + 1)}" width="{width}" height="{thickness}"'
                    f' fill="{PAPER if number else COLOURS[0]}" stroke="{COLOURS[number]}"/>'
                )
            blocks.append(Block(wrap(shown, 190), start + track + PAD, top))
        y += height + PAD

    legend = legend_blocks(series, start, y + LINE_HEIGHT) if len(series) > 1 else []
    grid = []
    for step in range(SCALE + 1):
        x = start + track * Fraction(step, SCALE)
        grid.append(thin_line((x, PAD / 2), (x, y - PAD / 2)))
        grid.append(
            f'<text x="{number_text(x)}" y="{number_text(y + 5)}" text-anchor="middle"'
            f' font-size="{SCALE_SIZE}">{step}</text>'
        )
    parts = [*grid, *parts, *(text(block) for block in blocks)]
    for number, name in enumerate(legend):
        parts += [
            _bar_mark(number, name.left - SWATCH - 6, name.top + LINE_HEIGHT / 2),
            text(name),
        ]

    blocks += legend
    right = max(block.right for block in blocks) + PAD
    bottom = max(y + LINE_HEIGHT, *(block.bottom for block in blocks)) + PAD
    return document((0, 0, right, bottom), parts, axes, series, chart_id, title)


def _bar_mark(number: int, x: float, y: float) -> str:
    """The piece of bar that stands for a series."""
    return (
        f'<rect x="{number_text(x)}" y="{number_text(y - 4)}" width="{SWATCH}" height="9"'
        f' fill="{PAPER if number else COLOURS[0]}" stroke="{COLOURS[number]}"/>'
    )

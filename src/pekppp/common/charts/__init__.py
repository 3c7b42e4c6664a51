"""Small charts as SVG text, for pages under a strict CSP and for Typst alike.

Only presentation attributes: no style block, no inline style, no class, no script. Text stays text. A missing
value (None) leaves a gap and is never drawn as 0. The words come from the caller, numbers too: a chart never
rounds a value. Put the same numbers in a table beside the chart.

The SVG has a viewBox but no width or height, so it fills its container.
Lengths are in SVG user units (pixels at natural size).
"""

from pekppp.common.charts._bars import bars
from pekppp.common.charts._radar import radar
from pekppp.common.charts._svg import Axis

__all__ = ["Axis", "bars", "radar"]

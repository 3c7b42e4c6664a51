"""A stored or fresh trace, arranged for pages and papers. Computes nothing: texts and exact values come from `ipp`."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

import ipp
from pekppp.common.charts import Axis, bars, radar
from pekppp.common.numbers import as_written


@dataclass(frozen=True)
class BarisAspek:
    """One aspek with its F-02 and F-03 nodes of the trace; `f03` is None where the survey does not measure it."""

    kode: str
    nama: str
    bobot: str
    f02: dict[str, Any]
    f03: dict[str, Any] | None

    @property
    def f02_nilai(self) -> str:
        """F-02 as people read it."""
        return two_decimals(self.f02)

    @property
    def f03_nilai(self) -> str:
        """F-03 as people read it; a dash where there is none."""
        return two_decimals(self.f03)

    @property
    def f02_eksak(self) -> Fraction:
        """Exact value on the scale."""
        return ipp.from_exact_text(self.f02["eksak"])

    @property
    def f03_eksak(self) -> Fraction | None:
        """Exact value on the scale; None where the survey does not measure the aspek."""
        return ipp.from_exact_text(self.f03["eksak"]) if self.f03 else None


def part(jejak: dict[str, Any], jenis: str) -> dict[str, Any] | None:
    """The F-02 or F-03 node of a trace; None where the instrument has no such part."""
    return next((node for node in jejak["ipp"]["rincian"] if node["jenis"] == jenis), None)


def aspek_rows(jejak: dict[str, Any]) -> list[BarisAspek]:
    """All aspek of a trace in order, F-02 beside F-03."""
    f02, f03 = part(jejak, "f02"), part(jejak, "f03")
    surveyed = {node["kode"]: node for node in f03["rincian"]} if f03 else {}
    return [
        BarisAspek(node["kode"], node["label"], node["bobot"], node, surveyed.get(node["kode"]))
        for node in (f02["rincian"] if f02 else [])
    ]


def two_decimals(node: dict[str, Any] | None) -> str:
    """A node's value for a table: exact value, half up to two decimals, as the reader writes it; a dash for None."""
    if node is None or node["eksak"] is None:
        return "–"
    return as_written(ipp.decimal_text(ipp.from_exact_text(node["eksak"]), 2))


def aspek_axes(rows: Sequence[BarisAspek]) -> list[Axis]:
    """Axes of the radar: F-02 and F-03 per aspek."""
    return [Axis(row.nama, (row.f02_eksak, row.f03_eksak), (row.f02_nilai, row.f03_nilai)) for row in rows]


def aspek_chart(rows: Sequence[BarisAspek]) -> str:
    """SVG of F-02 and F-03 per aspek: a radar, or bars where the instrument has too few or too many aspek for one."""
    draw = radar if 3 <= len(rows) <= 12 else bars
    return draw(aspek_axes(rows), series=[_("F-02"), _("F-03")], chart_id="radar", title=_("Nilai per aspek"))

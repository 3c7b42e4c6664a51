import re
from fractions import Fraction
from xml.etree import ElementTree

import pytest

from pekppp.common.charts import Axis, bars, radar
from pekppp.common.charts._lettering import text_width, wrap

SVG = "{http://www.w3.org/2000/svg}"
LABELS = (
    "Kebijakan Pelayanan",
    "Profesionalisme Sumber Daya Manusia",
    "Sarana dan Prasarana",
    "Sistem Informasi Pelayanan Publik (SIPP)",
    "Konsultasi dan Pengaduan",
    "Inovasi Pelayanan Publik",
)
FULL = [Axis(label, (Fraction(7, 2),), ("3,50",)) for label in LABELS]
GAP = [*FULL[:2], Axis(LABELS[2], (None,), ("–",)), *FULL[3:]]
TWO = [Axis(label, (Fraction(4), Fraction(3)), ("4,00", "3,00")) for label in LABELS]


def draw(chart, axes, series=("Unit ini",)):
    return ElementTree.fromstring(chart(axes, series=series, chart_id="nilai", title="Nilai per aspek"))


def group(svg, number):
    """Elements of one series of a radar."""
    return svg.find(f".//{SVG}g[@id='nilai-{number}']")


def text_boxes(svg):
    """(left, top, right, bottom) of every wrapped label."""
    boxes = []
    for text in svg.iter(f"{SVG}text"):
        spans = text.findall(f"{SVG}tspan")
        if not spans:
            continue
        x, width = Fraction(spans[0].get("x")), max(text_width(span.text) for span in spans)
        left = x - {"start": 0, "middle": width / 2, "end": width}[text.get("text-anchor")]
        boxes.append((left, Fraction(spans[0].get("y")) - 11, left + width, Fraction(spans[-1].get("y")) + 4))
    return boxes


@pytest.mark.parametrize("chart", [radar, bars])
@pytest.mark.parametrize(("axes", "series"), [(FULL, ["Unit"]), (GAP, ["Unit"]), (TWO, ["Unit", "Rata-rata"])])
def test_chart_uses_presentation_attributes_only(chart, axes, series):
    svg = draw(chart, axes, series)

    elements = list(svg.iter())

    assert {element.tag for element in elements} <= {
        SVG + tag for tag in ("svg", "title", "desc", "g", "rect", "path", "circle", "text", "tspan")
    }
    assert not {name for element in elements for name in element.attrib} & {"style", "class"}


@pytest.mark.parametrize("chart", [radar, bars])
def test_chart_names_and_describes_itself(chart):
    svg = draw(chart, GAP)

    named = [svg.find(f"*[@id='{name}']").text for name in svg.get("aria-labelledby").split()]

    assert svg.get("role") == "img"
    assert named == [
        "Nilai per aspek",
        "; ".join(f"{label}: {'–' if label == LABELS[2] else '3,50'}" for label in LABELS),
    ]


@pytest.mark.parametrize("chart", [radar, bars])
def test_chart_is_the_same_every_time(chart):
    first = chart(TWO, series=["A", "B"], chart_id="x", title="T")

    second = chart(list(TWO), series=("A", "B"), chart_id="x", title="T")

    assert first == second


@pytest.mark.parametrize("chart", [radar, bars])
def test_chart_has_unique_ids_with_the_given_beginning(chart):
    svg = draw(chart, TWO, ["A", "B"])

    ids = [element.get("id") for element in svg.iter() if element.get("id")]

    assert len(ids) == len(set(ids))
    assert {name.split("-")[0] for name in ids} == {"nilai"}


@pytest.mark.parametrize("chart", [radar, bars])
@pytest.mark.parametrize("count", [3, 4, 6, 9, 12])
@pytest.mark.parametrize("name", ["Aspek", "Sistem Informasi Pelayanan Publik Kabupaten", "W" * 70])
def test_chart_keeps_every_label_inside_and_apart(chart, count, name):
    axes = [Axis(f"{name} {number}", (Fraction(5), None), ("5,00", "–")) for number in range(count)]

    svg = draw(chart, axes, ["Unit ini", "Rata-rata seluruh unit pada periode ini, termasuk unit lain " + name])

    left, top, width, height = (Fraction(part) for part in svg.get("viewBox").split())
    boxes = text_boxes(svg)
    assert all(a >= left and b >= top and c <= left + width and d <= top + height for a, b, c, d in boxes)
    assert not [
        (one, two)
        for position, one in enumerate(boxes)
        for two in boxes[:position]
        if one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]
    ]


@pytest.mark.parametrize("chart", [radar, bars])
def test_chart_shows_hostile_text_as_text(chart):
    hostile = """<script>&amp;"x" 'y'</script>\x00"""
    axes = [Axis(hostile, (Fraction(1),), (hostile,))] * 3

    svg = ElementTree.fromstring(chart(axes, series=[hostile], chart_id="x", title=hostile))

    assert svg.find(f"{SVG}title").text == hostile.replace("\x00", "")


def test_radar_fills_a_full_series():
    svg = draw(radar, FULL)

    paths = group(svg, 1).findall(f"{SVG}path")

    assert [path.get("d")[-1] for path in paths] == ["Z"]


def test_radar_leaves_a_gap_for_none():
    svg = draw(radar, GAP)

    drawn = group(svg, 1)

    assert len(drawn.findall(f"{SVG}circle")) == 5
    assert len(drawn.findall(f"{SVG}path")) == 4  # of six sides, the two at the missing value are not there
    assert not re.search(r"[ML]0\.00 0\.00", " ".join(path.get("d") for path in drawn.findall(f"{SVG}path")))


def test_radar_draws_zero_in_the_centre():
    axes = [*FULL[:5], Axis("Inovasi", (Fraction(0),), ("0,00",))]

    svg = draw(radar, axes)

    centre = [circle for circle in group(svg, 1).iter(f"{SVG}circle") if circle.get("cx") == "0.00"]
    assert [circle.get("cy") for circle in centre].count("0.00") == 1


def test_radar_puts_the_full_score_on_the_outer_ring():
    axes = [Axis(str(number), (Fraction(5),), ("5",)) for number in range(3)]

    svg = draw(radar, axes)

    assert group(svg, 1).find(f"{SVG}circle").get("cy") == "-100.00"


def test_radar_tells_two_series_apart_without_colour():
    svg = draw(radar, TWO, ["Unit ini", "Rata-rata"])

    first, second = group(svg, 1), group(svg, 2)

    assert first.find(f"{SVG}path").get("stroke-dasharray") is None
    assert second.find(f"{SVG}path").get("stroke-dasharray") == "6 4"
    assert (len(first.findall(f"{SVG}circle")), len(second.findall(f"{SVG}rect"))) == (6, 6)


def test_bars_leave_a_gap_for_none():
    svg = draw(bars, GAP)

    drawn = [rect.get("id") for rect in svg.iter(f"{SVG}rect") if rect.get("id")]

    assert drawn == ["nilai-1-1", "nilai-2-1", "nilai-4-1", "nilai-5-1", "nilai-6-1"]


def test_bars_are_as_long_as_the_value():
    svg = draw(bars, [Axis("A", (Fraction(5, 2),), ("2,50",)), Axis("B", (Fraction(0),), ("0,00",))])

    lengths = [rect.get("width") for rect in svg.iter(f"{SVG}rect") if rect.get("id")]

    assert lengths == ["130.00", "0.00"]


@pytest.mark.parametrize(
    ("axes", "series", "chart_id", "error"),
    [
        (FULL[:2], ["A"], "x", "a radar has 3..12 axes, not 2"),
        (FULL * 3, ["A"], "x", "a radar has 3..12 axes, not 18"),
        (FULL, ["A", "B"], "x", "axis 'Kebijakan Pelayanan' has not one value and one text per series"),
        (FULL, [], "x", "a chart has one or two series, not 0"),
        ([], ["A"], "x", "a chart has at least one axis"),
        (FULL, ["A"], '"1', "chart_id '\"1' is not a letter followed by letters, digits, - or _"),
        ([Axis("A", (Fraction(6),), ("6",))] * 3, ["A"], "x", "axis 'A': 6 is not on the scale 0..5"),
        ([Axis("A", (4.5,), ("4,5",))] * 3, ["A"], "x", "axis 'A': 4.5 is not a Fraction or None"),
    ],
)
def test_radar_refuses_what_it_cannot_draw(axes, series, chart_id, error):
    with pytest.raises((ValueError, TypeError)) as caught:
        radar(axes, series=series, chart_id=chart_id, title="T")

    assert str(caught.value) == error


def test_wrap_breaks_a_word_that_is_too_long():
    lines = wrap("satu " + "W" * 30 + " dua", 100)

    assert "".join(lines).replace(" ", "") == "satu" + "W" * 30 + "dua"
    assert max(text_width(line) for line in lines) <= 100


def test_wrap_of_nothing_is_one_empty_line():
    assert wrap(" ", 100) == ("",)

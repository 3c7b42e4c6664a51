from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from pekppp.common.templatetags import format as filters

MOMENT = datetime(2025, 11, 30, 17, 5, tzinfo=UTC)


@pytest.mark.parametrize(("hundredths", "text"), [(409, "4,09"), (500, "5,00"), (7, "0,07"), (0, "0,00"), (None, "–")])
def test_nilai_shows_hundredths_with_a_comma(hundredths, text):
    assert filters.nilai(hundredths) == text


@pytest.mark.parametrize(("given", "text"), [("4.130000", "4,130000"), ("5", "5"), (None, "–")])
def test_koma_shows_a_decimal_comma(given, text):
    assert filters.koma(given) == text


@pytest.mark.parametrize(
    ("zone", "text"),
    [
        ("Asia/Jakarta", "1 Desember 2025 00.05 WIB"),
        ("Asia/Makassar", "1 Desember 2025 01.05 WITA"),
        ("Asia/Jayapura", "1 Desember 2025 02.05 WIT"),
    ],
)
def test_waktu_shows_the_readers_zone(zone, text):
    with timezone.override(ZoneInfo(zone)):
        assert filters.waktu(MOMENT) == text


def test_waktu_of_nothing_is_a_dash():
    assert filters.waktu(None) == "–"


def test_jam_shows_the_readers_time():
    with timezone.override(ZoneInfo("Asia/Makassar")):
        assert filters.jam(MOMENT) == "01.05"


def test_numbered_counts_from_the_lowest_level():
    assert filters.numbered(("buruk", "baik"), 1) == [(1, "buruk"), (2, "baik")]


def test_lookup_gives_the_value_or_none():
    assert filters.lookup({1: "a"}, 1) == "a"
    assert filters.lookup({1: "a"}, 2) is None

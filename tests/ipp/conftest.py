"""Fixtures for the scoring library: instruments, one unit's answers, the command."""

from pathlib import Path

import pytest
from hypothesis import settings

import ipp

settings.register_profile("ipp", deadline=None)  # a busy machine is no fault of the code
settings.load_profile("ipp")

HERE = Path(__file__).parent
D3 = "5 4 3 5 5 4 4 3 2  3 5 4 5 5  4 5 3 2 5 4  5 3 4 3  4 3 4 5  4 3"
THREE_ROWS = (
    (5, 5, 5, 4, 5, 4, 5, 3, 4, 4, 3, 5, 4, 5),
    (4, 4, 5, 5, 4, 4, 4, 4, 4, 3, 3, 4, 4, 4),
    (5, 4, 4, 4, 5, 5, 5, 2, 3, 4, 4, 5, 5, 3),
)


@pytest.fixture(scope="session")
def pekppp():
    """The shipped instrument: 30 indikator, F-03 with 14 questions."""
    return ipp.shipped_instrument("pekppp-2023-luring")


@pytest.fixture(scope="session")
def skala_empat():
    """Scale 1..4, weights 1/3, no F-03."""
    return ipp.load_instrument(HERE / "instruments/skala-empat.yaml")


@pytest.fixture(scope="session")
def pecahan():
    """Weights in elevenths, shares 60/40, F-03 with three questions, other default policies."""
    return ipp.load_instrument(HERE / "instruments/pecahan.yaml")


@pytest.fixture
def sheet():
    """Vector D3 as one F-02 sheet, fresh for each test."""
    return {str(number): int(score) for number, score in enumerate(D3.split(), start=1)}


@pytest.fixture
def rows():
    """Three F-03 respondents, fresh for each test."""
    return [list(row) for row in THREE_ROWS]


@pytest.fixture
def document(sheet, rows):
    """A sound input of `ipp score`: unit A with D3 and three respondents."""
    unit = {"id": "A", "instansi": "33.03", "f02": sheet, "f03": rows}
    return {"instrument": "pekppp-2023-luring", "unit": [unit]}

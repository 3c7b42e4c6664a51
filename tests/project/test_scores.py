"""No float near a score; instruments that add up and never change once published."""

import ast
from fractions import Fraction
from pathlib import Path

import pytest

import ipp
from tests.project.source import ROOT, python_files, short, tree

CHECKSUMS = Path(__file__).with_name("instrument_checksums.txt")
NO_SCORES = ("src/pekppp/common/charts", "src/pekppp/config/")  # coordinates on paper; seconds to wait
FLOATING_FIELDS = {"FloatField", "DecimalField", "Avg"}  # a DecimalField is a float on SQLite


def floats(file: Path) -> list[str]:
    """Every place where the file makes a float, or a column of floats or decimals."""
    found = []
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            found.append(f"{node.lineno}: {node.value}")
        elif isinstance(node, ast.Name) and node.id in {"float"} | FLOATING_FIELDS:
            found.append(f"{node.lineno}: {node.id}")
        elif isinstance(node, ast.Attribute) and node.attr in FLOATING_FIELDS:
            found.append(f"{node.lineno}: {node.attr}")
    return found


@pytest.mark.parametrize(
    "file", [file for file in python_files("src") if not short(file).startswith(NO_SCORES)], ids=short
)
def test_source_makes_no_float(file):
    assert floats(file) == []


@pytest.mark.parametrize("file", sorted((ROOT / "src").rglob("*.html")), ids=short)
def test_template_rounds_nothing(file):
    text = file.read_text("utf-8")

    assert [name for name in ("|floatformat", "widthratio", "|add:") if name in text] == []


@pytest.mark.parametrize("kode", ipp.shipped_codes())
def test_instrument_weights_add_up_exactly(kode):
    instrument = ipp.shipped_instrument(kode)  # refuses a document that does not fit the schema

    assert sum((aspek.bobot for aspek in instrument.aspek), Fraction(0)) == 1
    assert [sum((item.bobot for item in aspek.indikator), Fraction(0)) for aspek in instrument.aspek] == [
        Fraction(1) for _aspek in instrument.aspek
    ]
    assert instrument.pangsa_f02 + instrument.pangsa_f03 == 1


def test_published_instruments_are_unchanged():
    published = dict(line.split() for line in CHECKSUMS.read_text("utf-8").splitlines() if not line.startswith("#"))

    assert {kode: ipp.shipped_instrument(kode).sha256 for kode in ipp.shipped_codes()} == published


def test_public_face_of_ipp_lists_what_it_exports():
    imported = [
        alias.asname or alias.name
        for node in tree(Path(ipp.__file__)).body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    ]

    assert sorted(ipp.__all__) == sorted(imported)
    assert list(ipp.__all__) == sorted(ipp.__all__, key=lambda name: (not name.isupper(), name[0].islower(), name))

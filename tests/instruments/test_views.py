"""Instruments over HTTP."""

import pytest

import ipp
from pekppp.instruments.services import load_instrument
from tests import factories
from tests.pages import found, heading, rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(client, ayu):
    """Ayu's browser."""
    client.force_login(ayu)
    return client


def test_instruments_are_listed_with_their_fingerprint(operator):
    instrumen = factories.make_instrumen()

    page = operator.get("/instrumen/")

    assert rows(page) == [[instrumen.kode, instrumen.nama, f"{instrumen.sha256[:16]}…"]]


def test_instrument_shows_its_weights_and_bands(operator):
    factories.make_instrumen()

    page = operator.get("/instrumen/pecahan/")

    assert heading(page) == "Instrumen uji dengan bobot pecahan"
    assert rows(page) == [["Baik", "Baik", "3,00", "5,00"], ["Kurang", "Kurang", "0,00", "2,99"]]
    assert found(page, r"<summary>(<b>1</b>.*?)</summary>") == ["1 (1.a) Standar · 5/11"]
    assert found(page, r"<h2>([ab]\..*?)</h2>") == ["a. Kebijakan · 65 %", "b. Pelaksana · 35 %"]


def test_official_instrument_is_shown_whole(operator):
    load_instrument(ipp.shipped_instrument("pekppp-2023-luring"), at=factories.AT)

    page = operator.get("/instrumen/pekppp-2023-luring/")

    assert len(found(page, r"<summary>(<b>\d+</b>.*?)</summary>")) == 30
    assert len(found(page, r"<li>(\([^)]*\) .*?)</li>")) == 14


@pytest.mark.parametrize("kode", ["tidak-ada", "PECAHAN", "x" * 3000])
def test_unknown_instrument_is_not_found(operator, kode):
    factories.make_instrumen()

    assert operator.get(f"/instrumen/{kode}/").status_code == 404

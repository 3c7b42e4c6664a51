"""The register over HTTP."""

import pytest

from tests import factories
from tests.pages import main_links, rows

pytestmark = pytest.mark.django_db
HTMX = {"hx-request": "true"}


@pytest.fixture
def koordinator(client, dewi):
    """Dewi's browser."""
    client.force_login(dewi)
    return client


@pytest.mark.parametrize(("search", "names"), [("pasar", ["Pasar Baru"]), ("PK-1", ["Puskesmas"]), ("x", [])])
def test_units_are_searched_by_name_or_code(koordinator, regency, search, names):
    factories.make_unit(regency, kode="PK-1", nama="Puskesmas")
    factories.make_unit(regency, kode="PS-1", nama="Pasar Baru")

    page = koordinator.get("/register/unit/", {"q": search})

    assert [row[1] for row in rows(page) if len(row) > 1] == names


def test_search_by_htmx_answers_with_the_rows_alone(koordinator, unit):
    part = koordinator.get("/register/unit/", {"q": unit.nama}, headers=HTMX)

    assert ([row[1] for row in rows(part)], part.content.count(b"<html")) == ([unit.nama], 0)


def test_units_of_others_are_not_listed(koordinator, unit, other_unit):
    page = koordinator.get("/register/unit/")

    assert [row[1] for row in rows(page)] == [unit.nama]


def test_search_goes_on_over_pages(koordinator, regency):
    for number in range(101):
        factories.make_unit(regency, kode=f"L-{number:03}", nama=f"Layanan & {number}")

    first = koordinator.get("/register/unit/", {"q": "Layanan &"})
    second = koordinator.get("/register/unit/" + main_links(first)[-1])

    assert main_links(first)[-1] == "?q=Layanan%20%26&sesudah=L-099"
    assert [row[0] for row in rows(second)] == ["L-100"]


def test_instansi_count_their_units(koordinator, regency, other_unit):
    for _number in range(2):
        factories.make_unit(regency)

    page = koordinator.get("/register/instansi/")

    assert rows(page) == [[regency.kode, regency.nama, "Kabupaten", "2"]]

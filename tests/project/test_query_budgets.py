"""Every page that lists rows asks the database the same number of times for one row and for three."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from django.urls import reverse

import ipp
from pekppp.accounts.models import User
from pekppp.assessments.services import submit_f02
from pekppp.institutions.models import Instansi, Penempatan
from pekppp.instruments.services import load_instrument
from pekppp.periods.models import Lokus, Periode
from pekppp.results.services import publish
from tests import factories
from tests.project.test_access import ROUTES

pytestmark = pytest.mark.django_db
Peran = Penempatan.Peran
ALSO_LISTS = {  # pages that list rows under another name
    "periods:penugasan",
    "portal:beranda",
    "portal:dasbor",
    "portal:hasil-periode",
    "portal:start",
    "results:peringkat",
    "results:terbitkan",
}


def regency() -> Instansi:
    """Ayu's, Budi's and Dewi's."""
    return Instansi.objects.filter(jenis=Instansi.Jenis.KABUPATEN).order_by("pk")[0]


def rounds(count: int) -> None:
    for _number in range(count):
        factories.make_periode(regency())


def running(count: int, status: Lokus.Status = Lokus.Status.SET) -> Periode:
    """A round with that many lokus, each evaluated by Budi and surveyed; the scores differ."""
    budi = User.objects.get(username="budi")
    units = [factories.make_unit(regency()) for _number in range(count)]
    periode = factories.make_periode(regency(), units=units)
    for place, unit in enumerate(units):
        if status == Lokus.Status.SET:
            factories.make_penugasan(periode.lokus.get(unit=unit), budi)
            continue
        lokus = factories.make_lokus(unit, Lokus.Status.SUBMITTED, periode=periode, evaluator=budi)
        factories.make_respon(lokus)
        penugasan = lokus.penugasan.get()
        factories.score(penugasan, {1: 5 - place, 2: 4, 3: 4, 4: 4})
        submit_f02(penugasan, by=budi, at=factories.AT)
    return periode


def published(count: int) -> Periode:
    periode = running(count, Lokus.Status.SCORED)
    publish(periode, by=User.objects.get(username="budi"), at=factories.AT)
    return periode


def scored(count: int) -> Periode:
    return running(count, Lokus.Status.SCORED)


def scored_somewhere(count: int) -> None:
    scored(count)


def published_rounds(count: int) -> None:
    for _number in range(count):
        published(1)


def instruments(count: int) -> None:
    folder = factories.SMALL.parent
    made = [ipp.load_instrument(folder / name) for name in ("pecahan.yaml", "skala-empat.yaml")]
    for instrument in [*made, ipp.shipped_instrument("pekppp-2023-luring")][:count]:
        load_instrument(instrument, at=factories.AT)


def work_of_ayu(count: int) -> None:
    """Ayu is operator of that many units that take part."""
    periode = running(count)
    for lokus in periode.lokus.select_related("unit"):
        Penempatan.objects.create(
            user=User.objects.get(username="ayu"), peran=Peran.OPERATOR, unit=lokus.unit, mulai=date(2025, 1, 1)
        )


def regencies(count: int) -> None:
    for _number in range(count):
        factories.make_regency(induk=regency())


def units(count: int) -> None:
    for _number in range(count):
        factories.make_unit(regency())


@dataclass(frozen=True)
class Page:
    """Who looks at what: *make* makes that many rows and gives the round that the address names, if any."""

    who: str | None
    make: Callable[[int], Periode | None]
    queries: int


PAGES = {
    "api-v1:hasil_list": Page("dewi", published, 5),
    "api-v1:periode_list": Page("dewi", published_rounds, 4),
    "institutions:instansi-list": Page("dewi", regencies, 5),
    "institutions:unit-list": Page("dewi", units, 5),
    "instruments:instrumen-list": Page("dewi", instruments, 5),
    "periods:lokus-list": Page("dewi", running, 8),
    "periods:penugasan": Page("dewi", running, 9),
    "periods:periode-list": Page("dewi", rounds, 5),
    "portal:beranda": Page("ayu", work_of_ayu, 13),
    "portal:beranda of an evaluator": Page("budi", scored_somewhere, 7),
    "portal:beranda of a coordinator": Page("dewi", rounds, 5),
    "portal:dasbor": Page("dewi", scored_somewhere, 12),
    "portal:hasil-list": Page(None, published_rounds, 2),
    "portal:hasil-periode": Page(None, published, 4),
    "portal:start": Page(None, published_rounds, 2),
    "results:peringkat": Page("dewi", scored, 8),
    "results:peringkat of a published round": Page("dewi", published, 6),
    "results:terbitkan": Page("dewi", scored, 9),
}


def test_every_list_page_has_a_budget():
    lists = {name for name in ROUTES if name.endswith(("-list", "_list"))} | ALSO_LISTS

    assert {name.split(" ")[0] for name in PAGES} == lists


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("name", sorted(PAGES))
def test_list_page_query_count(name, count, request, regency, ayu, budi, dewi, count_queries):
    page = PAGES[name]
    periode = page.make(count)
    url = reverse(name.split(" ")[0], kwargs={"pk": periode.pk} if periode else {})

    assert count_queries(request.getfixturevalue(page.who) if page.who else None, url) == page.queries

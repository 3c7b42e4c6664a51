"""A survey with the real instrument, open now."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

import ipp
from pekppp.institutions.models import UnitLayanan
from pekppp.instruments.services import load_instrument
from pekppp.periods.models import Tahap
from pekppp.periods.services import create_periode, open_periode, set_lokus
from pekppp.survey.models import TautanSurvei
from pekppp.survey.services import ensure_tautan

AT = datetime(2025, 9, 15, 3, 0, tzinfo=UTC)
ANSWERS = {f"q{number}": "4" for number in range(1, 15)}


@pytest.fixture
def make_tautan(unit: UnitLayanan) -> Callable[..., TautanSurvei]:
    """`make_tautan(days_from, days_until)`: link of Ayu's unit in a round whose survey lasts from then until then."""

    def make(begin: int = -5, end: int = 5) -> TautanSurvei:
        instrumen = load_instrument(ipp.shipped_instrument("pekppp-2023-luring"), at=AT)
        now = timezone.now()
        span = (now + timedelta(days=begin), now + timedelta(days=end))
        periode = create_periode(
            unit.instansi,
            nama="Periode 2025",
            tahun=2025,
            instrumen=instrumen,
            tahap={Tahap.Jenis.F03: span},
            by=None,
            at=AT,
        )
        lokus = set_lokus(periode, [unit], by=None, at=AT)[0]
        lokus.periode = open_periode(periode, by=None, at=AT)
        return ensure_tautan(lokus, by=None, at=AT)

    return make


@pytest.fixture
def tautan(make_tautan: Callable[..., TautanSurvei]) -> TautanSurvei:
    """The link of Ayu's unit; the survey is open."""
    return make_tautan()


@pytest.fixture
def url(tautan: TautanSurvei) -> str:
    """Address of the open survey."""
    return f"/s/{tautan.kode}"


def stempel_of(page: bytes) -> str:
    """The stamp that a page carries."""
    found = re.search(rb'name="stempel" value="([^"]+)"', page)
    assert found, page
    return found[1].decode()


def filled(client: Client, url: str, **changes: str) -> dict[str, str]:
    """A form as a browser would send it: a fresh stamp and 4 everywhere, but for *changes*."""
    return {"stempel": stempel_of(client.get(url).content), **ANSWERS, **changes}


def chosen(page: bytes) -> dict[str, str]:
    """The radio buttons that are checked on a page."""
    return {name.decode(): value.decode() for name, value in re.findall(rb'name="(q\d+)" value="(\d+)" checked', page)}

"""The cast, the clock, and the rules of the suite.

Ayu fills in F-01, Budi evaluates her lokus, Citra is an operator in another regency, Dewi is the koordinator of Ayu's
regency. Eko coordinates Citra's regency; Kartika (kementerian), Pandu (pimpinan of Ayu's unit) and Wira (pengawas) look
on; Nanda has an account and no role.
"""

import os
from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pekppp.accounts.models import User
from pekppp.institutions.models import Instansi, Penempatan, UnitLayanan
from tests import factories

Peran = Penempatan.Peran


def _is_ci() -> bool:
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo) -> Iterator[None]:
    """Under CI=true a skipped test is a failed one."""
    report = yield
    if _is_ci() and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped under CI: {report.longrepr[2] if isinstance(report.longrepr, tuple) else ''}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[None]:
    """Under CI=true a skipped module is a failed one."""
    report = yield
    if _is_ci() and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"skipped under CI: {report.longrepr[2] if isinstance(report.longrepr, tuple) else ''}"
    return report


@pytest.fixture
def at() -> datetime:
    """The suite's clock: Monday 15 September 2025, 10.00 WIB."""
    return factories.AT


@pytest.fixture
def kementerian(db: None) -> Instansi:
    """The root of the tree."""
    return factories.make_kementerian()


@pytest.fixture
def regency(kementerian: Instansi) -> Instansi:
    """Ayu's, Budi's and Dewi's regency."""
    return factories.make_regency(induk=kementerian)


@pytest.fixture
def other_regency(kementerian: Instansi) -> Instansi:
    """Citra's and Eko's regency."""
    return factories.make_regency(induk=kementerian)


@pytest.fixture
def unit(regency: Instansi) -> UnitLayanan:
    """Ayu's unit."""
    return factories.make_unit(regency)


@pytest.fixture
def other_unit(other_regency: Instansi) -> UnitLayanan:
    """Citra's unit."""
    return factories.make_unit(other_regency)


@pytest.fixture
def ayu(unit: UnitLayanan) -> User:
    """Operator of a unit; fills in its F-01."""
    return factories.make_person("ayu", Peran.OPERATOR, unit=unit)


@pytest.fixture
def budi(regency: Instansi) -> User:
    """Evaluator of Ayu's regency."""
    return factories.make_person("budi", Peran.EVALUATOR, instansi=regency)


@pytest.fixture
def citra(other_unit: UnitLayanan) -> User:
    """The outsider: operator in another regency."""
    return factories.make_person("citra", Peran.OPERATOR, unit=other_unit)


@pytest.fixture
def dewi(regency: Instansi) -> User:
    """Koordinator of Ayu's regency."""
    return factories.make_person("dewi", Peran.KOORDINATOR, instansi=regency)


@pytest.fixture
def eko(other_regency: Instansi) -> User:
    """Koordinator of the other regency."""
    return factories.make_person("eko", Peran.KOORDINATOR, instansi=other_regency)


@pytest.fixture
def kartika(kementerian: Instansi) -> User:
    """Looks at the whole country for the kementerian."""
    return factories.make_person("kartika", Peran.KEMENTERIAN, instansi=kementerian)


@pytest.fixture
def pandu(unit: UnitLayanan) -> User:
    """Head of Ayu's unit."""
    return factories.make_person("pandu", Peran.PIMPINAN, unit=unit)


@pytest.fixture
def wira(regency: Instansi) -> User:
    """Pengawas (inspectorate) of Ayu's regency."""
    return factories.make_person("wira", Peran.PENGAWAS, instansi=regency)


@pytest.fixture
def nanda(db: None) -> User:
    """Has an account and no role."""
    return factories.make_person("nanda")


@pytest.fixture
def count_queries() -> Callable[[User | None, str], int]:
    """`count_queries(user, url)`: database queries of one GET; the page must answer 200.

    A first request is not counted: it fills what is kept for the life of the process (parsed instruments).
    """

    def count(user: User | None, url: str) -> int:
        client = Client()
        if user is not None:
            client.force_login(user)
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(url)
        assert response.status_code == 200, response
        return len(queries)

    return count

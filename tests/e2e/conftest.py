"""A served demo installation and a browser. All browser tests share one worker (xdist group)."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.e2e.browser import launch
from tests.serving import serving


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/e2e/" in item.nodeid:
            item.add_marker(pytest.mark.xdist_group("browser"))


@dataclass(frozen=True)
class Site:
    """A served demo: its address and the open survey link it printed."""

    address: str
    survey: str


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A demo to look at; nobody changes it."""
    with demo(tmp_path_factory.mktemp("home")) as found:
        yield found


@pytest.fixture
def own_site(tmp_path: Path) -> Iterator[Site]:
    """A demo of the test's own."""
    with demo(tmp_path) as found:
        yield found


@contextmanager
def demo(home: Path) -> Iterator[Site]:
    with serving(home, "demo", **_own_database()) as server:
        survey = next(line.split()[1] for line in server.lines if line.startswith("Survei: "))
        yield Site(server.url, survey)


def _own_database() -> dict[str, str]:
    """A fresh database on the PostgreSQL server of this run; nothing on SQLite, whose file lies in the home."""
    url = os.environ.get("PEKPPP_DATABASE_URL", "")
    if not url.startswith("postgres"):
        return {}
    name = f"e2e_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return {"PEKPPP_DATABASE_URL": urlunsplit(urlsplit(url)._replace(path=f"/{name}"))}

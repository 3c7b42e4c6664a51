"""A served demo installation and a browser, for each module its own: modules run side by side (--dist loadfile)."""

import os
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.e2e.browser import launch
from tests.serving import serving


@dataclass(frozen=True)
class Site:
    """A served demo: its address and the open survey link it printed."""

    address: str
    survey: str


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Ended with its module: while it runs, Django takes the thread for an asynchronous one."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with serving(tmp_path_factory.mktemp("home"), "demo", **_own_database()) as server:
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

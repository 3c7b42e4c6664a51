"""A served demo installation and a browser. All browser tests share one worker (xdist group)."""

import os
import re
import signal
import socket
import subprocess
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.e2e.browser import launch

PASSWORD = "peragaan-di-peramban"
PEKPPP = str(Path(sys.executable).with_name("pekppp"))


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


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    home = tmp_path_factory.mktemp("home")
    environment = {
        **os.environ,
        "PEKPPP_HOME": str(home),
        "PEKPPP_DEMO_PASSWORD": PASSWORD,
        "DJANGO_SETTINGS_MODULE": "pekppp.config.settings",
        **_own_database(),
    }
    environment.pop("PEKPPP_STORAGE_URL", None)
    port = _free_port()
    process = subprocess.Popen(
        [PEKPPP, "demo", "--port", str(port)], env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        yield _wait(process)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)
        process.stdout.close()


def _wait(process: subprocess.Popen[str]) -> Site:
    lines: list[str] = []
    for line in process.stdout:
        lines.append(line)
        if match := re.match(r"Survei: (\S+)", line):
            address = next(found.split()[1] for found in lines if found.startswith("Alamat: "))
            return Site(address, match[1])
    raise AssertionError(f"the demo did not start: {lines}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _own_database() -> dict[str, str]:
    """A fresh database on the PostgreSQL server of this run; nothing on SQLite, whose file lies in the home."""
    url = os.environ.get("PEKPPP_DATABASE_URL", "")
    if not url.startswith("postgres"):
        return {}
    name = f"e2e_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return {"PEKPPP_DATABASE_URL": urlunsplit(urlsplit(url)._replace(path=f"/{name}"))}

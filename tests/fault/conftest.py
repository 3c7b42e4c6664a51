"""What the fault tests look at from outside: the database file of a served home."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.serving import Server, serving

Query = Callable[..., list[tuple[object, ...]]]


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Server]:
    """The demo regency, served."""
    with serving(tmp_path, "demo") as server:
        yield server


def ask(home: Path, query: str, *values: object) -> list[tuple[object, ...]]:
    """Rows of *query* on the home's database, read beside the running server."""
    with closing(sqlite3.connect(f"file:{home}/pekppp.sqlite3?mode=ro", uri=True, timeout=20)) as database:
        return database.execute(query, values).fetchall()

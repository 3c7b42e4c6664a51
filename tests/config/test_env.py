"""Readers of environment variables: typed values, or a sentence that names variable, value and what is allowed."""

import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from pekppp.config import env

NAME = "PEKPPP_TEST"


@pytest.fixture
def set_to(monkeypatch: pytest.MonkeyPatch):
    """`set_to(text)`: the variable holds *text*; None: it is unset."""

    def put(text: str | None) -> None:
        monkeypatch.delenv(NAME, raising=False)
        if text is not None:
            monkeypatch.setenv(NAME, text)

    return put


@pytest.mark.parametrize(
    ("text", "value"),
    [("1", True), ("TRUE", True), (" on ", True), ("no", False), ("0", False), ("", True), (None, True)],
)
def test_env_bool_reads(set_to, text, value):
    set_to(text)

    assert env.env_bool(NAME, default=True) is value


@pytest.mark.parametrize("text", ["2", "ya", "perhaps"])
def test_env_bool_refuses(set_to, text):
    set_to(text)

    with pytest.raises(ImproperlyConfigured) as refusal:
        env.env_bool(NAME, default=True)

    assert str(refusal.value) == f"PEKPPP_TEST={text!r}: use one of 0, 1, false, no, off, on, true, yes."


@pytest.mark.parametrize(("text", "value"), [("1", 1), ("32", 32), (" 7 ", 7), ("", 4), (None, 4)])
def test_env_int_reads(set_to, text, value):
    set_to(text)

    assert env.env_int(NAME, default=4, minimum=1, maximum=32) == value


@pytest.mark.parametrize("text", ["0", "33", "-1", "1.5", "1e1", "four", "²", "99999999999999999999"])
def test_env_int_refuses(set_to, text):
    set_to(text)

    with pytest.raises(ImproperlyConfigured) as refusal:
        env.env_int(NAME, default=4, minimum=1, maximum=32)

    assert str(refusal.value) == f"PEKPPP_TEST={text!r}: use a whole number from 1 to 32."


@pytest.mark.parametrize(("text", "value"), [("a, b,,c ", ["a", "b", "c"]), ("", ["x"]), (None, ["x"])])
def test_env_list_reads(set_to, text, value):
    set_to(text)

    assert env.env_list(NAME, "x") == value


def test_env_path_is_absolute(set_to, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    set_to("data")

    assert env.env_path(NAME, "other") == tmp_path / "data"


def test_env_home_does_not_depend_on_the_current_folder(monkeypatch, tmp_path):
    monkeypatch.delenv("PEKPPP_HOME")
    monkeypatch.chdir(tmp_path)

    assert env.env_home() == env.PROJECT / "var"


def test_env_secret_is_drawn_once_and_private(set_to, tmp_path):
    set_to(None)
    file = tmp_path / "new" / "secret"

    first, second = env.env_secret(NAME, file), env.env_secret(NAME, file)

    assert first == second == file.read_text()
    assert len(first) == 64
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(file.parent.iterdir()) == [file]


def test_env_secret_prefers_the_variable_and_writes_nothing(set_to, tmp_path):
    set_to("from outside")

    assert env.env_secret(NAME, tmp_path / "secret") == "from outside"
    assert list(tmp_path.iterdir()) == []


def test_env_database_defaults_to_sqlite(set_to, tmp_path):
    set_to(None)

    found = env.env_database(NAME, default_file=tmp_path / "here.sqlite3")

    assert (found["ENGINE"], found["NAME"]) == ("django.db.backends.sqlite3", str(tmp_path / "here.sqlite3"))


def test_env_database_reads_postgresql(set_to, tmp_path):
    set_to("postgresql://u%40x:p%3Aw@db.example:5433/pekppp?host=/run/pg&sslmode=require")

    found = env.env_database(NAME, default_file=tmp_path / "unused")

    assert {key: found[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")} == {
        "NAME": "pekppp",
        "USER": "u@x",
        "PASSWORD": "p:w",
        "HOST": "/run/pg",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


@pytest.mark.parametrize("text", ["mysql://localhost/x", "just words", "sqlite"])
def test_env_database_refuses(set_to, tmp_path, text):
    set_to(text)

    with pytest.raises(ImproperlyConfigured, match=r"use sqlite:///FILE or postgresql://"):
        env.env_database(NAME, default_file=tmp_path / "unused")


def test_env_storage_reads(set_to):
    set_to("file:///srv/berkas%20pekppp")

    assert env.env_storage(NAME, default_folder=Path("/unused")) == Path("/srv/berkas pekppp")


@pytest.mark.parametrize("text", ["s3://bucket", "file://host/folder", "/srv/berkas"])
def test_env_storage_refuses(set_to, text):
    set_to(text)

    with pytest.raises(ImproperlyConfigured, match=r"use file:///FOLDER"):
        env.env_storage(NAME, default_folder=Path("/unused"))

"""Typed readers of environment variables; every setting that differs per installation passes through here.

Each variable is described in docs/configuration.md (tests/project/test_docs.py compares). A value that cannot be read
ends the program with a sentence that names the variable, the value and what is allowed.
"""

import os
import secrets
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PROJECT = Path(__file__).resolve().parents[3]

TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}


def env_text(name: str, default: str = "") -> str:
    """The variable's text without surrounding blanks; *default* when it is unset or empty."""
    return os.environ.get(name, "").strip() or default


def env_bool(name: str, *, default: bool) -> bool:
    """True for 1/true/yes/on, False for 0/false/no/off, in any case."""
    text = env_text(name).lower()
    if not text:
        return default
    if text not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name}={text!r}: use one of {', '.join(sorted(TRUE | FALSE))}.")
    return text in TRUE


def env_int(name: str, *, default: int, minimum: int, maximum: int) -> int:
    """A whole number from *minimum* to *maximum*."""
    text = env_text(name)
    if not text:
        return default
    if not text.isdecimal() or not minimum <= int(text) <= maximum:
        raise ImproperlyConfigured(f"{name}={text!r}: use a whole number from {minimum} to {maximum}.")
    return int(text)


def env_list(name: str, default: str = "") -> list[str]:
    """Comma-separated texts; an empty list when unset."""
    return [part.strip() for part in env_text(name, default).split(",") if part.strip()]


def env_path(name: str, default: str) -> Path:
    """An absolute path; `~` is the home folder."""
    return Path(env_text(name, default)).expanduser().resolve()


def env_home() -> Path:
    """Folder of everything the installation keeps: PEKPPP_HOME, by default `var` in the project."""
    return env_path("PEKPPP_HOME", str(PROJECT / "var"))


def env_secret(name: str, file: Path, *, draw: Callable[[], str] = lambda: secrets.token_urlsafe(48)) -> str:
    """The variable's text, or the content of *file*, which is drawn once and readable by its owner only."""
    if value := env_text(name):
        return value
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_name(f"{file.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(draw())
        try:
            os.link(draft, file)  # never overwrites: of two processes that start at once, one wins
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return file.read_text().strip()


def env_database(name: str, *, default_file: Path) -> dict[str, object]:
    """Django's database settings from a URL; SQLite in WAL at *default_file* when unset.

    Understood: `sqlite:///relative.db`, `sqlite:////absolute.db`,
    `postgresql://user:password@host:5432/name?host=/socket/folder&sslmode=require`.
    """
    url = env_text(name, f"sqlite:///{default_file}")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        file = Path(unquote(parts.path[1:]))
        file.parent.mkdir(parents=True, exist_ok=True)
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(file),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,  # seconds a writer waits for another
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            },
        }
    if parts.scheme in {"postgresql", "postgres"}:
        options = dict(parse_qsl(parts.query))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": options.pop("host", parts.hostname or ""),
            "PORT": options.pop("port", str(parts.port or "")),
            "OPTIONS": options,
            "CONN_MAX_AGE": 60,  # seconds
            "CONN_HEALTH_CHECKS": True,
        }
    raise ImproperlyConfigured(f"{name}={url!r}: use sqlite:///FILE or postgresql://USER:PASSWORD@HOST:PORT/NAME.")


def env_storage(name: str, *, default_folder: Path) -> Path:
    """Folder that holds the stored files, from a `file:///folder` URL."""
    parts = urlsplit(env_text(name, f"file://{default_folder}"))
    if parts.scheme != "file" or parts.netloc or not parts.path:
        raise ImproperlyConfigured(f"{name}: use file:///FOLDER.")
    return Path(unquote(parts.path))

"""The home folder, before any setting is read."""

import fcntl
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pekppp.config import env
from pekppp.config.errors import CannotStart


def usable_home() -> Path:
    """The home folder, made if need be.

    Raises:
        CannotStart: It cannot be made or written.
    """
    home = env.env_home()
    try:
        home.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=home).close()
    except OSError as error:
        raise CannotStart(
            f"Folder data {home} tidak dapat ditulisi ({error.strerror}). "
            "Beri izin menulis, atau pilih folder lain lewat PEKPPP_HOME."
        ) from error
    return home


@contextmanager
def only_instance(home: Path) -> Iterator[None]:
    """Hold the home folder for this process alone; the lock goes with the process, however it ends.

    Raises:
        CannotStart: Another process serves from the same folder.
    """
    with (home / "serve.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CannotStart(
                f"pekppp sudah berjalan dengan folder data {home}. "
                "Hentikan dahulu, atau pilih folder lain lewat PEKPPP_HOME."
            ) from error
        yield

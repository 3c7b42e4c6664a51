"""What must be in place before anything is served: migrations, static files, instruments, schedules."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from pekppp.common.errors import Refusal
from pekppp.common.jobs import ensure_schedules
from pekppp.config.errors import CannotStart
from pekppp.instruments.services import load_shipped


def migrate(*, allowed: bool) -> None:
    """Run the migrations that are pending, when *allowed*.

    Raises:
        CannotStart: The database cannot be reached, or migrations are pending and not allowed.
    """
    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if pending and not allowed:
            raise CannotStart(
                f"Basis data belum mutakhir: {len(pending)} migrasi belum dijalankan. "
                "Buat cadangan, lalu jalankan `pekppp serve --migrate` atau `pekppp manage migrate`."
            )
        if pending:
            call_command("migrate", verbosity=0, interactive=False)
    except Error as error:
        raise CannotStart(f"Basis data tidak dapat dipakai: {str(error).strip()}") from error


def is_empty() -> bool:
    """Whether the database has never been migrated: there is nothing to lose.

    Raises:
        CannotStart: The database cannot be reached.
    """
    try:
        return not MigrationRecorder(connection).applied_migrations()
    except Error as error:
        raise CannotStart(f"Basis data tidak dapat dipakai: {str(error).strip()}") from error


def load_basics() -> None:
    """Load the shipped instruments and make the schedules; both leave what is there already.

    Raises:
        CannotStart: A shipped instrument was edited after it was loaded.
    """
    try:
        load_shipped(at=timezone.now())
    except Refusal as error:
        raise CannotStart(str(error)) from error
    ensure_schedules()


def collect_static() -> None:
    """Collect and compress the static files; nothing when no source has changed since the last time.

    Raises:
        CannotStart: A file of npm's is missing, or the folder cannot be written.
    """
    mark = settings.STATIC_ROOT / ".sources"
    digest = hashlib.sha256()
    try:
        for finder in get_finders():
            for name, storage in finder.list([]):
                status = Path(storage.path(name)).stat()
                digest.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode())
        if mark.exists() and mark.read_text() == digest.hexdigest():
            return
        call_command("collectstatic", verbosity=0, interactive=False)
        mark.write_text(digest.hexdigest())
    except OSError as error:
        raise CannotStart(f"Berkas statis tidak dapat disiapkan: {error}. Jalankan `make setup`.") from error

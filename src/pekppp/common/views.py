"""Health of the process and of what it needs."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from pekppp.common.access import public


@require_GET
@never_cache
@public
def healthz(request: HttpRequest) -> HttpResponse:
    """200 while the process answers."""
    return HttpResponse("ok", content_type="text/plain")


@require_GET
@never_cache
@public
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when database, storage and migrations are in order, else 503 with the parts that are not."""
    checks = {"database": _database, "storage": _storage, "migrations": _migrations}
    broken = []
    for name, check in checks.items():
        try:
            check()
        except Exception:  # noqa: BLE001 - whatever it is, the service is not ready
            broken.append(name)
    return JsonResponse({"ready": not broken, "broken": broken}, status=503 if broken else 200)


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _storage() -> None:
    name = default_storage.save("readyz", ContentFile(b"ok"))
    default_storage.delete(name)


def _migrations() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise RuntimeError("unapplied migrations")

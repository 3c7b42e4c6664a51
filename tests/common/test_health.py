import pytest
from django.core.files.storage import InMemoryStorage
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from pekppp.common import views


def test_healthz_answers_without_the_database(rf):
    response = views.healthz(rf.get("/healthz"))

    assert (response.status_code, response.content) == (200, b"ok")


@pytest.mark.django_db
def test_readyz_is_ready_when_all_is_in_order(rf):
    response = views.readyz(rf.get("/readyz"))

    assert (response.status_code, response.content) == (200, b'{"ready": true, "broken": []}')


class FullStorage(InMemoryStorage):
    def _save(self, name, content):
        raise OSError("disk full")


@pytest.mark.django_db
def test_readyz_names_a_broken_storage(rf, settings):
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": f"{__name__}.FullStorage"}}

    response = views.readyz(rf.get("/readyz"))

    assert (response.status_code, response.content) == (503, b'{"ready": false, "broken": ["storage"]}')


@pytest.mark.django_db
def test_readyz_names_a_missing_migration(rf):
    MigrationRecorder(connection).record_unapplied("results", "0001_initial")

    response = views.readyz(rf.get("/readyz"))

    assert (response.status_code, response.content) == (503, b'{"ready": false, "broken": ["migrations"]}')


@pytest.mark.parametrize("view", [views.healthz, views.readyz])
def test_health_takes_no_post(rf, view):
    assert view(rf.post("/")).status_code == 405

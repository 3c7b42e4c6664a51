"""The API over HTTP: shapes, and answers that are never a page."""

import pytest

from pekppp.periods.models import Lokus
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(unit):
    return factories.make_lokus(unit, Lokus.Status.PUBLISHED)


@pytest.fixture
def operator(client, ayu):
    """Ayu's browser."""
    client.force_login(ayu)
    return client


def test_rounds_have_this_shape(operator, published):
    response = operator.get("/api/v1/periode")

    periode = published.periode
    assert response.json() == [
        {
            "id": periode.pk,
            "nama": periode.nama,
            "tahun": 2025,
            "pemilik": periode.pemilik.nama,
            "instrumen": "pecahan",
            "instrumen_sha256": periode.instrumen.sha256,
            "published_at": "2025-09-15T03:00:00Z",
            "data_peragaan": True,
        }
    ]


def test_results_have_this_shape(operator, published):
    response = operator.get(f"/api/v1/periode/{published.periode_id}/hasil")

    assert response.json() == [
        {
            "kode": published.kode,
            "nama": published.nama,
            "peringkat": 1,
            "f02": "4.00",
            "f03": None,
            "responden": 0,
            "ipp": "2.40",
            "eksak": "12/5",
            "kategori": "Kurang",
            "sementara": True,
            "data_peragaan": True,
        }
    ]


def test_real_region_is_not_marked_as_fictional(operator, kementerian):
    regency = factories.make_regency(induk=kementerian, kode="33.03")
    lokus = factories.make_lokus(factories.make_unit(regency), Lokus.Status.PUBLISHED)

    rounds, results = (
        operator.get(address).json() for address in ("/api/v1/periode", f"/api/v1/periode/{lokus.periode_id}/hasil")
    )

    assert (rounds[0]["data_peragaan"], results[0]["data_peragaan"]) == (False, False)


def test_running_round_is_not_shown(operator, unit):
    lokus = factories.make_lokus(unit, Lokus.Status.SCORED)

    assert operator.get("/api/v1/periode").json() == []
    assert operator.get(f"/api/v1/periode/{lokus.periode_id}/hasil").status_code == 404


@pytest.mark.parametrize("address", ["/api/v1/periode", "/api/v1/periode/1/hasil", "/api/v1/periode/abc/hasil"])
def test_without_a_session_the_answer_is_401_as_json(client, address):
    response = client.get(address)

    assert (response.status_code, response.json()) == (401, {"detail": "Unauthorized"})


def test_without_a_role_the_answer_is_403_as_json(client, nanda):
    client.force_login(nanda)

    response = client.get("/api/v1/periode")

    assert (response.status_code, response.json()) == (403, {"detail": "Forbidden"})


@pytest.mark.parametrize(
    ("pk", "status"), [("999", 404), ("0", 404), ("-1", 404), ("9" * 30, 404), ("9" * 5000, 422), ("abc", 422)]
)
def test_unknown_round_is_refused_as_json(operator, pk, status):
    response = operator.get(f"/api/v1/periode/{pk}/hasil")

    assert (response.status_code, response.headers["Content-Type"]) == (status, "application/json; charset=utf-8")


def test_api_takes_no_writes(operator, published):
    assert operator.post("/api/v1/periode").status_code == 405

"""Evidence over HTTP."""

import pytest

from pekppp.evidence.services import add_bukti, withdraw_bukti
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def bukti(unit, ayu):
    return add_bukti(
        factories.make_lokus(unit), 1, factories.make_pdf("sk “baru”.pdf", text="isi"), by=ayu, at=factories.AT
    )


def test_file_comes_as_a_download_that_runs_nothing(client, bukti, ayu):
    client.force_login(ayu)

    response = client.get(f"/bukti/{bukti.pk}/")

    assert b"".join(response.streaming_content) == b"%PDF-1.7 isi"
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == "attachment; filename*=utf-8''sk%20%E2%80%9Cbaru%E2%80%9D.pdf"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response.headers["Cache-Control"] == "private, no-store"


def test_withdrawn_file_can_still_be_read(client, bukti, ayu):
    withdraw_bukti(bukti, by=ayu, at=factories.AT)
    client.force_login(ayu)

    assert client.get(f"/bukti/{bukti.pk}/").status_code == 200

"""The Berita Acara over HTTP: the whole paper and the public one."""

import io

import pypdf
import pytest
from django.urls import reverse

from pekppp.assessments.models import NilaiF02
from pekppp.periods.models import Lokus
from pekppp.results.services import publish
from tests import factories

pytestmark = pytest.mark.django_db
NOTE = "SK belum ditetapkan"


@pytest.fixture
def scored(unit, ayu, pandu, budi):
    """Ayu's lokus, scored by Budi, whose NIP is known, with a note."""
    budi.nip = "198001012005011001"
    budi.save(update_fields=["nip"])
    lokus = factories.make_lokus(unit, Lokus.Status.SCORED, operator=ayu, evaluator=budi)
    NilaiF02.objects.filter(nomor=1).update(catatan=NOTE)
    return lokus


def told(response):
    """Whether the paper names the evaluator, the NIP, the note, the unit's head, the index, and the demo mark."""
    pages = pypdf.PdfReader(io.BytesIO(response.content)).pages
    paper = " ".join(" ".join(page.extract_text() for page in pages).split()).lower()
    return [part in paper for part in ("budi", "198001012005011001", NOTE.lower(), "pandu", "2,40", "data peragaan")]


def test_whole_paper_names_people_and_notes(client, scored, dewi):
    publish(scored.periode, by=dewi, at=factories.AT)
    client.force_login(dewi)

    response = client.get(reverse("reports:berita-acara", args=[scored.pk]))

    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/pdf")
    assert response.headers["Content-Disposition"] == f'inline; filename="berita-acara-{scored.kode}-2025.pdf"'
    assert told(response) == [True] * 6


def test_public_paper_names_nobody(client, scored, dewi):
    publish(scored.periode, by=dewi, at=factories.AT)

    response = client.get(reverse("reports:berita-acara-publik", args=[scored.pk]))

    assert (response.status_code, told(response)) == (200, [False, False, False, False, True, True])


def test_paper_before_publication_is_for_overseers(client, scored, dewi):
    public = client.get(reverse("reports:berita-acara-publik", args=[scored.pk]))
    client.force_login(dewi)
    whole = client.get(reverse("reports:berita-acara", args=[scored.pk]))

    assert (public.status_code, whole.status_code) == (404, 200)

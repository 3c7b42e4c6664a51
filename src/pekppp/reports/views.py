"""Papers as PDF."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from pekppp.common.access import public, requires
from pekppp.periods.models import Lokus
from pekppp.periods.selectors import lokus_visible_to
from pekppp.reports.berita_acara import BeritaAcara, render_berita_acara
from pekppp.reports.selectors import full_berita_acara, public_berita_acara
from pekppp.results.selectors import jejak_visible_to, public_hasil


@require_GET
@requires("results.view_hasil")
def berita_acara(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole paper, for those who may see the unit's result."""
    lokus = get_object_or_404(lokus_visible_to(request.user), pk=pk)
    jejak = jejak_visible_to(request.user, lokus)
    if jejak is None:
        raise Http404
    return _pdf(full_berita_acara(lokus, jejak, address=_address(request, lokus), at=timezone.now()), lokus)


@require_GET
@public
def berita_acara_publik(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper of a published result for everybody, without evaluators, NIP and notes."""
    hasil = get_object_or_404(public_hasil(), lokus__pk=pk)
    return _pdf(public_berita_acara(hasil.lokus, hasil.jejak, address=_address(request, hasil.lokus)), hasil.lokus)


def _address(request: HttpRequest, lokus: Lokus) -> str:
    return request.build_absolute_uri(reverse("portal:hasil-lokus", args=[lokus.pk]))


def _pdf(data: BeritaAcara, lokus: Lokus) -> HttpResponse:
    response = HttpResponse(render_berita_acara(data), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="berita-acara-{lokus.kode}-{lokus.periode.tahun}.pdf"'
    return response

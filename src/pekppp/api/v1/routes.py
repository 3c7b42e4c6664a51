"""Operations. Each states its access; all need a signed-in session (keys come with a later version)."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import NinjaAPI
from ninja.security import SessionAuth

from pekppp.api.v1.schemas import HasilOut, PeriodeOut
from pekppp.common.access import requires
from pekppp.common.numbers import with_point
from pekppp.periods.models import Periode
from pekppp.periods.selectors import published_periode
from pekppp.results.models import HasilLokus
from pekppp.results.selectors import public_hasil

api = NinjaAPI(title="pekppp", version="1", auth=SessionAuth(), docs_url=None, urls_namespace="api-v1")


@api.exception_handler(PermissionDenied)
def refused(request: HttpRequest, exc: Exception) -> HttpResponse:
    """403 as JSON."""
    return api.create_response(request, {"detail": "Forbidden"}, status=403)


@api.get("/periode", response=list[PeriodeOut])
@requires("results.view_hasil")
def periode_list(request: object) -> list[PeriodeOut]:
    """Rounds with published results, newest first."""
    return [_periode(periode) for periode in published_periode()]


@api.get("/periode/{pk}/hasil", response=list[HasilOut])
@requires("results.view_hasil")
def hasil_list(request: object, pk: int) -> list[HasilOut]:
    """Published results of one round, best first."""
    periode = get_object_or_404(published_periode(), pk=pk)
    return [_hasil(hasil, periode) for hasil in public_hasil().filter(lokus__periode=periode).defer("jejak")]


def _periode(periode: Periode) -> PeriodeOut:
    return PeriodeOut(
        id=periode.pk,
        nama=periode.nama,
        tahun=periode.tahun,
        pemilik=periode.pemilik.nama,
        instrumen=periode.instrumen.kode,
        instrumen_sha256=periode.instrumen.sha256,
        published_at=periode.published_at,  # type: ignore[arg-type]  # a published round has it
        data_peragaan=periode.pemilik.is_fictional,
    )


def _hasil(hasil: HasilLokus, periode: Periode) -> HasilOut:
    return HasilOut(
        kode=hasil.lokus.kode,
        nama=hasil.lokus.nama,
        peringkat=hasil.peringkat,
        f02=with_point(hasil.f02),
        f03=None if hasil.f03 is None else with_point(hasil.f03),
        responden=hasil.responden,
        ipp=with_point(hasil.nilai),
        eksak=hasil.nilai_eksak,
        kategori=hasil.kategori,
        sementara=hasil.sementara,
        data_peragaan=periode.pemilik.is_fictional,
    )

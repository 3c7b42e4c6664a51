"""Handing evidence out."""

from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from pekppp.common.access import requires
from pekppp.evidence.selectors import bukti_visible_to
from pekppp.files.http import download


@require_GET
@requires("evidence.view_bukti")
def bukti_file(request: HttpRequest, pk: int) -> FileResponse:
    """The bytes of one piece of evidence."""
    bukti = get_object_or_404(bukti_visible_to(request.user), pk=pk)
    return download(bukti.blob, name=bukti.nama_berkas)

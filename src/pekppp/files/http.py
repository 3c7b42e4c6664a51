"""Giving bytes out, once the caller has made sure that the person may have them."""

from django.core.files.storage import default_storage
from django.http import FileResponse

from pekppp.files.models import Blob


def download(blob: Blob, *, name: str) -> FileResponse:
    """The bytes as a download under *name*, never shown by the browser as a page of ours."""
    response = FileResponse(
        default_storage.open(blob.storage_name), as_attachment=True, filename=name, content_type=blob.kind
    )
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response

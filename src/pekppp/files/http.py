"""Giving bytes out, once the caller has made sure that the person may have them."""

from django.core.files.storage import default_storage
from django.http import FileResponse

from pekppp.files.models import Blob

SUFFIXES = {"application/pdf": (".pdf",), "image/png": (".png",), "image/jpeg": (".jpg", ".jpeg")}


def safe_name(blob: Blob, name: str) -> str:
    """*name* without invisible characters, ending as the bytes' kind does, whatever it pretended to be."""
    visible = "".join(letter for letter in name if letter.isprintable())
    endings = SUFFIXES[blob.kind]
    return visible if visible.lower().endswith(endings) else visible + endings[0]


def download(blob: Blob, *, name: str) -> FileResponse:
    """The bytes as a download under *name*, never shown by the browser as a page of ours."""
    opened = default_storage.open(blob.storage_name)
    response = FileResponse(opened, as_attachment=True, filename=safe_name(blob, name), content_type=blob.kind)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response

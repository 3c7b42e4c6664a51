"""Taking bytes in."""

import hashlib
from datetime import datetime

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from pekppp.files.errors import FileRefused
from pekppp.files.models import Blob

SIGNATURES = {  # first bytes: media type
    b"%PDF-": "application/pdf",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
}


def store(upload: File, *, at: datetime) -> Blob:
    """Keep the bytes of *upload*; a blob that is already there is used again.

    The kind is read from the bytes, never from the name or the browser's word. The bytes are written before the row,
    so a row never points at nothing; bytes without a row do no harm.

    Raises:
        FileRefused: The file is empty, larger than PEKPPP_UPLOAD_LIMIT_MB, or no PDF, JPEG or PNG.
    """
    if not upload.size:
        raise FileRefused(_("Berkas “%(name)s” kosong. Pilih berkas yang berisi.") % {"name": upload.name})
    if upload.size > settings.UPLOAD_LIMIT_BYTES:
        limit = settings.UPLOAD_LIMIT_BYTES // 1024**2
        raise FileRefused(
            _("Berkas “%(name)s” terlalu besar. Ukuran paling besar %(limit)s MB.")
            % {"name": upload.name, "limit": limit}
        )
    head = upload.read(16)
    kind = next((kind for first, kind in SIGNATURES.items() if head.startswith(first)), None)
    if kind is None:
        raise FileRefused(
            _("Berkas “%(name)s” bukan PDF, JPEG, atau PNG. Simpan dahulu sebagai salah satunya.")
            % {"name": upload.name}
        )
    digest = hashlib.sha256(head)
    while chunk := upload.read(1024**2):
        digest.update(chunk)
    blob = Blob(sha256=digest.hexdigest(), size_bytes=upload.size, kind=kind, stored_at=at)
    stored = default_storage.exists(blob.storage_name)
    if stored and default_storage.size(blob.storage_name) != upload.size:  # a process died while it wrote them
        default_storage.delete(blob.storage_name)
        stored = False
    if not stored:
        upload.seek(0)
        default_storage.save(blob.storage_name, upload)
    return Blob.objects.get_or_create(
        sha256=blob.sha256, defaults={"size_bytes": blob.size_bytes, "kind": kind, "stored_at": at}
    )[0]

"""Adding and withdrawing evidence. Whether the form is still open is checked by the caller (assessments)."""

from datetime import datetime

from django.core.files.base import File
from django.db import transaction

from pekppp.accounts.models import User
from pekppp.common import audit
from pekppp.evidence.models import BuktiDukung
from pekppp.files.services import store
from pekppp.periods.models import Lokus


@transaction.atomic
def add_bukti(lokus: Lokus, nomor: int, upload: File, *, by: User, at: datetime) -> BuktiDukung:
    """Keep *upload* as evidence for indicator *nomor*; the same bytes again are the same evidence.

    Raises:
        FileRefused: The file is empty, too large or of a kind that is not accepted.
    """
    blob = store(upload, at=at)
    bukti, made = BuktiDukung.objects.get_or_create(
        lokus=lokus,
        nomor=nomor,
        blob=blob,
        withdrawn_at=None,
        defaults={"nama_berkas": (upload.name or "berkas")[-200:], "uploaded_by": by, "uploaded_at": at},
    )
    if made:
        audit.record(
            "bukti.added", bukti, by=by, at=at, data={"lokus": lokus.pk, "nomor": nomor, "sha256": blob.sha256}
        )
    return bukti


@transaction.atomic
def withdraw_bukti(bukti: BuktiDukung, *, by: User, at: datetime) -> None:
    """Let the file no longer count; row and bytes stay. A second call does nothing."""
    if BuktiDukung.objects.filter(pk=bukti.pk, withdrawn_at=None).update(withdrawn_at=at):
        audit.record("bukti.withdrawn", bukti, by=by, at=at)

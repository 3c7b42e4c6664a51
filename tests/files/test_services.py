import hashlib

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from pekppp.files.errors import FileRefused
from pekppp.files.http import download
from pekppp.files.models import Blob
from pekppp.files.services import store
from tests.factories import assert_no_writes, make_pdf

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"%PDF-1.7", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
    ],
)
def test_store_reads_the_kind_from_the_bytes(head, kind, at):
    content = head + b" isi"

    blob = store(ContentFile(content, name="bukti.exe"), at=at)

    assert (blob.kind, blob.size_bytes, blob.stored_at) == (kind, len(content), at)
    assert blob.sha256 == hashlib.sha256(content).hexdigest()
    assert default_storage.open(blob.storage_name).read() == content


def test_store_keeps_the_same_bytes_once(at):
    first = store(make_pdf("satu.pdf", text="sama"), at=at)
    second = store(make_pdf("dua.pdf", text="sama"), at=at)

    assert first == second
    folder = first.storage_name.rpartition("/")[0]
    assert [name for name in default_storage.listdir(folder)[1] if name.startswith(first.sha256)] == [first.sha256]


def test_store_mends_bytes_that_are_missing(at):
    blob = store(make_pdf(text="hilang"), at=at)
    default_storage.delete(blob.storage_name)

    store(make_pdf(text="hilang"), at=at)

    assert default_storage.exists(blob.storage_name) is True


def test_store_replaces_bytes_that_were_cut_off(at):
    whole = make_pdf(text="terpotong")
    blob = store(whole, at=at)
    default_storage.delete(blob.storage_name)
    default_storage.save(blob.storage_name, ContentFile(b"%PDF"))

    store(make_pdf(text="terpotong"), at=at)

    assert default_storage.size(blob.storage_name) == blob.size_bytes


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "Berkas “a.pdf” kosong. Pilih berkas yang berisi."),
        (b"MZ\x90", "Berkas “a.pdf” bukan PDF, JPEG, atau PNG. Simpan dahulu sebagai salah satunya."),
        (b" %PDF-1.7", "Berkas “a.pdf” bukan PDF, JPEG, atau PNG. Simpan dahulu sebagai salah satunya."),
        (b"%PDF-" + b"x" * 1024**2, "Berkas “a.pdf” terlalu besar. Ukuran paling besar 1 MB."),
    ],
)
def test_store_refuses_with_a_sentence(content, message, settings, at):
    settings.UPLOAD_LIMIT_BYTES = 1024**2

    with assert_no_writes(), pytest.raises(FileRefused) as refusal:
        store(ContentFile(content, name="a.pdf"), at=at)

    assert str(refusal.value) == message


def test_store_takes_a_file_of_exactly_the_limit(settings, at):
    settings.UPLOAD_LIMIT_BYTES = 1024

    assert store(ContentFile(b"%PDF-" + b"x" * 1019, name="a.pdf"), at=at).size_bytes == 1024


def test_empty_blob_is_refused_by_the_database(at):
    with pytest.raises(IntegrityError), transaction.atomic():
        Blob.objects.create(sha256="0" * 64, size_bytes=0, kind="application/pdf", stored_at=at)


def test_download_is_never_shown_as_a_page(at):
    blob = store(make_pdf(text="unduh"), at=at)

    response = download(blob, name="bukti <1>.pdf")

    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment;") is True
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "private, no-store"
    response.close()

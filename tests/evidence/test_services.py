import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from pekppp.common.models import AuditEntry
from pekppp.evidence.models import BuktiDukung
from pekppp.evidence.selectors import bukti_by_nomor, bukti_visible_to, bukti_withdrawable_by
from pekppp.evidence.services import add_bukti, withdraw_bukti
from pekppp.files.models import Blob
from tests.factories import assert_no_writes, make_lokus, make_pdf, make_penugasan, make_periode, make_unit

pytestmark = pytest.mark.django_db
CAST = ["ayu", "budi", "citra", "dewi", "eko", "kartika", "pandu", "wira", "nanda"]


@pytest.fixture
def lokus(unit):
    return make_lokus(unit)


@pytest.fixture
def bukti(lokus, ayu, at):
    return add_bukti(lokus, 1, make_pdf("sk.pdf"), by=ayu, at=at)


def test_bukti_keeps_name_person_and_time(bukti, ayu, at):
    assert (bukti.nama_berkas, bukti.uploaded_by, bukti.uploaded_at, bukti.withdrawn_at) == ("sk.pdf", ayu, at, None)


def test_bukti_writes_an_audit_entry_without_the_name(bukti):
    entry = AuditEntry.objects.latest("pk")

    assert entry.action == "bukti.added"
    assert bukti.blob.sha256 in entry.payload
    assert "sk.pdf" not in entry.payload


def test_same_bytes_are_the_same_bukti(lokus, ayu, at):
    first = add_bukti(lokus, 1, make_pdf("a.pdf", text="sama persis"), by=ayu, at=at)

    with assert_no_writes():
        assert add_bukti(lokus, 1, make_pdf("b.pdf", text="sama persis"), by=ayu, at=at) == first


def test_same_bytes_prove_another_indicator_as_well(lokus, ayu, at):
    first = add_bukti(lokus, 1, make_pdf(text="sama"), by=ayu, at=at)
    second = add_bukti(lokus, 2, make_pdf(text="sama"), by=ayu, at=at)

    assert first != second
    assert first.blob == second.blob == Blob.objects.get()


def test_withdrawn_bukti_stays_with_its_bytes(bukti, lokus, ayu, at):
    withdraw_bukti(bukti, by=ayu, at=at)

    bukti.refresh_from_db()
    assert bukti.withdrawn_at == at
    assert default_storage.exists(bukti.blob.storage_name) is True
    assert bukti_by_nomor(lokus) == {}


def test_withdrawing_twice_does_nothing_more(bukti, ayu, at):
    withdraw_bukti(bukti, by=ayu, at=at)

    with assert_no_writes():
        withdraw_bukti(bukti, by=ayu, at=at)


def test_withdrawn_bytes_may_come_again(lokus, ayu, at):
    first = add_bukti(lokus, 1, make_pdf(text="kembali"), by=ayu, at=at)
    withdraw_bukti(first, by=ayu, at=at)

    again = add_bukti(lokus, 1, make_pdf(text="kembali"), by=ayu, at=at)

    assert bukti_by_nomor(lokus) == {1: [again]}
    assert BuktiDukung.objects.count() == 2


def test_long_name_keeps_its_end(lokus, ayu, at):
    bukti = add_bukti(lokus, 1, make_pdf(f"{'x' * 300}.pdf"), by=ayu, at=at)

    assert bukti.nama_berkas == f"{'x' * 196}.pdf"


def test_standing_bukti_twice_is_refused_by_the_database(bukti):
    with pytest.raises(IntegrityError), transaction.atomic():
        BuktiDukung.objects.create(
            lokus=bukti.lokus,
            nomor=1,
            blob=bukti.blob,
            nama_berkas="sk.pdf",
            uploaded_by=bukti.uploaded_by,
            uploaded_at=bukti.uploaded_at,
        )


def test_blob_in_use_is_not_deleted(bukti):
    with pytest.raises(IntegrityError), transaction.atomic():
        bukti.blob.delete()


def test_bukti_is_seen_by_the_people_of_its_lokus(bukti, budi, request):
    make_penugasan(bukti.lokus, budi)

    assert {name for name in CAST if bukti in bukti_visible_to(request.getfixturevalue(name))} == {
        "ayu",
        "budi",
        "dewi",
        "kartika",
        "pandu",
        "wira",
    }


def test_withdrawn_bukti_is_still_seen(bukti, ayu, budi, at):
    make_penugasan(bukti.lokus, budi)

    withdraw_bukti(bukti, by=ayu, at=at)

    assert list(bukti_visible_to(budi)) == [bukti]
    assert list(bukti_withdrawable_by(ayu)) == []


def test_bukti_is_withdrawn_by_its_operator_alone(bukti, budi, request):
    make_penugasan(bukti.lokus, budi)

    assert {name for name in CAST if bukti in bukti_withdrawable_by(request.getfixturevalue(name))} == {"ayu"}


def test_bukti_by_nomor_is_of_one_lokus(regency, unit, ayu, at):
    other = make_unit(regency)
    periode = make_periode(regency, units=[unit, other])
    own, foreign = (periode.lokus.get(unit=one) for one in (unit, other))
    bukti = add_bukti(own, 2, make_pdf(), by=ayu, at=at)
    add_bukti(foreign, 2, make_pdf(), by=ayu, at=at)

    assert bukti_by_nomor(own) == {2: [bukti]}

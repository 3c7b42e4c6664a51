import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from pekppp.assessments.errors import AlreadySubmitted, Incomplete, OffScale
from pekppp.assessments.models import F01, JawabanF01
from pekppp.assessments.services import attach_bukti, detach_bukti, save_jawaban, submit_f01
from pekppp.common.errors import StaleRevision
from pekppp.common.models import AuditEntry
from pekppp.files.errors import FileRefused
from pekppp.periods.errors import StageClosed
from pekppp.periods.models import Lokus, Tahap
from tests.factories import AT, assert_no_writes, fill_f01, make_lokus, make_pdf, make_periode

pytestmark = pytest.mark.django_db
Status = Lokus.Status


@pytest.fixture
def answer(ayu, at):
    """`answer(lokus, nomor, ...)`: a first save by Ayu, as the page sends it."""

    def save(lokus, nomor, *, teks="Ada.", siap=True, seen=0, client_id=None, by=ayu, at=at):
        return save_jawaban(
            lokus,
            nomor,
            teks=teks,
            siap=siap,
            client_id=client_id or uuid.uuid4(),
            seen_revision=seen,
            by=by,
            at=at,
        )

    return save


def test_first_answer_begins_the_form_and_the_lokus(unit, answer):
    lokus = make_lokus(unit)

    jawaban = answer(lokus, 1, teks="SK 12/2025", siap=False)

    lokus.refresh_from_db()
    assert (jawaban.nomor, jawaban.teks, jawaban.siap, jawaban.revision) == (1, "SK 12/2025", False, 1)
    assert (lokus.status, lokus.f01.status, lokus.f01.submitted_at) == (Status.FILLING, F01.Status.DRAFT, None)


def test_answer_writes_an_audit_entry_without_its_text(unit, answer):
    answer(make_lokus(unit), 1, teks="Rahasia")

    entry = AuditEntry.objects.latest("pk")
    assert entry.action == "f01.saved"
    assert "Rahasia" not in entry.payload


def test_repeated_answer_writes_no_second_audit_entry(unit, answer):
    lokus, client_id = make_lokus(unit), uuid.uuid4()
    answer(lokus, 1, client_id=client_id)

    with assert_no_writes():
        answer(lokus, 1, client_id=client_id)


def test_stale_answer_is_refused_with_the_one_that_stands(unit, answer, dewi):
    lokus = make_lokus(unit)
    answer(lokus, 1, teks="satu")

    with assert_no_writes(), pytest.raises(StaleRevision) as refusal:
        answer(lokus, 1, teks="dua", by=dewi)

    assert refusal.value.current.teks == "satu"


@pytest.mark.parametrize("nomor", [0, 5, 31, -1])
def test_answer_to_an_unknown_indicator_is_refused(nomor, unit, answer):
    lokus = make_lokus(unit)

    with assert_no_writes(), pytest.raises(OffScale):
        answer(lokus, nomor)


@pytest.mark.parametrize("late", [timedelta(0), timedelta(days=400)])
def test_answer_after_the_deadline_is_refused(late, unit, answer):
    periode = make_periode(unit.instansi, units=[unit], tahap={Tahap.Jenis.F01: (AT - timedelta(days=1), AT)})
    lokus = make_lokus(unit, periode=periode)
    answer(lokus, 1, at=AT - timedelta(microseconds=1))

    with assert_no_writes(), pytest.raises(StageClosed):
        answer(lokus, 2, at=AT + late)


@pytest.mark.parametrize("status", [Status.SUBMITTED, Status.SCORING, Status.SCORED])
def test_answer_after_submission_is_refused(status, unit, answer):
    lokus = make_lokus(unit, status)

    with assert_no_writes(), pytest.raises(AlreadySubmitted):
        answer(lokus, 1, seen=1)


def test_submit_locks_the_form_and_moves_the_lokus(unit, ayu, at):
    lokus = make_lokus(unit)
    fill_f01(lokus, by=ayu)

    f01 = submit_f01(lokus, by=ayu, at=at)

    lokus.refresh_from_db()
    assert (f01.status, f01.submitted_at, lokus.status) == (F01.Status.SUBMITTED, at, Status.SUBMITTED)
    assert list(AuditEntry.objects.order_by("-pk").values_list("action", flat=True)[:2]) == [
        "f01.submitted",
        "lokus.moved",
    ]


def test_submit_lists_what_is_missing(unit, answer, ayu, at):
    lokus = make_lokus(unit)
    answer(lokus, 1)
    answer(lokus, 3, siap=False)

    with assert_no_writes(), pytest.raises(Incomplete) as refusal:
        submit_f01(lokus, by=ayu, at=at)

    assert refusal.value.nomor == [2, 3, 4]
    assert str(refusal.value) == "F-01 belum lengkap: 3 indikator belum ditandai siap."


def test_submit_of_an_empty_form_lists_everything(unit, ayu, at):
    lokus = make_lokus(unit)

    with assert_no_writes(), pytest.raises(Incomplete) as refusal:
        submit_f01(lokus, by=ayu, at=at)

    assert refusal.value.nomor == [1, 2, 3, 4]


def test_second_submit_is_refused(unit, ayu, at):
    lokus = make_lokus(unit, Status.SUBMITTED)

    with assert_no_writes(), pytest.raises(AlreadySubmitted):
        submit_f01(lokus, by=ayu, at=at)


def test_submit_after_the_deadline_is_refused(unit, ayu, at):
    periode = make_periode(unit.instansi, units=[unit], tahap={Tahap.Jenis.F01: (AT - timedelta(days=1), AT)})
    lokus = make_lokus(unit, periode=periode)
    fill_f01(lokus, by=ayu, at=AT - timedelta(hours=1))

    with assert_no_writes(), pytest.raises(StageClosed):
        submit_f01(lokus, by=ayu, at=at)


def test_evidence_begins_the_form_too(unit, ayu, at):
    lokus = make_lokus(unit)

    bukti = attach_bukti(lokus, 1, make_pdf("sk.pdf"), by=ayu, at=at)

    lokus.refresh_from_db()
    assert (bukti.nama_berkas, bukti.nomor, bukti.withdrawn_at) == ("sk.pdf", 1, None)
    assert lokus.status == Status.FILLING


def test_refused_file_leaves_nothing_behind(unit, ayu, at):
    lokus = make_lokus(unit)
    empty = make_pdf()
    empty.truncate(0)
    empty.size = 0

    with assert_no_writes(), pytest.raises(FileRefused):
        attach_bukti(lokus, 1, empty, by=ayu, at=at)


def test_evidence_for_an_unknown_indicator_is_refused(unit, ayu, at):
    lokus = make_lokus(unit)

    with assert_no_writes(), pytest.raises(OffScale):
        attach_bukti(lokus, 99, make_pdf(), by=ayu, at=at)


def test_evidence_is_fixed_once_the_form_is_submitted(unit, ayu, at):
    lokus = make_lokus(unit)
    bukti = attach_bukti(lokus, 1, make_pdf(), by=ayu, at=at)
    fill_f01(lokus, by=ayu)
    submit_f01(lokus, by=ayu, at=at)

    with assert_no_writes(), pytest.raises(AlreadySubmitted):
        attach_bukti(lokus, 1, make_pdf(), by=ayu, at=at)
    with assert_no_writes(), pytest.raises(AlreadySubmitted):
        detach_bukti(bukti, by=ayu, at=at)


def test_evidence_is_fixed_after_the_deadline(unit, ayu):
    periode = make_periode(unit.instansi, units=[unit], tahap={Tahap.Jenis.F01: (AT - timedelta(days=1), AT)})
    lokus = make_lokus(unit, periode=periode)
    bukti = attach_bukti(lokus, 1, make_pdf(), by=ayu, at=AT - timedelta(hours=1))

    with assert_no_writes(), pytest.raises(StageClosed):
        detach_bukti(bukti, by=ayu, at=AT)


def test_submitted_form_without_its_time_is_refused_by_the_database(unit):
    lokus = make_lokus(unit, Status.FILLING)

    with pytest.raises(IntegrityError), transaction.atomic():
        F01.objects.filter(lokus=lokus).update(status=F01.Status.SUBMITTED)


def test_second_answer_to_one_indicator_is_refused_by_the_database(unit, answer):
    jawaban = answer(make_lokus(unit), 1)

    with pytest.raises(IntegrityError), transaction.atomic():
        JawabanF01.objects.create(f01=jawaban.f01, nomor=1)

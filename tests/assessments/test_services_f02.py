import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from pekppp.assessments.errors import AlreadySubmitted, Incomplete, OffScale
from pekppp.assessments.models import F02, NilaiF02
from pekppp.assessments.services import save_nilai, submit_f02
from pekppp.common.errors import StaleRevision
from pekppp.common.models import AuditEntry
from pekppp.periods.errors import AssignmentRefused, StageClosed, WrongStatus
from pekppp.periods.models import Lokus, Penugasan, Tahap
from pekppp.periods.services import revoke
from tests.factories import ALWAYS, AT, assert_no_writes, make_lokus, make_penugasan, make_periode, score

pytestmark = pytest.mark.django_db
Status = Lokus.Status


def save(penugasan, nomor, nilai, *, catatan="", seen=0, client_id=None, at=AT):
    return save_nilai(
        penugasan,
        nomor,
        nilai=nilai,
        catatan=catatan,
        client_id=client_id or uuid.uuid4(),
        seen_revision=seen,
        by=penugasan.evaluator,
        at=at,
    )


@pytest.fixture
def penugasan(unit, budi):
    """Budi's assignment to a lokus whose F-01 is submitted."""
    return make_lokus(unit, Status.SUBMITTED, evaluator=budi).penugasan.get()


def test_first_score_begins_the_sheet_and_moves_the_lokus(penugasan):
    row = save(penugasan, 1, 4, catatan="SK ada, belum dimonitor.")

    lokus = Lokus.objects.get()
    assert (row.nilai, row.catatan, row.revision) == (4, "SK ada, belum dimonitor.", 1)
    assert (row.f02.status, row.f02.submitted_at, lokus.status) == (F02.Status.DRAFT, None, Status.SCORING)


def test_score_writes_an_audit_entry_without_the_note(penugasan):
    save(penugasan, 1, 4, catatan="Rahasia")

    entry = AuditEntry.objects.latest("pk")
    assert entry.action == "f02.saved"
    assert "Rahasia" not in entry.payload


@pytest.mark.parametrize("nilai", [0, 5, None])
def test_score_takes_the_whole_scale_and_nothing(nilai, penugasan):
    assert save(penugasan, 1, nilai).nilai == nilai


@pytest.mark.parametrize("nilai", [-1, 6, 50, 10**9])
def test_score_off_the_scale_is_refused(nilai, penugasan):
    with assert_no_writes(), pytest.raises(OffScale):
        save(penugasan, 1, nilai)


@pytest.mark.parametrize("nomor", [0, 5, 99])
def test_score_of_an_unknown_indicator_is_refused(nomor, penugasan):
    with assert_no_writes(), pytest.raises(OffScale):
        save(penugasan, nomor, 3)


def test_repeated_score_is_the_same_save(penugasan):
    client_id = uuid.uuid4()
    save(penugasan, 1, 4, client_id=client_id)

    with assert_no_writes():
        save(penugasan, 1, 4, client_id=client_id)


def test_stale_score_is_refused_with_the_one_that_stands(penugasan):
    save(penugasan, 1, 4)

    with assert_no_writes(), pytest.raises(StaleRevision) as refusal:
        save(penugasan, 1, 2)

    assert refusal.value.current.nilai == 4


@pytest.mark.parametrize("status", [Status.SET, Status.FILLING])
def test_score_before_the_unit_has_submitted_is_refused(status, unit, budi):
    penugasan = make_penugasan(make_lokus(unit, status), budi)

    with assert_no_writes(), pytest.raises(WrongStatus):
        save(penugasan, 1, 4)


def test_score_outside_the_stage_is_refused(unit, budi):
    tahap = {**ALWAYS, Tahap.Jenis.F02: (AT, AT + timedelta(days=1))}
    periode = make_periode(unit.instansi, units=[unit], tahap=tahap)
    penugasan = make_lokus(unit, Status.SUBMITTED, periode=periode, evaluator=budi).penugasan.get()

    for moment in (AT - timedelta(microseconds=1), AT + timedelta(days=1)):
        with assert_no_writes(), pytest.raises(StageClosed):
            save(penugasan, 1, 4, at=moment)


def test_score_by_a_revoked_evaluator_is_refused(penugasan, dewi, at):
    """The page was open when the coordinator took the assignment back."""
    stale = Penugasan.objects.get(pk=penugasan.pk)
    revoke(penugasan, by=dewi, at=at)

    with assert_no_writes(), pytest.raises(AssignmentRefused):
        save(stale, 1, 4)


def test_score_after_submission_is_refused(unit, budi):
    penugasan = make_lokus(unit, Status.SCORED, evaluator=budi).penugasan.get()

    with assert_no_writes(), pytest.raises(AlreadySubmitted):
        save(penugasan, 1, 5, seen=1)


def test_submit_locks_the_sheet(penugasan, at):
    score(penugasan)

    f02 = submit_f02(penugasan, by=penugasan.evaluator, at=at)

    assert (f02.status, f02.submitted_at) == (F02.Status.SUBMITTED, at)
    assert Lokus.objects.get().status == Status.SCORED
    assert set(AuditEntry.objects.order_by("-pk").values_list("action", flat=True)[:2]) == {
        "f02.submitted",
        "lokus.moved",
    }


def test_submit_lists_what_is_missing(penugasan, at):
    score(penugasan, {1: 0, 3: 5})
    save(penugasan, 4, None, catatan="Belum jelas.")

    with assert_no_writes(), pytest.raises(Incomplete) as refusal:
        submit_f02(penugasan, by=penugasan.evaluator, at=at)

    assert refusal.value.nomor == [2, 4]
    assert str(refusal.value) == "F-02 belum lengkap: 2 indikator belum dinilai."


def test_second_submit_is_refused(unit, budi, at):
    penugasan = make_lokus(unit, Status.SCORED, evaluator=budi).penugasan.get()

    with assert_no_writes(), pytest.raises(AlreadySubmitted):
        submit_f02(penugasan, by=budi, at=at)


def test_lokus_is_scored_once_every_evaluator_has_submitted(penugasan, at):
    second = make_penugasan(penugasan.lokus)
    score(penugasan)
    score(second)

    submit_f02(penugasan, by=penugasan.evaluator, at=at)
    assert Lokus.objects.get().status == Status.SCORING

    submit_f02(second, by=second.evaluator, at=at)
    assert Lokus.objects.get().status == Status.SCORED


def test_lokus_waits_for_an_evaluator_who_has_not_begun(penugasan, at):
    make_penugasan(penugasan.lokus)
    score(penugasan)

    submit_f02(penugasan, by=penugasan.evaluator, at=at)

    assert Lokus.objects.get().status == Status.SCORING


def test_lokus_does_not_wait_for_a_revoked_evaluator(penugasan, dewi, at):
    revoke(make_penugasan(penugasan.lokus), by=dewi, at=at)
    score(penugasan)

    submit_f02(penugasan, by=penugasan.evaluator, at=at)

    assert Lokus.objects.get().status == Status.SCORED


def test_submitted_sheet_without_its_time_is_refused_by_the_database(penugasan):
    f02 = save(penugasan, 1, 4).f02

    with pytest.raises(IntegrityError), transaction.atomic():
        F02.objects.filter(pk=f02.pk).update(status=F02.Status.SUBMITTED)


def test_second_sheet_of_one_evaluator_is_refused_by_the_database(penugasan):
    f02 = save(penugasan, 1, 4).f02

    with pytest.raises(IntegrityError), transaction.atomic():
        F02.objects.create(lokus=f02.lokus, penugasan=penugasan)


def test_second_row_of_one_indicator_is_refused_by_the_database(penugasan):
    row = save(penugasan, 1, 4)

    with pytest.raises(IntegrityError), transaction.atomic():
        NilaiF02.objects.create(f02=row.f02, nomor=1)

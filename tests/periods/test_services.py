import json
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from pekppp.common import audit
from pekppp.common.models import AuditEntry
from pekppp.institutions.models import Penempatan
from pekppp.instruments.errors import KebijakanRefused
from pekppp.periods.errors import AssignmentRefused, PeriodeRefused, StageClosed, WrongStatus
from pekppp.periods.models import Lokus, Penugasan, Periode, Tahap
from pekppp.periods.selectors import is_stage_open
from pekppp.periods.services import (
    TRANSITIONS,
    assign,
    assign_all,
    create_periode,
    mark_published,
    move_lokus,
    open_periode,
    require_open_stage,
    revoke,
    set_lokus,
)
from tests.factories import (
    ALWAYS,
    AT,
    assert_no_writes,
    make_instrumen,
    make_lokus,
    make_penugasan,
    make_periode,
    make_person,
    make_unit,
)

pytestmark = pytest.mark.django_db
Status = Lokus.Status
STEP = timedelta(microseconds=1)


def last_actions(count):
    return list(AuditEntry.objects.order_by("-pk").values_list("action", flat=True)[:count])[::-1]


def test_create_periode_is_a_draft_with_its_stages(regency, dewi, at):
    periode = create_periode(
        regency, nama="PEKPPP 2025", tahun=2025, instrumen=make_instrumen(), tahap=ALWAYS, by=dewi, at=at
    )

    assert (periode.status, periode.opened_at, periode.kebijakan) == (Periode.Status.DRAFT, None, {})
    assert set(periode.tahap.values_list("jenis", flat=True)) == set(Tahap.Jenis)
    assert last_actions(1) == ["periode.created"]


def test_create_periode_refuses_a_policy_the_instrument_does_not_allow(regency, dewi, at):
    instrumen = make_instrumen()

    with assert_no_writes(), pytest.raises(KebijakanRefused):
        create_periode(
            regency,
            nama="PEKPPP 2025",
            tahun=2025,
            instrumen=instrumen,
            tahap=ALWAYS,
            kebijakan={"f03_kosong": "hitung"},
            by=dewi,
            at=at,
        )


def test_create_periode_refuses_a_second_of_the_same_name(regency):
    make_periode(regency, nama="PEKPPP 2025")

    with assert_no_writes(), pytest.raises(ValidationError):
        make_periode(regency, nama="PEKPPP 2025")


def test_stage_that_ends_before_it_begins_is_refused_by_the_database(regency, at):
    periode = make_periode(regency, tahap={}, status=Periode.Status.DRAFT)

    with pytest.raises(IntegrityError), transaction.atomic():
        Tahap.objects.create(periode=periode, jenis=Tahap.Jenis.F01, mulai=at, selesai=at)


@pytest.mark.parametrize(("with_lokus", "tahap"), [(False, ALWAYS), (True, {})])
def test_open_periode_needs_a_stage_and_a_lokus(with_lokus, tahap, regency, unit, dewi, at):
    units = [unit] if with_lokus else []
    periode = make_periode(regency, units=units, tahap=tahap, status=Periode.Status.DRAFT)

    with assert_no_writes(), pytest.raises(PeriodeRefused):
        open_periode(periode, by=dewi, at=at)


def test_open_periode_happens_once(regency, dewi, at):
    periode = make_periode(regency)

    with assert_no_writes(), pytest.raises(PeriodeRefused):
        open_periode(periode, by=dewi, at=at)


@pytest.mark.parametrize("status", [Periode.Status.DRAFT, Periode.Status.PUBLISHED])
def test_mark_published_needs_a_running_round(status, regency, unit, dewi, at):
    periode = make_periode(regency, units=[unit], status=Periode.Status.DRAFT)
    if status == Periode.Status.PUBLISHED:
        mark_published(open_periode(periode, by=dewi, at=at), by=dewi, at=at)

    with assert_no_writes(), pytest.raises(PeriodeRefused):
        mark_published(periode, by=dewi, at=at)


def test_status_without_its_times_is_refused_by_the_database(regency):
    periode = make_periode(regency)

    with pytest.raises(IntegrityError), transaction.atomic():
        Periode.objects.filter(pk=periode.pk).update(opened_at=None)


def test_lokus_copies_name_code_and_instansi(regency, unit):
    lokus = make_lokus(unit)
    was = (unit.kode, unit.nama, regency.kode, regency.nama)
    unit.nama, regency.nama = "Nama baru", "Kabupaten baru"
    unit.save()
    regency.save()

    lokus.refresh_from_db()

    assert (lokus.kode, lokus.nama, lokus.instansi_kode, lokus.instansi_nama) == was
    assert lokus.instansi == regency


def test_set_lokus_leaves_those_present_alone(regency, unit, dewi, at):
    periode = make_periode(regency, units=[unit])
    added = make_unit(regency)

    rows = set_lokus(periode, [unit, added], by=dewi, at=at)

    assert [row.unit for row in rows] == [added]
    assert periode.lokus.count() == 2


def test_set_lokus_refuses_a_unit_outside_the_owners_tree(regency, unit, other_unit, dewi, at):
    periode = make_periode(regency, status=Periode.Status.DRAFT)

    with assert_no_writes(), pytest.raises(PeriodeRefused):
        set_lokus(periode, [unit, other_unit], by=dewi, at=at)


def test_set_lokus_refuses_a_published_round(regency, unit, dewi, at):
    periode = mark_published(make_periode(regency), by=dewi, at=at)

    with assert_no_writes(), pytest.raises(PeriodeRefused):
        set_lokus(periode, [unit], by=dewi, at=at)


def test_assign_twice_is_one_assignment(unit, budi, dewi, at):
    lokus = make_lokus(unit)
    penugasan = assign(lokus, budi, by=dewi, at=at)

    with assert_no_writes():
        assert assign(lokus, budi, by=dewi, at=at) == penugasan


def test_assign_names_the_evaluator_by_reference(unit, budi, dewi, at):
    assign(make_lokus(unit), budi, by=dewi, at=at)

    assert json.loads(AuditEntry.objects.latest("pk").payload)["data"] == {"evaluator": audit.reference(budi)}


@pytest.mark.parametrize("person", ["ayu", "citra", "dewi", "pandu", "nanda"])
def test_assign_refuses_who_is_no_evaluator_of_the_owner(person, request, unit, dewi, at):
    lokus, chosen = make_lokus(unit), request.getfixturevalue(person)

    with assert_no_writes(), pytest.raises(AssignmentRefused):
        assign(lokus, chosen, by=dewi, at=at)


def test_assign_refuses_a_foreign_evaluator(unit, other_regency, dewi, at):
    lokus, foreign = make_lokus(unit), make_person(peran=Penempatan.Peran.EVALUATOR, instansi=other_regency)

    with assert_no_writes(), pytest.raises(AssignmentRefused):
        assign(lokus, foreign, by=dewi, at=at)


def test_assign_refuses_who_works_at_the_unit(unit, budi, dewi, at):
    lokus = make_lokus(unit)
    Penempatan.objects.create(user=budi, peran=Penempatan.Peran.OPERATOR, unit=unit, mulai=at.date())

    with assert_no_writes(), pytest.raises(AssignmentRefused):
        assign(lokus, budi, by=dewi, at=at)


def test_assign_refuses_a_lokus_that_is_scored(unit, budi, dewi, at):
    """The newcomer could never submit, and the lokus would wait for nobody."""
    lokus = make_lokus(unit, Status.SCORED)

    with assert_no_writes(), pytest.raises(AssignmentRefused):
        assign(lokus, budi, by=dewi, at=at)


def test_assign_refuses_a_published_round(unit, budi, dewi, at):
    lokus = make_lokus(unit)
    mark_published(lokus.periode, by=dewi, at=at)

    with assert_no_writes(), pytest.raises(PeriodeRefused):
        assign(lokus, budi, by=dewi, at=at)


def test_assign_all_assigns_everything_or_nothing(regency, unit, budi, dewi, at):
    own = make_unit(regency)
    periode = make_periode(regency, units=[unit, own])
    Penempatan.objects.create(user=budi, peran=Penempatan.Peran.OPERATOR, unit=own, mulai=at.date())

    with assert_no_writes(), pytest.raises(AssignmentRefused):
        assign_all(periode.lokus.order_by("pk"), budi, by=dewi, at=at)


def test_revoke_ends_an_assignment_once(unit, budi, dewi, at):
    penugasan = make_penugasan(make_lokus(unit), budi)

    revoke(penugasan, by=dewi, at=at)

    penugasan.refresh_from_db()
    assert penugasan.revoked_at == at
    with assert_no_writes():
        revoke(penugasan, by=dewi, at=at)


def test_revoked_evaluator_may_be_assigned_again(unit, budi, dewi, at):
    lokus = make_lokus(unit)
    revoke(make_penugasan(lokus, budi), by=dewi, at=at)

    again = assign(lokus, budi, by=dewi, at=at)

    assert list(Penugasan.objects.filter(lokus=lokus, revoked_at=None)) == [again]


@pytest.mark.parametrize("status", [Status.SCORING, Status.SCORED, Status.PUBLISHED])
def test_revoke_refuses_once_scoring_has_begun(status, unit, budi, dewi, at):
    lokus = make_lokus(unit, status, evaluator=budi)

    with assert_no_writes(), pytest.raises(AssignmentRefused):
        revoke(lokus.penugasan.get(), by=dewi, at=at)


def test_transitions_lead_one_way_through_every_status():
    order = list(Status)

    assert {status: set(after) for status, after in TRANSITIONS.items()} == {
        status: set(order[place + 1 : place + 2]) for place, status in enumerate(order)
    }


@pytest.mark.parametrize("before", list(Status))
def test_move_lokus_follows_the_table(before, unit, dewi, at):
    lokus = make_lokus(unit)
    allowed = []

    for after in Status:
        Lokus.objects.filter(pk=lokus.pk).update(status=before)
        lokus.refresh_from_db()
        try:
            move_lokus(lokus, after, by=dewi, at=at)
        except WrongStatus:
            assert lokus.status == before
        else:
            allowed.append(after)

    assert set(allowed) == TRANSITIONS[before]


def test_move_lokus_records_from_and_to(unit, dewi, at):
    lokus = make_lokus(unit)

    move_lokus(lokus, Status.FILLING, by=dewi, at=at)

    entry = AuditEntry.objects.latest("pk")
    assert (entry.action, entry.target) == ("lokus.moved", f"periods.lokus:{lokus.pk}")
    assert json.loads(entry.payload)["data"] == {"from": "set", "to": "filling"}


def test_unknown_status_is_refused_by_the_database(unit):
    lokus = make_lokus(unit)

    with pytest.raises(IntegrityError), transaction.atomic():
        Lokus.objects.filter(pk=lokus.pk).update(status="lost")


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [(AT - STEP, False), (AT, True), (AT + timedelta(days=1) - STEP, True), (AT + timedelta(days=1), False)],
)
def test_stage_closes_by_the_clock_alone(moment, is_open, regency):
    """Judged when read: no job has to run, and the last microsecond counts."""
    periode = make_periode(regency, tahap={Tahap.Jenis.F01: (AT, AT + timedelta(days=1))})

    assert is_stage_open(periode, Tahap.Jenis.F01, at=moment) is is_open
    if is_open:
        require_open_stage(periode, Tahap.Jenis.F01, at=moment)
    else:
        with pytest.raises(StageClosed):
            require_open_stage(periode, Tahap.Jenis.F01, at=moment)


def test_stage_that_the_round_lacks_is_closed(regency, at):
    periode = make_periode(regency, tahap={Tahap.Jenis.F01: ALWAYS[Tahap.Jenis.F01]})

    assert is_stage_open(periode, Tahap.Jenis.F03, at=at) is False
    with pytest.raises(StageClosed, match=r"^Tahap Survei F-03 belum dibuka\.$"):
        require_open_stage(periode, Tahap.Jenis.F03, at=at)


@pytest.mark.parametrize("status", [Periode.Status.DRAFT, Periode.Status.PUBLISHED])
def test_stage_of_a_round_that_does_not_run_is_closed(status, regency, unit, dewi, at):
    periode = make_periode(regency, units=[unit], status=Periode.Status.DRAFT)
    if status == Periode.Status.PUBLISHED:
        periode = mark_published(open_periode(periode, by=dewi, at=at), by=dewi, at=at)

    assert is_stage_open(periode, Tahap.Jenis.F01, at=at) is False
    with pytest.raises(StageClosed):
        require_open_stage(periode, Tahap.Jenis.F01, at=at)

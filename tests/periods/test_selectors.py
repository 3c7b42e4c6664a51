from datetime import date

import pytest

from pekppp.institutions.models import Penempatan
from pekppp.periods.models import Lokus, Periode
from pekppp.periods.selectors import (
    evaluators_by_lokus,
    lokus_assigned_to,
    lokus_coordinated_by,
    lokus_filled_by,
    lokus_visible_to,
    penugasan_of,
    penugasan_revocable_by,
    periode_coordinated_by,
    periode_visible_to,
    published_periode,
    stages_of,
    status_counts,
    tahap_of,
    unscored_lokus,
)
from pekppp.periods.services import mark_published, revoke
from tests.factories import make_lokus, make_penugasan, make_periode, make_person, make_unit

pytestmark = pytest.mark.django_db
CAST = ["ayu", "budi", "citra", "dewi", "eko", "kartika", "pandu", "wira", "nanda"]


def names_that_see(selector, row, request):
    return {name for name in CAST if selector(request.getfixturevalue(name)).filter(pk=row.pk).exists()}


def test_lokus_is_seen_by_its_own_people(unit, budi, request):
    lokus = make_lokus(unit)
    make_penugasan(lokus, budi)

    assert names_that_see(lokus_visible_to, lokus, request) == {"ayu", "budi", "dewi", "kartika", "pandu", "wira"}


def test_lokus_is_not_seen_by_an_evaluator_without_assignment(unit, budi):
    make_lokus(unit)

    assert list(lokus_visible_to(budi)) == []


def test_lokus_is_no_longer_seen_once_the_assignment_is_revoked(unit, budi, dewi, at):
    lokus = make_lokus(unit)
    revoke(make_penugasan(lokus, budi), by=dewi, at=at)

    assert list(lokus_visible_to(budi)) == []
    assert list(lokus_assigned_to(budi)) == []


def test_lokus_is_no_longer_seen_once_the_placement_is_over(unit, other_regency, budi):
    """The assignment stands, but Budi evaluates elsewhere now: scope comes from the placement."""
    make_penugasan(make_lokus(unit), budi)
    budi.penempatan.update(selesai=date(2025, 12, 31))
    Penempatan.objects.create(
        user=budi, peran=Penempatan.Peran.EVALUATOR, instansi=other_regency, mulai=date(2026, 1, 1)
    )

    assert list(lokus_visible_to(budi)) == []
    assert list(lokus_assigned_to(budi)) == []


def test_lokus_of_a_draft_round_is_seen_by_its_coordinator_alone(regency, unit, request):
    periode = make_periode(regency, units=[unit], status=Periode.Status.DRAFT)
    lokus = periode.lokus.get()

    assert names_that_see(lokus_visible_to, lokus, request) == set()
    assert names_that_see(lokus_coordinated_by, lokus, request) == {"dewi"}


def test_lokus_is_filled_by_its_operator_alone(unit, budi, request):
    lokus = make_lokus(unit)
    make_penugasan(lokus, budi)

    assert names_that_see(lokus_filled_by, lokus, request) == {"ayu"}


def test_lokus_is_evaluated_by_the_assigned_alone(unit, budi, request):
    lokus = make_lokus(unit)
    make_penugasan(lokus, budi)

    assert names_that_see(lokus_assigned_to, lokus, request) == {"budi"}


def test_running_round_is_seen_by_everybody_who_takes_part(regency, unit, budi, request):
    periode = make_periode(regency, units=[unit])
    make_penugasan(periode.lokus.get(), budi)

    assert names_that_see(periode_visible_to, periode, request) == {"ayu", "budi", "dewi", "kartika", "pandu", "wira"}


def test_draft_round_is_seen_by_its_coordinator_alone(regency, unit, request):
    periode = make_periode(regency, units=[unit], status=Periode.Status.DRAFT)

    assert names_that_see(periode_visible_to, periode, request) == {"dewi"}
    assert names_that_see(periode_coordinated_by, periode, request) == {"dewi"}


def test_round_of_a_unit_that_is_not_in_it_is_not_seen_by_its_operator(regency, ayu):
    make_periode(regency, units=[make_unit(regency)])

    assert list(periode_visible_to(ayu)) == []


def test_assignment_is_revoked_by_the_coordinator_alone(unit, budi, request):
    penugasan = make_penugasan(make_lokus(unit), budi)

    assert names_that_see(penugasan_revocable_by, penugasan, request) == {"dewi"}


def test_published_rounds_are_those_that_everybody_may_see(regency, dewi, at):
    make_periode(regency)
    published = mark_published(make_periode(regency), by=dewi, at=at)

    assert list(published_periode()) == [published]


def test_unscored_lokus_are_all_before_scored(regency):
    units = [make_unit(regency) for _status in Lokus.Status]
    periode = make_periode(regency, units=units)
    for lokus, status in zip(periode.lokus.order_by("pk"), Lokus.Status, strict=True):
        Lokus.objects.filter(pk=lokus.pk).update(status=status)

    assert {lokus.status for lokus in unscored_lokus(periode)} == {"set", "filling", "submitted", "scoring"}


def test_penugasan_of_is_the_standing_one(unit, budi, dewi, at):
    lokus = make_lokus(unit)
    revoke(make_penugasan(lokus, budi), by=dewi, at=at)
    assert penugasan_of(lokus, budi) is None

    standing = make_penugasan(lokus, budi)

    assert penugasan_of(lokus, budi) == standing


def test_evaluators_by_lokus_lists_standing_assignments_by_name(regency, unit, budi, dewi, at):
    other = make_unit(regency)
    periode = make_periode(regency, units=[unit, other])
    first = periode.lokus.get(unit=unit)
    revoke(make_penugasan(first), by=dewi, at=at)
    agus = make_person("agus", Penempatan.Peran.EVALUATOR, instansi=regency)
    expected = [make_penugasan(first, person) for person in (budi, agus)][::-1]

    assert evaluators_by_lokus(periode.lokus.all()) == {first.pk: expected}


def test_status_counts_has_every_status(regency, unit):
    make_periode(regency, units=[unit, make_unit(regency)])

    assert status_counts(Lokus.objects.all()) == {
        "set": 2, "filling": 0, "submitted": 0, "scoring": 0, "scored": 0, "published": 0
    }  # fmt: skip


def test_tahap_of_a_kind_the_round_lacks_is_none(regency):
    assert tahap_of(make_periode(regency, tahap={}, status=Periode.Status.DRAFT), "f01") is None


def test_stages_are_open_only_while_the_round_runs(regency, dewi, at):
    periode = make_periode(regency)
    assert {is_open for _tahap, is_open in stages_of(periode, at=at)} == {True}

    mark_published(periode, by=dewi, at=at)

    assert {is_open for _tahap, is_open in stages_of(Periode.objects.get(pk=periode.pk), at=at)} == {False}

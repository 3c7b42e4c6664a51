from datetime import date

import pytest

from pekppp.institutions.models import Instansi, Penempatan
from pekppp.institutions.selectors import (
    evaluators_of,
    has_demo_data,
    has_peran,
    instansi_coordinated_by,
    instansi_visible_to,
    penempatan_of,
    pimpinan_of,
    unit_visible_to,
)
from tests.factories import make_person, make_regency, make_unit

pytestmark = pytest.mark.django_db
Peran = Penempatan.Peran
OVER_REGENCY = [Peran.KOORDINATOR, Peran.EVALUATOR, Peran.PIMPINAN, Peran.PENGAWAS]


@pytest.mark.parametrize("peran", OVER_REGENCY)
def test_role_over_a_regency_shows_its_own_and_no_foreign_unit(peran, regency, unit, other_unit):
    person = make_person(peran=peran, instansi=regency)

    assert list(unit_visible_to(person)) == [unit]
    assert list(instansi_visible_to(person)) == [regency]


@pytest.mark.parametrize("peran", [Peran.OPERATOR, Peran.PIMPINAN])
def test_role_at_a_unit_shows_that_unit_alone(peran, regency, unit, other_unit):
    make_unit(regency)
    person = make_person(peran=peran, unit=unit)

    assert list(unit_visible_to(person)) == [unit]
    assert list(instansi_visible_to(person)) == [regency]


def test_kementerian_sees_the_whole_tree(kartika, kementerian, regency, other_regency, unit, other_unit):
    assert set(unit_visible_to(kartika)) == {unit, other_unit}
    assert set(instansi_visible_to(kartika)) == {kementerian, regency, other_regency}


def test_person_without_a_role_sees_nothing(nanda, unit):
    assert list(unit_visible_to(nanda)) == []
    assert list(instansi_visible_to(nanda)) == []
    assert list(instansi_coordinated_by(nanda)) == []


def test_instansi_is_listed_once_for_an_operator_of_two_units(regency, unit, ayu):
    place_too = make_unit(regency)
    Penempatan.objects.create(user=ayu, peran=Peran.OPERATOR, unit=place_too, mulai=date(2025, 1, 1))

    assert list(instansi_visible_to(ayu)) == [regency]


def test_subtree_of_1_is_not_that_of_12(kementerian):
    """ "/1/" begins neither "/12/" nor "/112/": paths end with a slash."""
    near = [make_regency(induk=kementerian) for _number in range(12)]
    for row in near:
        row.path = f"/{row.pk * 10**6}/"  # out of the way of the paths below
        row.save(update_fields=["path"])
    one, twelve, hundred = near[:3]
    for row, path in ((one, "/1001/"), (twelve, "/10012/"), (hundred, "/1001/7/")):
        row.path = path
        row.save(update_fields=["path"])
    person = make_person(peran=Peran.KOORDINATOR, instansi=one)

    assert set(instansi_visible_to(person)) == {one, hundred}


@pytest.mark.parametrize(
    ("mulai", "selesai", "expected"),
    [
        (date(2020, 1, 1), None, 1),
        (date(2020, 1, 1), date(2020, 12, 31), 0),
        (date(2999, 1, 1), None, 0),
        (date(2020, 1, 1), date(2999, 1, 1), 1),
    ],
)
def test_placement_counts_between_its_dates(mulai, selesai, expected, regency):
    person = make_person(peran=Peran.KOORDINATOR, instansi=regency, mulai=mulai, selesai=selesai)

    assert len(penempatan_of(person)) == expected
    assert has_peran(person, Peran.KOORDINATOR) is bool(expected)
    assert instansi_visible_to(person).count() == expected
    assert instansi_coordinated_by(person).count() == expected


def test_penempatan_takes_one_query_per_person(ayu, django_assert_num_queries):
    with django_assert_num_queries(1):
        penempatan_of(ayu)
        has_peran(ayu, Peran.OPERATOR)


def test_coordinator_coordinates_the_own_tree_only(dewi, eko, regency, other_regency):
    assert list(instansi_coordinated_by(dewi)) == [regency]
    assert list(instansi_coordinated_by(eko)) == [other_regency]


@pytest.mark.parametrize("person", ["ayu", "budi", "citra", "kartika", "pandu", "wira"])
def test_nobody_else_coordinates(person, request):
    assert list(instansi_coordinated_by(request.getfixturevalue(person))) == []


def test_evaluators_of_lists_active_people_placed_today(regency, other_regency, budi):
    make_person("zul", Peran.EVALUATOR, instansi=regency, selesai=date(2025, 2, 1))
    make_person("lain", Peran.EVALUATOR, instansi=other_regency)
    gone = make_person("pergi", Peran.EVALUATOR, instansi=regency)
    gone.is_active = False
    gone.save(update_fields=["is_active"])
    agus = make_person("agus", Peran.EVALUATOR, instansi=regency)

    assert list(evaluators_of(regency)) == [agus, budi]


def test_pimpinan_of_is_the_latest_placed(unit, other_unit, pandu):
    newer = make_person(peran=Peran.PIMPINAN, unit=unit, mulai=date(2025, 6, 1))

    assert pimpinan_of(unit.pk) == newer
    assert pimpinan_of(other_unit.pk) is None


def test_demo_data_is_noticed(kementerian):
    assert has_demo_data() is False

    make_regency(induk=kementerian, kode="99.01")

    assert has_demo_data() is True
    assert [row.is_fictional for row in Instansi.objects.order_by("kode")] == [True, False]

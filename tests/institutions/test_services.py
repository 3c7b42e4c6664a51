import json
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from pekppp.common import audit
from pekppp.common.models import AuditEntry
from pekppp.institutions.errors import UnknownRegion
from pekppp.institutions.models import Instansi, Penempatan, UnitLayanan
from pekppp.institutions.services import create_instansi, create_unit, place
from tests.factories import assert_no_writes, make_regency, make_unit

pytestmark = pytest.mark.django_db
Peran = Penempatan.Peran


def test_create_instansi_extends_the_path_of_its_induk(kementerian, at):
    province = create_instansi("33", "Provinsi Jawa Tengah", Instansi.Jenis.PROVINSI, induk=kementerian, at=at)
    regency = create_instansi("33.03", "Kabupaten Purbalingga", Instansi.Jenis.KABUPATEN, induk=province, at=at)

    assert kementerian.path == f"/{kementerian.pk}/"
    assert regency.path == f"/{kementerian.pk}/{province.pk}/{regency.pk}/"


@pytest.mark.parametrize(
    ("kode", "jenis"),
    [
        ("33.99", Instansi.Jenis.KABUPATEN),
        ("33", Instansi.Jenis.KABUPATEN),
        ("33", Instansi.Jenis.KOTA),
        ("33.03", Instansi.Jenis.PROVINSI),
        ("", Instansi.Jenis.PROVINSI),
    ],
)
def test_create_instansi_refuses_an_unknown_region(kode, jenis, at):
    with assert_no_writes(), pytest.raises(UnknownRegion):
        create_instansi(kode, "Daerah Entah", jenis, at=at)


def test_create_instansi_takes_fictional_regions(at):
    assert create_instansi("99.01", "Kabupaten Rekaan", Instansi.Jenis.KABUPATEN, at=at).is_fictional is True


def test_create_instansi_of_a_kementerian_needs_no_region(at):
    assert create_instansi("K-01", "Kementerian Contoh", Instansi.Jenis.KEMENTERIAN, at=at).is_fictional is False


def test_create_instansi_refuses_a_taken_code(regency, at):
    with assert_no_writes(), pytest.raises(ValidationError):
        create_instansi(regency.kode, "Kabupaten Lain", Instansi.Jenis.KABUPATEN, at=at)


@pytest.mark.parametrize("kode", ["", "U 1", "U/1", "ü", "U-1\n"])
def test_create_unit_refuses_a_malformed_code(kode, regency, at):
    with assert_no_writes(), pytest.raises(ValidationError):
        create_unit(regency, kode, "Puskesmas", at=at)


def test_create_unit_refuses_a_taken_code(unit, other_regency, at):
    with assert_no_writes(), pytest.raises(ValidationError):
        create_unit(other_regency, unit.kode, "Puskesmas", at=at)


@pytest.mark.parametrize("peran", list(Peran))
def test_place_takes_the_scope_that_fits_the_role(peran, nanda, regency, unit, at):
    scope = {"unit": unit} if peran == Peran.OPERATOR else {"instansi": regency}

    placed = place(nanda, peran, mulai=date(2025, 1, 1), at=at, **scope)

    assert (placed.peran, placed.selesai) == (peran, None)


@pytest.mark.parametrize("peran", [Peran.KEMENTERIAN, Peran.KOORDINATOR, Peran.EVALUATOR, Peran.PENGAWAS])
def test_place_refuses_a_unit_for_a_role_over_an_instansi(peran, nanda, unit, at):
    with assert_no_writes(), pytest.raises(ValidationError):
        place(nanda, peran, mulai=date(2025, 1, 1), unit=unit, at=at)


def test_place_refuses_an_instansi_for_an_operator(nanda, regency, at):
    with assert_no_writes(), pytest.raises(ValidationError):
        place(nanda, Peran.OPERATOR, mulai=date(2025, 1, 1), instansi=regency, at=at)


@pytest.mark.parametrize("peran", list(Peran))
def test_place_refuses_no_scope_and_two(peran, nanda, regency, unit, at):
    for scope in ({}, {"instansi": regency, "unit": unit}):
        with assert_no_writes(), pytest.raises(ValidationError):
            place(nanda, peran, mulai=date(2025, 1, 1), at=at, **scope)


def test_place_refuses_an_end_before_the_start(nanda, regency, at):
    with assert_no_writes(), pytest.raises(ValidationError):
        place(nanda, Peran.EVALUATOR, mulai=date(2025, 2, 1), selesai=date(2025, 1, 31), instansi=regency, at=at)


def test_place_refuses_the_same_placement_twice(ayu, unit, at):
    with assert_no_writes(), pytest.raises(ValidationError):
        place(ayu, Peran.OPERATOR, mulai=date(2025, 1, 1), unit=unit, at=at)


def test_scope_is_refused_by_the_database_too(nanda, unit):
    with pytest.raises(IntegrityError), transaction.atomic():
        Penempatan.objects.create(user=nanda, peran=Peran.KOORDINATOR, unit=unit, mulai=date(2025, 1, 1))


def test_unknown_role_is_refused_by_the_database(nanda, regency):
    with pytest.raises(IntegrityError), transaction.atomic():
        Penempatan.objects.create(user=nanda, peran="raja", instansi=regency, mulai=date(2025, 1, 1))


def test_unknown_moda_is_refused_by_the_database(regency):
    with pytest.raises(IntegrityError), transaction.atomic():
        UnitLayanan.objects.create(instansi=regency, kode="X", nama="X", moda="x")


def test_instansi_is_not_its_own_induk(regency):
    regency.induk = regency

    with pytest.raises(IntegrityError), transaction.atomic():
        regency.save()


def test_place_names_the_person_by_reference(nanda, regency, dewi, at):
    place(nanda, Peran.EVALUATOR, mulai=date(2025, 1, 1), instansi=regency, by=dewi, at=at)

    payload = json.loads(AuditEntry.objects.latest("pk").payload)
    assert payload["data"] == {"user": audit.reference(nanda), "peran": "evaluator"}
    assert payload["by"] == audit.reference(dewi)


@pytest.mark.parametrize(
    ("day", "holds"),
    [("2025-01-31", False), ("2025-02-01", True), ("2025-03-31", True), ("2025-04-01", False)],
)
def test_placement_holds_from_its_first_to_its_last_day(day, holds):
    placed = Penempatan(mulai=date(2025, 2, 1), selesai=date(2025, 3, 31))

    assert placed.holds_on(date.fromisoformat(day)) is holds


def test_unit_of_a_regency_is_listed_by_code(regency):
    units = [make_unit(regency, kode=kode) for kode in ("B", "A")]

    assert list(UnitLayanan.objects.filter(instansi=regency)) == units[::-1]


def test_regency_is_shown_by_its_name(kementerian):
    assert str(make_regency(induk=kementerian, nama="Kabupaten Tirta Kencana")) == "Kabupaten Tirta Kencana"

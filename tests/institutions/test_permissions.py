"""Which role holds which permission. A permission without a row here fails."""

import pytest
from rules.permissions import permissions as known_permissions

from pekppp.institutions.models import Penempatan
from tests.factories import make_person

pytestmark = pytest.mark.django_db
Peran = Penempatan.Peran

OVERSEERS = {"kementerian", "koordinator", "pimpinan", "pengawas"}
PLACED = OVERSEERS | {"evaluator", "operator"}
EVERYBODY = PLACED | {"nobody"}  # signed in, without a role

HOLDERS = {
    "accounts.change_own_password": EVERYBODY,
    "assessments.fill_f01": {"operator"},
    "assessments.score_f02": {"evaluator"},
    "assessments.view_f01": PLACED,
    "assessments.view_f02": OVERSEERS | {"evaluator"},
    "evidence.view_bukti": PLACED,
    "institutions.view_register": PLACED,
    "instruments.view_instrumen": PLACED,
    "periods.manage_periode": {"koordinator"},
    "periods.view_lokus": PLACED,
    "periods.view_penugasan": OVERSEERS,
    "periods.view_periode": PLACED,
    "portal.view_beranda": EVERYBODY,
    "portal.view_dasbor": OVERSEERS,
    "results.publish": {"koordinator"},
    "results.view_hasil": PLACED,
    "results.view_peringkat": OVERSEERS | {"evaluator"},
    "survey.make_tautan": {"koordinator", "operator"},
    "survey.view_f03": PLACED,
}


@pytest.fixture
def people(regency, unit):
    placed = {
        str(peran): make_person(peran=peran, **({"unit": unit} if peran == Peran.OPERATOR else {"instansi": regency}))
        for peran in Peran
    }
    return {**placed, "nobody": make_person()}


@pytest.mark.parametrize("permission", sorted(HOLDERS))
def test_permission_is_held_by_exactly_these_roles(permission, people):
    assert {role for role, person in people.items() if person.has_perm(permission)} == HOLDERS[permission]


def test_every_permission_has_a_row():
    assert sorted(known_permissions) == sorted(HOLDERS)

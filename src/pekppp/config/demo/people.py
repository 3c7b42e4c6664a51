"""Accounts and placements of the fictional regency. Names are positions, never persons."""

from dataclasses import dataclass
from datetime import date, datetime

from pekppp.accounts.models import User
from pekppp.accounts.services import create_user, set_password
from pekppp.config.demo.names import OPERATOR_UNIT, REGENCY
from pekppp.institutions.models import Instansi, Penempatan, UnitLayanan
from pekppp.institutions.services import place

Peran = Penempatan.Peran
SINCE = date(2024, 1, 2)  # first day of every placement

ACCOUNTS = {  # user names that sign in with the demo password
    "kementerian": "Petugas Kementerian PANRB (peragaan)",
    "koordinator": "Koordinator Bagian Organisasi (peragaan)",
    "evaluator": "Evaluator Bagian Organisasi (peragaan)",
    "operator": "Operator Puskesmas Banyuripah (peragaan)",
    "pimpinan": f"Pimpinan {REGENCY} (peragaan)",
    "pengawas": "Pengawas Inspektorat Daerah (peragaan)",
}
EVALUATORS = {  # without a password: they are there so that assignments spread
    "evaluator.inspektorat": "Evaluator Inspektorat Daerah (peragaan)",
    "evaluator.bapperida": "Evaluator Badan Perencanaan (peragaan)",
    "evaluator.organisasi2": "Evaluator Kedua Bagian Organisasi (peragaan)",
    "evaluator.kominfo": "Evaluator Bidang Layanan Elektronik (peragaan)",
    "evaluator.kampus": "Evaluator Perguruan Tinggi (peragaan)",
}


@dataclass(frozen=True)
class People:
    """Who does what in the demo's rounds."""

    koordinator: User
    evaluator: User
    others: list[User]  # the other evaluators
    operators: dict[int, User]  # by unit id


def add_people(
    ministry: Instansi, regency: Instansi, units: list[UnitLayanan], *, password: str, at: datetime
) -> People:
    """Create every account with its placement: the six that sign in, more evaluators, a unit's operator and head."""
    accounts = {
        username: create_user(username, name=name, password=password, nip=_nip(number), at=at)
        for number, (username, name) in enumerate(ACCOUNTS.items(), start=1)
    }
    for username, peran, instansi in (
        ("kementerian", Peran.KEMENTERIAN, ministry),
        ("koordinator", Peran.KOORDINATOR, regency),
        ("evaluator", Peran.EVALUATOR, regency),
        ("pimpinan", Peran.PIMPINAN, regency),
        ("pengawas", Peran.PENGAWAS, regency),
    ):
        place(accounts[username], peran, mulai=SINCE, instansi=instansi, at=at)
    others = []
    for number, (username, name) in enumerate(EVALUATORS.items(), start=101):
        other = create_user(username, name=name, password=None, nip=_nip(number), at=at)
        place(other, Peran.EVALUATOR, mulai=SINCE, instansi=regency, at=at)
        others.append(other)
    operators = {}
    for number, unit in enumerate(units, start=1001):
        if unit.kode == OPERATOR_UNIT:
            operator = accounts["operator"]
        else:
            operator = create_user(
                f"operator.{unit.kode}", name=f"Operator {unit.nama} (peragaan)", password=None, at=at
            )
        place(operator, Peran.OPERATOR, mulai=SINCE, unit=unit, at=at)
        operators[unit.pk] = operator
        head = create_user(
            f"kepala.{unit.kode}", name=f"Kepala {unit.nama} (peragaan)", password=None, nip=_nip(number), at=at
        )
        place(head, Peran.PIMPINAN, mulai=SINCE, unit=unit, at=at)
    return People(accounts["koordinator"], accounts["evaluator"], others, operators)


def refresh_passwords(password: str, *, at: datetime) -> None:
    """Give the six accounts *password* where they have another."""
    for user in User.objects.filter(username__in=ACCOUNTS):
        if not user.check_password(password):
            set_password(user, password, at=at)


def _nip(number: int) -> str:
    """A civil servant's number that nobody can have: it begins with the year 9900."""
    return f"9900{number:014}"

"""Loading the demo regency, once, and keeping its accounts usable."""

import secrets
from datetime import UTC, datetime
from random import Random

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from pekppp.accounts.models import User
from pekppp.config import env
from pekppp.config.demo import names
from pekppp.config.demo.people import ACCOUNTS, add_people, refresh_passwords
from pekppp.config.demo.rounds import Stage, add_past_round, add_running_round, store_evidence
from pekppp.config.demo.scores import SEED, qualities
from pekppp.config.errors import CannotStart
from pekppp.institutions.models import FICTIONAL, Instansi
from pekppp.institutions.services import create_instansi, create_unit
from pekppp.instruments.models import Instrumen
from pekppp.survey.models import TautanSurvei
from pekppp.survey.services import ALPHABET

INSTRUMENT = "pekppp-2023-luring"
REGISTERED_AT = datetime(2024, 1, 2, 1, tzinfo=UTC)


def ensure_loaded(*, address: str) -> list[str]:
    """Load the demo data unless they are there; the lines that tell how to get in, for a site at *address*.

    The accounts sign in with PEKPPP_DEMO_PASSWORD, or with a password drawn once and kept in the home folder.

    Raises:
        CannotStart: The installation holds real instansi or accounts.
    """
    password = demo_password()
    if is_loaded():
        refresh_passwords(password, at=timezone.now())
    else:
        load(password, now=timezone.now())
    accounts = [f"Akun: {username} / {password}" for username in ACCOUNTS]
    return [*accounts, f"Survei: {address}/s/{survey_code()}"]


def demo_password() -> str:
    """The password of the demo accounts."""
    return env.env_secret("PEKPPP_DEMO_PASSWORD", settings.HOME / "demo_password", draw=_draw_password)


def is_loaded() -> bool:
    """Whether the demo regency is there; it comes whole or not at all."""
    return Instansi.objects.filter(kode=names.REGENCY_KODE).exists()


@transaction.atomic
def load(password: str, *, now: datetime) -> None:
    """Write the whole regency with its two rounds; the running one is open around *now*. Scores are always the same.

    Raises:
        CannotStart: The installation holds real instansi or accounts; nothing was written.
    """
    real = Instansi.objects.exclude(kode__startswith=FICTIONAL).exclude(kode=names.MINISTRY_KODE)
    if real.exists() or User.objects.exists():
        raise CannotStart(
            "Instalasi ini memuat instansi atau akun sungguhan, sehingga data peragaan tidak dimuat. "
            "Jalankan `pekppp serve`, atau pakai folder data lain lewat PEKPPP_HOME."
        )
    rng = Random(SEED)  # noqa: S311 - plausible numbers, no secrets
    ministry = Instansi.objects.filter(kode=names.MINISTRY_KODE).first() or create_instansi(
        names.MINISTRY_KODE, names.MINISTRY, Instansi.Jenis.KEMENTERIAN, at=REGISTERED_AT
    )
    province = create_instansi(
        names.PROVINCE_KODE, names.PROVINCE, Instansi.Jenis.PROVINSI, induk=ministry, at=REGISTERED_AT
    )
    regency = create_instansi(
        names.REGENCY_KODE, names.REGENCY, Instansi.Jenis.KABUPATEN, induk=province, at=REGISTERED_AT
    )
    units = [create_unit(regency, kode, nama, at=REGISTERED_AT) for kode, nama in names.UNITS]
    people = add_people(ministry, regency, units, password=password, at=REGISTERED_AT)
    quality = dict(zip((unit.pk for unit in units), qualities(rng, len(units)), strict=True))
    instrumen = Instrumen.objects.get(kode=INSTRUMENT)
    blobs = store_evidence(instrumen, at=REGISTERED_AT)
    stage = Stage(regency, units, people, instrumen, quality, rng, blobs)
    add_past_round(stage)
    add_running_round(stage, now=now)


def survey_code() -> str:
    """Code of the open survey of the operator's unit."""
    links = TautanSurvei.objects.filter(lokus__kode=names.OPERATOR_UNIT).order_by("-lokus__periode__tahun")
    return links.values_list("kode", flat=True)[0]


def _draw_password() -> str:
    """Three groups of five letters and digits that are easily told apart."""
    return "-".join("".join(secrets.choice(ALPHABET) for _place in range(5)) for _group in range(3))

"""Rows for tests, made by the real services. Everything not named is the dullest there is."""

import itertools
import uuid
from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from django.apps import apps
from django.core.files.base import ContentFile

import ipp
from pekppp.accounts.models import User
from pekppp.accounts.services import create_user
from pekppp.assessments.services import save_jawaban, save_nilai, submit_f01, submit_f02
from pekppp.institutions.models import Instansi, Penempatan, UnitLayanan
from pekppp.institutions.services import create_instansi, create_unit, place
from pekppp.instruments.models import Instrumen
from pekppp.instruments.selectors import instrument_of
from pekppp.instruments.services import load_instrument
from pekppp.periods.models import Lokus, Penugasan, Periode, Tahap
from pekppp.periods.services import assign, create_periode, open_periode, set_lokus
from pekppp.results.services import publish
from pekppp.survey.services import ensure_tautan, receive_respon

AT = datetime(2025, 9, 15, 3, 0, tzinfo=UTC)
BEGIN, END = datetime(2025, 1, 1, tzinfo=UTC), datetime(2125, 1, 1, tzinfo=UTC)
ALWAYS = dict.fromkeys(Tahap.Jenis, (BEGIN, END))  # pages judge stages by the real clock
SMALL = Path(__file__).parent / "ipp/instruments/pecahan.yaml"  # 4 indicators, 3 questions, scale 0..5

_number = itertools.count(1)


def make_kementerian() -> Instansi:
    return create_instansi("KEMENPANRB", "Kementerian PANRB", Instansi.Jenis.KEMENTERIAN, at=AT)


def make_regency(*, induk: Instansi | None = None, kode: str | None = None, nama: str | None = None) -> Instansi:
    kode = kode or f"99.{next(_number):02}"
    return create_instansi(kode, nama or f"Kabupaten {kode}", Instansi.Jenis.KABUPATEN, induk=induk, at=AT)


def make_unit(instansi: Instansi, *, kode: str | None = None, nama: str | None = None) -> UnitLayanan:
    kode = kode or f"U-{next(_number):03}"
    return create_unit(instansi, kode, nama or f"Unit {kode}", at=AT)


def make_person(
    username: str | None = None,
    peran: Penempatan.Peran | None = None,
    *,
    instansi: Instansi | None = None,
    unit: UnitLayanan | None = None,
    mulai: date = date(2025, 1, 1),
    selesai: date | None = None,
) -> User:
    """An account; with *peran*, placed."""
    username = username or f"orang{next(_number)}"
    user = create_user(username, name=username.title(), password="kata-sandi-uji", at=AT)
    if peran is not None:
        place(user, peran, instansi=instansi, unit=unit, mulai=mulai, selesai=selesai, at=AT)
    return user


def make_instrumen() -> Instrumen:
    """The small instrument of the suite; the same row at every call."""
    return load_instrument(ipp.load_instrument(SMALL), at=AT)


def make_periode(
    pemilik: Instansi,
    *,
    units: Sequence[UnitLayanan] = (),
    nama: str | None = None,
    tahap: Mapping[Tahap.Jenis, tuple[datetime, datetime]] = ALWAYS,
    kebijakan: Mapping[str, str] | None = None,
    status: Periode.Status = Periode.Status.OPEN,
) -> Periode:
    """A round with a lokus for each of *units*; DRAFT or OPEN (then with a unit of its own when there is none)."""
    periode = create_periode(
        pemilik,
        nama=nama or f"Periode {next(_number)}",
        tahun=2025,
        instrumen=make_instrumen(),
        tahap=tahap,
        kebijakan=kebijakan,
        by=None,
        at=AT,
    )
    if not units and status != Periode.Status.DRAFT:
        units = [make_unit(pemilik)]
    set_lokus(periode, units, by=None, at=AT)
    return periode if status == Periode.Status.DRAFT else open_periode(periode, by=None, at=AT)


def make_lokus(
    unit: UnitLayanan,
    status: Lokus.Status = Lokus.Status.SET,
    *,
    periode: Periode | None = None,
    operator: User | None = None,
    evaluator: User | None = None,
) -> Lokus:
    """A lokus of *unit*, taken to *status* by the steps a person would take; PUBLISHED publishes its whole round.

    An assignment stands from SUBMITTED on. Scores are 4 for every indicator.
    """
    periode = periode or make_periode(unit.instansi, units=[unit])
    lokus = Lokus.objects.get(periode=periode, unit=unit)
    steps = list(Lokus.Status)
    reached = steps.index(status)
    by = operator or User.objects.filter(username="ayu").first() or make_person()
    if reached >= steps.index(Lokus.Status.FILLING):
        fill_f01(lokus, by=by)
    if reached >= steps.index(Lokus.Status.SUBMITTED):
        submit_f01(lokus, by=by, at=AT)
        penugasan = make_penugasan(lokus, evaluator)
    if reached == steps.index(Lokus.Status.SCORING):
        score(penugasan, {1: 4})
    if reached >= steps.index(Lokus.Status.SCORED):
        score(penugasan)
        submit_f02(penugasan, by=penugasan.evaluator, at=AT)
    if reached >= steps.index(Lokus.Status.PUBLISHED):
        publish(periode, by=by, at=AT, without_unscored=True)
    return Lokus.objects.select_related("periode__instrumen").get(pk=lokus.pk)


def make_penugasan(lokus: Lokus, evaluator: User | None = None) -> Penugasan:
    """Assignment of *evaluator*; without one, of a new evaluator at the round's owner."""
    evaluator = evaluator or make_person(peran=Penempatan.Peran.EVALUATOR, instansi=lokus.periode.pemilik)
    return assign(lokus, evaluator, by=None, at=AT)


def fill_f01(lokus: Lokus, *, by: User, at: datetime = AT) -> None:
    """A ready answer for every indicator."""
    instrument = instrument_of(lokus.periode.instrumen)
    for item in (*instrument.indikator, *instrument.tambahan):
        save_jawaban(lokus, item.nomor, teks="Ada.", siap=True, client_id=uuid.uuid4(), seen_revision=0, by=by, at=at)


def score(penugasan: Penugasan, scores: Mapping[int, int] | None = None, *, at: datetime = AT) -> None:
    """First scores of a sheet by indicator number; 4 for every counted indicator when none are given."""
    if scores is None:
        instrument = instrument_of(penugasan.lokus.periode.instrumen)
        scores = {item.nomor: 4 for item in instrument.indikator}
    for nomor, nilai in scores.items():
        save_nilai(
            penugasan,
            nomor,
            nilai=nilai,
            catatan="",
            client_id=uuid.uuid4(),
            seen_revision=0,
            by=penugasan.evaluator,
            at=at,
        )


def make_respon(lokus: Lokus, answers: Sequence[int] = (5, 4, 3), *, at: datetime = AT) -> None:
    """One citizen's response."""
    receive_respon(ensure_tautan(lokus, by=None, at=at), answers, nonce=uuid.uuid4(), at=at)


def make_pdf(name: str = "bukti.pdf", *, text: str | None = None) -> ContentFile:
    """The start of a PDF; every call other bytes unless *text* says which."""
    return ContentFile(f"%PDF-1.7 {text or next(_number)}".encode(), name=name)


@contextmanager
def assert_no_writes():
    """Fail when a row of the product was added, removed or changed inside the block."""
    before = _all_rows()

    yield

    assert _all_rows() == before


def _all_rows() -> dict[str, list[tuple[object, ...]]]:
    models = [model for model in apps.get_models() if model.__module__.startswith("pekppp.")]
    return {model._meta.label: list(model._default_manager.order_by("pk").values_list()) for model in models}

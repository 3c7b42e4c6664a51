"""The demo data, loaded once for this module: complete, plausible, and equal to what `ipp` computes from them."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django.db.models import Count, F
from django.test import Client
from django.utils import timezone

import ipp
from pekppp.accounts.models import User
from pekppp.assessments.models import F02, JawabanF01, NilaiF02
from pekppp.common.models import AuditEntry
from pekppp.config.demo import names
from pekppp.config.demo.load import ensure_loaded, is_loaded, load
from pekppp.config.demo.people import ACCOUNTS
from pekppp.config.errors import CannotStart
from pekppp.evidence.models import BuktiDukung
from pekppp.institutions.models import Instansi, Penempatan, UnitLayanan
from pekppp.institutions.selectors import has_demo_data
from pekppp.instruments.services import load_shipped
from pekppp.periods.models import Lokus, Penugasan, Periode, Tahap
from pekppp.periods.selectors import is_stage_open, lokus_assigned_to, lokus_filled_by, lokus_visible_to
from pekppp.results.models import HasilInstansi, HasilLokus
from pekppp.results.selectors import hasil_now
from pekppp.survey.models import ResponF03

PASSWORD = "sandi-peragaan-uji"


@pytest.fixture(scope="module")
def now(django_db_setup: None, django_db_blocker) -> Iterator[datetime]:
    """The moment at which the data were loaded."""
    now = timezone.now()
    with django_db_blocker.unblock(), transaction.atomic():
        load_shipped(at=now)
        load(PASSWORD, now=now)
        yield now
        transaction.set_rollback(True)


@pytest.fixture
def past(now: datetime) -> Periode:
    return Periode.objects.get(tahun=2024)


@pytest.fixture
def running(now: datetime) -> Periode:
    return Periode.objects.get(tahun=2025)


@pytest.fixture
def unit_2025(running: Periode) -> Lokus:
    """The operator's unit in the running round."""
    return Lokus.objects.get(periode=running, kode=names.OPERATOR_UNIT)


def person(username: str) -> User:
    return User.objects.get(username=username)


def test_demo_has_one_regency_with_seventy_units(now):
    regency = Instansi.objects.get(kode="99.01")

    assert UnitLayanan.objects.filter(instansi=regency).count() == UnitLayanan.objects.count() == 70
    assert [node.kode for node in Instansi.objects.order_by("path")] == ["KEMENPANRB", "99", "99.01"]
    assert (is_loaded(), has_demo_data()) == (True, True)


def test_demo_names_are_unique(now):
    assert len({nama for _kode, nama in names.UNITS}) == 70


@pytest.mark.parametrize("username", ACCOUNTS)
def test_account_signs_in(now, username):
    assert Client().login(username=username, password=PASSWORD)


def test_other_accounts_cannot_sign_in(now):
    others = User.objects.exclude(username__in=ACCOUNTS)

    assert {user.has_usable_password() for user in others} == {False}


def test_every_account_says_that_it_is_fictional(now):
    assert User.objects.exclude(name__endswith="(peragaan)").count() == 0


def test_each_role_is_held_by_its_account(now):
    placed = Penempatan.objects.filter(user__username__in=ACCOUNTS).values_list("user__username", "peran")

    assert dict(placed) == {username: username for username in ACCOUNTS}


@pytest.mark.parametrize("username", ["kementerian", "koordinator", "pimpinan", "pengawas"])
def test_overseers_see_every_lokus(now, username):
    assert lokus_visible_to(person(username)).count() == 140


def test_past_round_is_published_whole(past):
    assert (past.nama, past.status) == ("PEKPPP Mandiri 2024", Periode.Status.PUBLISHED)
    assert set(past.lokus.values_list("status", flat=True)) == {"published"}
    assert (HasilLokus.objects.filter(lokus__periode=past).count(), past.hasil_instansi.count()) == (70, 1)


def test_past_round_has_enough_respondents_everywhere(past):
    counts = past.lokus.annotate(n=Count("respon")).values_list("n", flat=True)

    assert min(counts) >= 10
    assert max(counts) <= 25


def test_past_results_spread_over_the_categories(past):
    found = Counter(HasilLokus.objects.filter(lokus__periode=past).values_list("kategori", flat=True))

    assert set(found) == {"A", "A-", "B", "B-", "C", "C-"}
    assert 370 <= HasilInstansi.objects.get(periode=past).nilai <= 400


def test_published_values_equal_ipp_on_the_same_answers(past):
    scores: dict[int, dict[int, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for lokus_id, f02_id, nomor, nilai in NilaiF02.objects.filter(f02__lokus__periode=past).values_list(
        "f02__lokus", "f02", "nomor", "nilai"
    ):
        scores[lokus_id][f02_id][str(nomor)] = nilai
    answers: dict[int, list[list[int]]] = defaultdict(list)
    columns = [f"q{number}" for number in range(1, 15)]
    for lokus_id, *row in ResponF03.objects.filter(lokus__periode=past).values_list("lokus", *columns):
        answers[lokus_id].append(row)
    units = [
        {"id": str(lokus_id), "instansi": "99.01", "f02": list(sheets.values()), "f03": answers[lokus_id]}
        for lokus_id, sheets in scores.items()
    ]

    scored = ipp.score_document({"instrument": past.instrumen.kode, "unit": units})

    published = {str(hasil.lokus_id): hasil for hasil in HasilLokus.objects.filter(lokus__periode=past)}
    assert {unit["id"]: (unit["nilai"], unit["kategori"], unit["responden"]) for unit in scored["unit"]} == {
        lokus_id: (f"{hasil.nilai // 100}.{hasil.nilai % 100:02}", hasil.kategori, hasil.responden)
        for lokus_id, hasil in published.items()
    }
    whole = HasilInstansi.objects.get(periode=past)
    assert scored["instansi"][0]["nilai"] == f"{whole.nilai // 100}.{whole.nilai % 100:02}"


def test_running_round_has_every_state(running):
    assert Counter(running.lokus.values_list("status", flat=True)) == {
        "set": 8,
        "filling": 14,
        "submitted": 12,
        "scoring": 14,
        "scored": 22,
    }


def test_running_round_is_open_now_and_for_weeks(running, now):
    stages = (Tahap.Jenis.F01, Tahap.Jenis.F02, Tahap.Jenis.F03)

    assert {is_stage_open(running, jenis, at=now + timedelta(days=50)) for jenis in stages} == {True}
    assert {is_stage_open(running, jenis, at=now) for jenis in stages} == {True}
    assert is_stage_open(running, Tahap.Jenis.PENETAPAN, at=now) is False


def test_running_round_has_no_few_and_enough_respondents(running):
    counts = list(running.lokus.annotate(n=Count("respon")).values_list("n", flat=True))

    assert min(counts) == 0
    assert [n for n in counts if 0 < n < 10] != []
    assert [n for n in counts if n >= 10] != []


def test_running_round_has_no_entry_of_tomorrow(running, now):
    assert AuditEntry.objects.filter(at__gt=timezone.now()).count() == 0
    assert ResponF03.objects.filter(received_at__gt=now).count() == 0


def test_submitted_forms_are_complete_and_others_are_not(running):
    ready = dict(
        JawabanF01.objects.filter(f01__lokus__periode=running, siap=True)
        .values_list("f01__lokus__status")
        .annotate(n=Count("pk"))
    )
    sheets = NilaiF02.objects.filter(f02__lokus__periode=running, nilai__isnull=False)
    scored = dict(sheets.values_list("f02__lokus__status").annotate(n=Count("pk")))

    assert {status: ready[status] for status in ("submitted", "scoring", "scored")} == {
        "submitted": 12 * 31,
        "scoring": 14 * 31,
        "scored": 22 * 31,
    }
    assert 0 < ready["filling"] < 14 * 31
    assert scored["scored"] == 22 * 31
    assert 0 < scored["scoring"] < 14 * 31
    assert set(scored) == {"scoring", "scored"}


def test_values_rise_from_year_to_year(running):
    scored = list(Lokus.objects.filter(periode=running, status=Lokus.Status.SCORED))
    before = dict(HasilLokus.objects.filter(lokus__periode__tahun=2024).values_list("lokus__unit", "nilai"))

    after = hasil_now(running, scored)

    mean_before = sum(before[lokus.unit_id] for lokus in scored)
    assert sum(ipp.hundredths(after[lokus.pk].ipp) for lokus in scored) > mean_before


def test_evaluator_has_lokus_in_every_state(running):
    found = lokus_assigned_to(person("evaluator")).filter(periode=running)

    assert Counter(found.values_list("status", flat=True)) == {
        "set": 2,
        "filling": 2,
        "submitted": 3,
        "scoring": 3,
        "scored": 2,
    }
    assert found.filter(kode=names.OPERATOR_UNIT).count() == 1


def test_submitted_lokus_have_no_score_yet(running):
    assert F02.objects.filter(lokus__periode=running, lokus__status="submitted").count() == 0


def test_assignments_spread_over_the_evaluators(running):
    counts = Counter(Penugasan.objects.filter(lokus__periode=running).values_list("evaluator", flat=True))

    assert (sum(counts.values()), len(counts)) == (70, 6)
    assert min(counts.values()) >= 11


def test_operator_finds_a_draft_with_evidence(unit_2025):
    jawaban = JawabanF01.objects.filter(f01__lokus=unit_2025).order_by("nomor")

    assert list(lokus_filled_by(person("operator")).filter(periode=unit_2025.periode)) == [unit_2025]
    assert unit_2025.status == Lokus.Status.FILLING
    assert list(jawaban.values_list("nomor", "siap")) == [(1, True), (2, True), (3, True), (4, True), (5, False)]
    assert set(BuktiDukung.objects.filter(lokus=unit_2025).values_list("blob__kind", flat=True)) == {
        "application/pdf",
        "image/png",
    }


def test_operators_unit_has_a_published_past(unit_2025):
    assert HasilLokus.objects.filter(lokus__unit=unit_2025.unit).count() == 1


def test_every_row_was_saved_once_and_recorded(now):
    jawaban = JawabanF01.objects.annotate(saves=Count("simpan"))
    nilai = NilaiF02.objects.annotate(saves=Count("simpan"))

    assert jawaban.exclude(revision=F("saves")).count() == nilai.exclude(revision=F("saves")).count() == 0
    assert AuditEntry.objects.filter(action="f01.saved").count() == jawaban.count()
    assert AuditEntry.objects.filter(action="f02.saved").count() == nilai.count()
    assert AuditEntry.objects.filter(action="bukti.added").count() == BuktiDukung.objects.count()


def test_audit_trail_holds_no_personal_value(now):
    texts = " ".join(AuditEntry.objects.values_list("payload", flat=True))

    assert [user.username for user in User.objects.all() if user.nip and user.nip in texts] == []
    assert "(peragaan)" not in texts


def test_second_load_changes_nothing(now, monkeypatch):
    monkeypatch.setenv("PEKPPP_DEMO_PASSWORD", PASSWORD)
    before = AuditEntry.objects.count()

    lines = ensure_loaded(address="http://127.0.0.1:8000")

    assert AuditEntry.objects.count() == before
    assert lines[:-1] == [f"Akun: {username} / {PASSWORD}" for username in ACCOUNTS]


def test_changed_password_is_set_again(now, monkeypatch):
    monkeypatch.setenv("PEKPPP_DEMO_PASSWORD", "sandi yang lain")

    with transaction.atomic():
        ensure_loaded(address="http://127.0.0.1:8000")
        signs_in = [Client().login(username=username, password="sandi yang lain") for username in ACCOUNTS]
        transaction.set_rollback(True)

    assert signs_in == [True] * 6


def test_load_refuses_an_installation_with_accounts(now):
    with pytest.raises(CannotStart, match="sungguhan"):
        load(PASSWORD, now=now)


def test_survey_line_names_the_operators_open_survey(unit_2025, monkeypatch):
    monkeypatch.setenv("PEKPPP_DEMO_PASSWORD", PASSWORD)

    lines = ensure_loaded(address="http://127.0.0.1:8000")

    assert lines[-1] == f"Survei: http://127.0.0.1:8000/s/{unit_2025.tautan.kode}"


def test_traces_hold_neither_notes_nor_names(past):
    texts = json.dumps(list(HasilLokus.objects.filter(lokus__periode=past).values_list("jejak", flat=True)))
    notes = set(NilaiF02.objects.filter(f02__lokus__periode=past).exclude(catatan="").values_list("catatan", flat=True))

    assert notes != set()
    assert [note for note in notes if note in texts] == []
    assert "Evaluator " not in texts

"""Preparing a round over HTTP: dates, lokus, assignments."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from pekppp.institutions.models import Instansi, Penempatan
from pekppp.institutions.services import create_instansi
from pekppp.periods.models import Lokus, Penugasan, Periode, Tahap
from tests import factories
from tests.pages import alerts, field_errors, found, heading, main_links, rows

pytestmark = pytest.mark.django_db
CREATE = "/periode/baru/"


@pytest.fixture
def koordinator(client, dewi):
    """Dewi's browser."""
    client.force_login(dewi)
    return client


@pytest.fixture
def draft(regency, unit):
    """A round being prepared, without a lokus."""
    return factories.make_periode(regency, status=Periode.Status.DRAFT)


@pytest.fixture
def running(regency, unit):
    """A round that runs, with Ayu's unit and a second one."""
    return factories.make_periode(regency, units=[unit, factories.make_unit(regency)])


def typed(owner, **changed):
    """A whole form: every stage from 1 March 08.00 to 31 March 16.00."""
    stages = {
        f"{jenis}_{end}": moment
        for jenis in Tahap.Jenis.values
        for end, moment in (("mulai", "2026-03-01T08:00"), ("selesai", "2026-03-31T16:00"))
    }
    instrumen = factories.make_instrumen()
    return {
        "pemilik": owner.pk,
        "nama": "PEKPPP 2026",
        "tahun": "2026",
        "instrumen": instrumen.pk,
        **stages,
        **changed,
    }


def test_created_round_is_a_draft_that_asks_for_its_units(koordinator, regency):
    response = koordinator.post(CREATE, typed(regency))

    periode = Periode.objects.get()
    assert (periode.pemilik, periode.nama, periode.tahun) == (regency, "PEKPPP 2026", 2026)
    assert periode.status == Periode.Status.DRAFT
    assert (response.status_code, response.headers["Location"]) == (302, f"/periode/{periode.pk}/lokus/")


@pytest.mark.parametrize(
    ("zone", "mulai", "selesai"),
    [
        ("Asia/Jakarta", datetime(2026, 3, 1, 1, tzinfo=UTC), datetime(2026, 3, 31, 9, tzinfo=UTC)),
        ("Asia/Makassar", datetime(2026, 3, 1, 0, tzinfo=UTC), datetime(2026, 3, 31, 8, tzinfo=UTC)),
        ("Asia/Jayapura", datetime(2026, 2, 28, 23, tzinfo=UTC), datetime(2026, 3, 31, 7, tzinfo=UTC)),
    ],
)
def test_times_are_read_in_the_owners_zone_whoever_types_them(client, kementerian, zone, mulai, selesai):
    owner = create_instansi("99.50", "Kota Jauh", Instansi.Jenis.KOTA, induk=kementerian, zone=zone, at=factories.AT)
    client.force_login(factories.make_person("gita", Penempatan.Peran.KOORDINATOR, instansi=owner))  # reads in WIB

    client.post(CREATE, typed(owner))

    tahap = Tahap.objects.get(jenis=Tahap.Jenis.F01)
    assert (tahap.mulai, tahap.selesai) == (mulai, selesai)


@pytest.mark.parametrize(
    ("changed", "errors"),
    [
        ({"f01_selesai": "2026-02-01T08:00"}, ["Pengisian F-01 harus selesai setelah mulai."]),
        ({"f02_selesai": "2026-03-01T08:00"}, ["Penilaian F-02 harus selesai setelah mulai."]),
        ({"f01_mulai": "besok"}, ["Masukkan tanggal/waktu yang valid."]),
        ({"f01_mulai": "0001-01-01T00:00"}, ["Isi tanggal antara tahun 2017 dan 2100."]),
        ({"f01_selesai": "9999-12-31T23:59"}, ["Isi tanggal antara tahun 2017 dan 2100."]),
        ({"f03_mulai": ""}, ["Bidang ini tidak boleh kosong."]),
        ({"tahun": "1999"}, ["Isi tahun antara 2017 dan 2100."]),
        ({"tahun": "dua ribu"}, ["Isi tahun antara 2017 dan 2100."]),
        ({"tahun": "9" * 30}, ["Isi tahun antara 2017 dan 2100."]),
    ],
)
def test_wrong_date_is_told_at_its_field_and_stays(koordinator, regency, changed, errors):
    data = typed(regency, **changed)

    with factories.assert_no_writes():
        page = koordinator.post(CREATE, data)

    [(name, value)] = changed.items()
    assert (page.status_code, field_errors(page)) == (422, errors)
    assert alerts(page) == ["Ada isian yang perlu diperbaiki."]
    assert (page.context["form"][name].value(), page.context["form"]["nama"].value()) == (value, "PEKPPP 2026")


def test_empty_form_says_what_is_missing(koordinator):
    page = koordinator.post(CREATE, {})

    assert (page.status_code, set(field_errors(page))) == (422, {"Bidang ini tidak boleh kosong."})


def test_second_round_of_the_same_name_is_refused(koordinator, regency):
    koordinator.post(CREATE, typed(regency))

    page = koordinator.post(CREATE, typed(regency))

    assert (page.status_code, Periode.objects.count()) == (422, 1)
    assert alerts(page) == [
        "Ada isian yang perlu diperbaiki. Pemilik ini sudah punya periode bernama itu. Pilih nama lain."
    ]


@pytest.mark.parametrize("field", ["pemilik", "instrumen"])
@pytest.mark.parametrize("value", ["9" * 30, "abc", "-1"])
def test_unknown_owner_or_instrument_is_refused(koordinator, regency, field, value):
    page = koordinator.post(CREATE, typed(regency, **{field: value}))

    assert (page.status_code, Periode.objects.count()) == (422, 0)


def test_round_for_a_foreign_owner_is_refused(koordinator, other_regency):
    page = koordinator.post(CREATE, typed(other_regency))

    assert (page.status_code, Periode.objects.count()) == (422, 0)


def test_opening_needs_a_lokus(koordinator, draft):
    response = koordinator.post(reverse("periods:periode-open", args=[draft.pk]), follow=True)

    assert alerts(response) == ["Tetapkan dahulu tahap dan sedikitnya satu lokus, lalu buka periode."]
    draft.refresh_from_db()
    assert draft.status == Periode.Status.DRAFT


def test_opened_round_is_open_once(koordinator, regency, unit):
    periode = factories.make_periode(regency, units=[unit], status=Periode.Status.DRAFT)

    first, second = (
        koordinator.post(reverse("periods:periode-open", args=[periode.pk]), follow=True) for _time in range(2)
    )

    assert alerts(first) == ["Tersimpan."]
    assert alerts(second) == ["Periode berstatus “Berjalan”, sehingga langkah ini tidak dapat dilakukan."]


def test_units_are_added_and_no_longer_offered(koordinator, draft, unit, regency):
    other = factories.make_unit(regency)
    url = reverse("periods:lokus-list", args=[draft.pk])

    page = koordinator.post(url, {"unit": [unit.pk]}, follow=True)

    assert (alerts(page), rows(page)) == (["Tersimpan."], [[unit.kode, unit.nama, "Belum mulai"]])
    assert found(page, r'name="unit" value="(\d+)"') == [str(other.pk)]


@pytest.mark.parametrize("chosen", [[], ["abc"], ["9" * 30], ["0"], ["-1"]])
def test_adding_nothing_is_told(koordinator, draft, unit, chosen):
    with factories.assert_no_writes():
        page = koordinator.post(reverse("periods:lokus-list", args=[draft.pk]), {"unit": chosen}, follow=True)

    assert alerts(page) == ["Pilih sedikitnya satu unit."]


def test_foreign_unit_is_never_added(koordinator, draft, unit, other_unit):
    koordinator.post(reverse("periods:lokus-list", args=[draft.pk]), {"unit": [unit.pk, other_unit.pk]})

    assert [lokus.unit for lokus in draft.lokus.all()] == [unit]


def test_published_round_offers_no_units(koordinator, unit, regency):
    lokus = factories.make_lokus(unit, Lokus.Status.PUBLISHED)
    other = factories.make_unit(regency)
    url = reverse("periods:lokus-list", args=[lokus.periode_id])

    page = koordinator.post(url, {"unit": [other.pk]}, follow=True)

    assert alerts(page) == ["Periode berstatus “Terbit”, sehingga langkah ini tidak dapat dilakukan."]
    assert page.content.count(b"Tambah lokus") == 0


def test_overseer_without_the_round_cannot_add(client, running, wira, regency):
    client.force_login(wira)
    url = reverse("periods:lokus-list", args=[running.pk])

    answers = [client.get(url).status_code, client.post(url, {"unit": [factories.make_unit(regency).pk]}).status_code]

    assert answers == [200, 404]


def test_lokus_are_filtered_by_status(koordinator, unit, regency, running):
    factories.make_lokus(unit, Lokus.Status.FILLING, periode=running)
    url = reverse("periods:lokus-list", args=[running.pk])

    shown = {status: len(rows(koordinator.get(url, {"status": status}))) for status in ("", "filling", "set")}

    assert shown == {"": 2, "filling": 1, "set": 1}


def test_unknown_status_shows_an_empty_list(koordinator, running):
    page = koordinator.get(reverse("periods:lokus-list", args=[running.pk]), {"status": "x"})

    assert rows(page) == [["Tidak ada unit di sini."]]


def test_long_list_goes_on_after_the_last_key(koordinator, regency):
    units = [factories.make_unit(regency, kode=f"L-{number:03}") for number in range(101)]
    periode = factories.make_periode(regency, units=units)
    url = reverse("periods:lokus-list", args=[periode.pk])

    first = koordinator.get(url, {"status": "set"})
    second = koordinator.get(url + main_links(first)[-1])

    assert main_links(first)[-1] == "?status=set&sesudah=L-099"
    assert ([len(rows(first)), len(rows(second))], rows(second)[0][0]) == ([100, 1], "L-100")


def test_ticked_lokus_are_assigned(koordinator, running, budi):
    lokus = list(running.lokus.all())
    url = reverse("periods:penugasan", args=[running.pk])

    page = koordinator.post(url, {"evaluator": budi.pk, "lokus": [one.pk for one in lokus]}, follow=True)

    assert alerts(page) == ["Tersimpan."]
    assert [row[1:] for row in rows(page)] == [[one.kode, one.nama, "Budi cabut"] for one in lokus]


def test_all_are_assigned_or_none(koordinator, running, unit, budi):
    factories.place(budi, Penempatan.Peran.OPERATOR, unit=unit, mulai=factories.AT.date(), at=factories.AT)
    chosen = list(running.lokus.values_list("pk", flat=True))

    page = koordinator.post(
        reverse("periods:penugasan", args=[running.pk]), {"evaluator": budi.pk, "lokus": chosen}, follow=True
    )

    assert alerts(page) == ["Budi bertugas di unit ini dan tidak boleh menilainya. Pilih evaluator lain."]
    assert Penugasan.objects.count() == 0


@pytest.mark.parametrize("missing", ["lokus", "evaluator"])
@pytest.mark.parametrize("value", ["", "abc", "9" * 30, "0"])
def test_assigning_nothing_or_nobody_is_told(koordinator, running, budi, missing, value):
    chosen = {"lokus": running.lokus.first().pk, "evaluator": budi.pk, missing: value}

    page = koordinator.post(reverse("periods:penugasan", args=[running.pk]), chosen, follow=True)

    assert (alerts(page), Penugasan.objects.count()) == (["Pilih evaluator dan centang sedikitnya satu unit."], 0)


def test_only_evaluators_of_the_owner_are_offered(koordinator, running, budi, ayu, other_regency):
    factories.make_person("jauh", Penempatan.Peran.EVALUATOR, instansi=other_regency)

    page = koordinator.get(reverse("periods:penugasan", args=[running.pk]))

    assert found(page, r'<option value="\d+">(.*?)</option>') == ["Budi"]


def test_several_evaluators_in_one_request_do_no_harm(koordinator, running, budi, regency):
    fajar = factories.make_person("fajar", Penempatan.Peran.EVALUATOR, instansi=regency)
    chosen = {"evaluator": [budi.pk, fajar.pk], "lokus": [running.lokus.first().pk]}

    assert koordinator.post(reverse("periods:penugasan", args=[running.pk]), chosen).status_code == 302
    assert Penugasan.objects.count() == 1


def test_revoked_assignment_leaves_the_list(koordinator, running, budi):
    penugasan = factories.make_penugasan(running.lokus.first(), budi)

    page = koordinator.post(reverse("periods:penugasan-revoke", args=[penugasan.pk]), follow=True)

    assert (alerts(page), {row[3] for row in rows(page)}) == (["Tersimpan."], {"belum ada"})


def test_assignment_whose_scoring_has_begun_stays(koordinator, unit, budi):
    lokus = factories.make_lokus(unit, Lokus.Status.SCORING, evaluator=budi)
    penugasan = lokus.penugasan.get()

    page = koordinator.post(reverse("periods:penugasan-revoke", args=[penugasan.pk]), follow=True)

    assert alerts(page) == [f"Penilaian {lokus.nama} sudah dimulai; penugasannya tetap."]
    assert [row[3] for row in rows(page)] == ["Budi"]  # and no button


def test_revoking_twice_is_not_found(koordinator, running, budi):
    url = reverse("periods:penugasan-revoke", args=[factories.make_penugasan(running.lokus.first(), budi).pk])

    assert [koordinator.post(url).status_code for _time in range(2)] == [302, 404]


def test_round_shows_stages_in_the_readers_zone(client, regency, unit):
    periode = factories.make_periode(regency, units=[unit])
    papua = factories.make_person("papua", Penempatan.Peran.PENGAWAS, instansi=regency)
    papua.zone = "Asia/Jayapura"
    papua.save(update_fields=["zone"])
    client.force_login(papua)

    page = client.get(reverse("periods:periode-detail", args=[periode.pk]))

    assert heading(page) == periode.nama
    assert found(page, r"Pengisian F-01</b>.*?<br>(.*?)</li>") == [
        "1 Januari 2025 09.00 WIT – 1 Januari 2125 09.00 WIT"
    ]

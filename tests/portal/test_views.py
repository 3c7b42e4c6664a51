"""Start pages, public pages, the unit's page, and what a person sees when something is not there."""

import pytest
from django.urls import reverse

from pekppp.assessments.models import NilaiF02
from pekppp.periods.models import Lokus, Periode
from pekppp.results.services import publish
from tests import factories
from tests.pages import found, heading, main_links, rows

pytestmark = pytest.mark.django_db
Status = Lokus.Status
NOTE = "SK belum ditetapkan."


@pytest.fixture
def published(unit, ayu, budi, dewi):
    """Ayu's lokus, published, with a note of Budi's."""
    lokus = factories.make_lokus(unit, Status.SCORED, operator=ayu, evaluator=budi)
    NilaiF02.objects.filter(nomor=1).update(catatan=NOTE)
    publish(lokus.periode, by=dewi, at=factories.AT)
    return lokus


def test_start_page_names_what_this_is(client, db):
    page = client.get("/")

    assert page.status_code == 200
    assert found(page, r'<p class="lead">(PEKPPP) ') == ["PEKPPP"]
    assert found(page, r"<li>(Belum ada hasil.*?)</li>") == ["Belum ada hasil yang terbit."]


@pytest.mark.parametrize("search", ["puskesmas", "KENCANA", "tirta", " tirta "])
def test_search_finds_by_part_of_a_units_or_regions_name(client, kementerian, search):
    regency = factories.make_regency(induk=kementerian, nama="Kabupaten Tirta Kencana")
    units = [factories.make_unit(regency, nama=nama) for nama in ("Puskesmas Tirta", "Puskesmas Kencana")]
    factories.make_lokus(units[0], Status.PUBLISHED, periode=factories.make_periode(regency, units=units))

    page = client.get("/", {"q": search})

    assert [(row[0], row[2]) for row in rows(page)] == [("Puskesmas Tirta Kabupaten Tirta Kencana", "2,40")]


def test_search_finds_nothing_unpublished(client, unit):
    factories.make_lokus(unit, Status.SCORED)

    page = client.get("/", {"q": unit.nama})

    assert rows(page) == [["Tidak ada hasil terbit yang cocok. Coba sebagian nama saja."]]


@pytest.mark.parametrize("search", ["%", "_", "'", "\\", "x" * 20_000])
def test_search_takes_every_text_literally(client, published, search):
    page = client.get("/", {"q": search})

    assert rows(page) == [["Tidak ada hasil terbit yang cocok. Coba sebagian nama saja."]]


def test_search_shows_what_was_typed_as_text(client, db):
    page = client.get("/", {"q": '"><script>alert(1)</script>'})

    assert page.content.count(b"<script>alert") == 0


def test_published_rounds_are_listed(client, published):
    page = client.get("/hasil/")

    periode = published.periode
    assert [row[:3] for row in rows(page)] == [["2025", periode.nama, periode.pemilik.nama]]


def test_public_page_shows_the_mean_of_the_instansi(client, published):
    page = client.get(f"/hasil/{published.periode_id}/")

    assert found(page, r'<ul class="tiles"><li>(.*?)</li>') == [
        f"{published.instansi_nama} 2,40 Kurang Kurang · rata-rata 1 unit"
    ]


def test_public_result_leaves_out_evaluators_and_notes(client, published, dewi):
    url = reverse("portal:hasil-lokus", args=[published.pk])
    public = client.get(url)
    client.force_login(dewi)
    full = client.get(reverse("results:hasil", args=[published.pk]))

    assert (full.content.decode().count(NOTE), public.content.decode().count(NOTE)) == (1, 0)
    assert (public.content.count(b"Budi"), heading(public)) == (0, published.nama)
    assert found(public, r"(1\. Standar.*?)</li>") == ["1. Standar 1.a · bobot 5/11 : 4,000000 → menyumbang 1,818182"]


@pytest.mark.parametrize("status", [Status.SET, Status.SCORED])
def test_public_pages_hide_what_is_not_published(client, unit, status):
    lokus = factories.make_lokus(unit, status)

    answers = [client.get(f"/hasil/{lokus.periode_id}/"), client.get(f"/hasil/unit/{lokus.pk}/")]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_public_round_leaves_out_a_unit_that_was_not_scored(client, regency, dewi, budi):
    done, late = units = [factories.make_unit(regency) for _number in range(2)]
    periode = factories.make_periode(regency, units=units)
    factories.make_lokus(done, Status.SCORED, periode=periode, evaluator=budi)
    publish(periode, by=dewi, at=factories.AT, without_unscored=True)

    page = client.get(f"/hasil/{periode.pk}/")

    assert [row[1] for row in rows(page)] == [done.nama]
    assert client.get(f"/hasil/unit/{periode.lokus.get(unit=late).pk}/").status_code == 404


@pytest.mark.parametrize(("kode", "marks"), [("99.50", 1), ("33.03", 0)])
def test_fictional_region_is_marked_on_every_page(client, kementerian, kode, marks):
    lokus = factories.make_lokus(
        factories.make_unit(factories.make_regency(induk=kementerian, kode=kode)), Status.PUBLISHED
    )

    pages = [
        client.get(address)
        for address in ("/", "/hasil/", f"/hasil/{lokus.periode_id}/", f"/hasil/unit/{lokus.pk}/", "/tidak-ada/")
    ]

    assert [page.content.count(b'class="demo-mark"') for page in pages] == [marks] * 5


def test_signed_in_address_sends_the_anonymous_to_sign_in(client, db):
    response = client.get("/periode/")

    assert (response.status_code, response.headers["Location"]) == (302, "/accounts/login/?next=/periode/")


@pytest.mark.parametrize(
    ("address", "status", "title"),
    [
        ("/tidak-ada/", 404, "Halaman tidak ditemukan"),
        ("/lokus/999/", 404, "Halaman tidak ditemukan"),
        ("/dasbor/", 403, "Peran Anda tidak membuka halaman ini"),
    ],
)
def test_refusal_is_a_friendly_page(client, ayu, address, status, title):
    client.force_login(ayu)

    page = client.get(address)

    assert (page.status_code, heading(page)) == (status, title)
    assert main_links(page) == ["/"]
    assert page.content.count(b"Traceback") == 0


@pytest.mark.parametrize(
    ("status", "person", "button"),
    [
        (Status.SET, "ayu", "Isi F-01"),
        (Status.FILLING, "ayu", "Isi F-01"),
        (Status.SUBMITTED, "ayu", None),
        (Status.SUBMITTED, "budi", "Nilai F-02"),
        (Status.SCORED, "budi", None),
        (Status.SUBMITTED, "dewi", None),
        (Status.PUBLISHED, "ayu", "Lihat hasil"),
        (Status.PUBLISHED, "pandu", "Lihat hasil"),
    ],
)
def test_unit_page_offers_the_next_step(request, client, unit, budi, status, person, button):
    lokus = factories.make_lokus(unit, status, evaluator=budi)
    client.force_login(request.getfixturevalue(person))

    page = client.get(reverse("portal:lokus", args=[lokus.pk]))

    assert found(page, r'<a class="btn btn-primary"[^>]*>(.*?)</a>') == ([button] if button else [])
    assert found(page, r'<li aria-current="step">(.*?)</li>') == [status.label]


@pytest.mark.parametrize(("person", "links"), [("ayu", [0, 0]), ("pandu", [0, 0]), ("budi", [1, 0]), ("dewi", [1, 1])])
def test_unit_page_leads_to_scores_only_who_may_see_them(request, client, unit, budi, person, links):
    lokus = factories.make_lokus(unit, Status.SCORED, evaluator=budi)
    client.force_login(request.getfixturevalue(person))

    addresses = main_links(client.get(reverse("portal:lokus", args=[lokus.pk])))

    assert [addresses.count(f"/lokus/{lokus.pk}/{page}/") for page in ("f02/a", "hasil")] == links


def test_beranda_says_what_waits_until_when(client, unit, ayu, budi):
    factories.make_lokus(unit, Status.FILLING, operator=ayu)
    client.force_login(ayu)

    [item] = found(client.get("/beranda/"), r'<li class="card">(.*?)</li>')

    expected = (
        f"{unit.nama} {unit.lokus.get().periode.nama} Isi dan kirim F-01 4/4 Batas waktu 1 Januari 2125 07.00 WIB"
    )
    assert " ".join(item.split()) == expected


def test_beranda_shows_the_sent_form_as_waiting_for_others(client, unit, ayu, budi):
    factories.make_lokus(unit, Status.SUBMITTED, operator=ayu, evaluator=budi)
    client.force_login(ayu)

    page = client.get("/beranda/")

    assert found(page, r"(Tidak ada yang menunggu.*?)</p>") == ["Tidak ada yang menunggu Anda saat ini."]
    assert found(page, r"<h2>Menunggu orang lain</h2><ul><li>(.*?)</li>") == [f"{unit.nama} F-01 terkirim"]


def test_beranda_of_somebody_without_a_role_is_empty(client, nanda):
    client.force_login(nanda)

    page = client.get("/beranda/")

    assert (page.status_code, found(page, r'<li class="card">(.*?)</li>')) == (200, [])


@pytest.mark.parametrize("count", [1, 3])
def test_beranda_query_count_of_rounds(count, regency, budi, count_queries):
    for _number in range(count):
        factories.make_lokus(factories.make_unit(regency), Status.SUBMITTED, evaluator=budi)

    assert count_queries(budi, "/beranda/") == 12


def test_dasbor_lists_who_owes_what(client, regency, dewi, budi):
    early, late = units = [factories.make_unit(regency) for _number in range(2)]
    periode = factories.make_periode(regency, units=units)
    factories.make_lokus(early, Status.SUBMITTED, periode=periode, evaluator=budi)
    client.force_login(dewi)

    shown = {owed: [row[0] for row in rows(client.get("/dasbor/", {"kurang": owed}))] for owed in ("", "f01", "f02")}

    assert shown == {"": [early.nama, late.nama], "f01": [late.nama], "f02": [early.nama]}


@pytest.mark.parametrize("query", [{"periode": "abc"}, {"periode": "9" * 30}, {"kurang": "x"}, {"sesudah": ""}])
def test_dasbor_falls_back_to_the_running_round(client, unit, dewi, query):
    lokus = factories.make_lokus(unit)
    client.force_login(dewi)

    page = client.get("/dasbor/", query)

    assert heading(page) == f"Dasbor: {lokus.periode.nama}"
    assert [row[0] for row in rows(page)] == [unit.nama]


def test_dasbor_of_a_foreign_round_shows_the_own_one(client, unit, dewi, other_regency):
    own, foreign = factories.make_lokus(unit), factories.make_periode(other_regency)
    client.force_login(dewi)

    page = client.get("/dasbor/", {"periode": foreign.pk})

    assert heading(page) == f"Dasbor: {own.periode.nama}"


def test_dasbor_before_the_first_round_explains_itself(client, regency, dewi):
    factories.make_periode(regency, status=Periode.Status.DRAFT)
    client.force_login(dewi)

    page = client.get("/dasbor/")

    assert found(page, r"<p>(Belum ada periode.*?)</p>") == ["Belum ada periode yang dibuka dalam lingkup Anda."]

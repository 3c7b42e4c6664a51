"""Results over HTTP: who sees them when, the ranking, its file, publishing."""

import csv
import io

import pytest
from django.urls import reverse

import ipp
from pekppp.assessments.models import NilaiF02
from pekppp.assessments.services import submit_f02
from pekppp.periods.models import Lokus, Periode
from pekppp.results.models import HasilLokus
from tests import factories
from tests.pages import alerts, found, heading, main_links, rows

pytestmark = pytest.mark.django_db
Status = Lokus.Status
SHEETS = [(5, 5, 4, 5), (3, 2, 4, 4), (3, 2, 4, 4), (1, 0, 2, 1)]  # the second and third tie
RUNNING = "Belum terbit: dihitung dari nilai yang sudah dikirim sampai sekarang."


@pytest.fixture
def scored(unit, ayu, budi):
    """Ayu's lokus, scored by Budi with 4 throughout and a note; not published."""
    lokus = factories.make_lokus(unit, Status.SCORED, operator=ayu, evaluator=budi)
    NilaiF02.objects.filter(nomor=1).update(catatan="SK belum ditetapkan.")
    return lokus


@pytest.fixture
def four(regency, budi):
    """A running round whose four lokus are scored as SHEETS says."""
    units = [factories.make_unit(regency, nama=f"Unit {letter}") for letter in "ABCD"]
    periode = factories.make_periode(regency, units=units)
    for unit, scores in zip(units, SHEETS, strict=True):
        lokus = factories.make_lokus(unit, Status.SUBMITTED, periode=periode, evaluator=budi)
        factories.score(lokus.penugasan.get(), dict(enumerate(scores, start=1)))
        submit_f02(lokus.penugasan.get(), by=budi, at=factories.AT)
    return periode


def publish_page(client, periode, **data):
    return client.post(reverse("results:terbitkan", args=[periode.pk]), data, follow=True)


@pytest.mark.parametrize("person", ["ayu", "pandu"])
def test_unit_sees_no_score_before_publication(request, client, scored, person):
    client.force_login(request.getfixturevalue(person))

    page = client.get(reverse("results:hasil", args=[scored.pk]))

    assert (page.status_code, heading(page)) == (200, "Hasil belum ada")
    assert page.content.count(b"SK belum ditetapkan.") == 0
    assert client.get(reverse("reports:berita-acara", args=[scored.pk])).status_code == 404


def test_evaluator_sees_no_index_before_publication(client, scored, budi):
    """Nobody scores with an eye on colleagues, or on what citizens have just answered."""
    factories.make_respon(scored, (5, 4, 3))
    client.force_login(budi)

    page = client.get(reverse("results:hasil", args=[scored.pk]))
    ranking = client.get(reverse("results:peringkat", args=[scored.periode_id]))

    assert heading(page) == "Hasil belum ada"
    assert rows(ranking) == [["Belum ada hasil yang dapat Anda lihat."]]


@pytest.mark.parametrize("query", ["", "?format=csv"])
def test_head_of_the_unit_finds_no_score_in_the_ranking_before_publication(client, scored, pandu, query):
    client.force_login(pandu)

    page = client.get(reverse("results:peringkat", args=[scored.periode_id]) + query)

    assert (page.status_code, page.content.decode().count(scored.nama)) == (200, 0)


@pytest.mark.parametrize("person", ["dewi", "wira", "kartika"])
def test_overseer_sees_the_librarys_number_live(request, client, scored, person):
    for answers in ((5, 4, 3), (2, 2, 5)):
        factories.make_respon(scored, answers)
    client.force_login(request.getfixturevalue(person))

    page = client.get(reverse("results:hasil", args=[scored.pk]))

    expected = ipp.score_unit(
        ipp.load_instrument(factories.SMALL),
        f02={"1": 4, "2": 4, "3": 4, "4": 4},
        f03=[[5, 4, 3], [2, 2, 5]],
    )
    shown = ipp.decimal_text(expected.ipp, 2).replace(".", ",")
    assert found(page, r'Publik</div><div class="big">(.*?)</div>') == [shown] == ["3,80"]
    assert alerts(page)[0] == (
        "Belum terbit: angka ini dihitung dari nilai yang sudah dikirim sampai sekarang dan dapat berubah."
    )


def test_published_result_shows_the_unit_its_notes_without_names(client, scored, dewi, ayu):
    client.force_login(dewi)
    publish_page(client, scored.periode)
    client.force_login(ayu)

    page = client.get(reverse("results:hasil", args=[scored.pk]))

    assert found(page, r"<li>(Indikator 1:.*?)</li>") == ["Indikator 1: SK belum ditetapkan."]
    assert page.content.count(b"Budi") == 0


def test_running_ranking_shares_a_rank_and_skips_the_next(client, four, dewi):
    client.force_login(dewi)

    page = client.get(reverse("results:peringkat", args=[four.pk]))

    assert alerts(page) == [RUNNING]
    assert [row[:2] for row in rows(page)] == [["1", "Unit A"], ["2", "Unit B"], ["2", "Unit C"], ["4", "Unit D"]]


def test_published_ranking_is_the_running_one_sealed(client, four, dewi):
    client.force_login(dewi)
    url = reverse("results:peringkat", args=[four.pk])
    running = rows(client.get(url))

    publish_page(client, four)
    NilaiF02.objects.update(nilai=0)

    assert (rows(client.get(url)), alerts(client.get(url))) == (running, [])
    assert rows(client.get(reverse("portal:hasil-periode", args=[four.pk]))) == running


def read(response):
    """Lines of a CSV answer."""
    return list(csv.DictReader(io.StringIO(response.content.decode())))


def test_ranking_file_has_points_and_the_mark(client, four, dewi):
    client.force_login(dewi)
    response = client.get(reverse("results:peringkat", args=[four.pk]), {"format": "csv"})

    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == f'attachment; filename="peringkat-{four.pk}.csv"'
    lines = read(response)
    assert lines[0] == {
        "peringkat": "1",
        "kode": four.lokus.get(nama="Unit A").kode,
        "unit": "Unit A",
        "f02": "4.88",
        "f03": "",
        "responden": "0",
        "ipp": "2.93",
        "kategori": "Kurang",
        "catatan": "data peragaan",
    }
    assert [line["peringkat"] for line in lines] == ["1", "2", "2", "4"]


def test_public_file_is_the_same(client, four, dewi):
    client.force_login(dewi)
    running = client.get(reverse("results:peringkat", args=[four.pk]), {"format": "csv"}).content
    publish_page(client, four)
    client.logout()

    public = client.get(reverse("portal:hasil-periode", args=[four.pk]), {"format": "csv"})

    assert public.content == running


def test_ranking_file_of_a_real_region_has_no_mark(client, kementerian):
    regency = factories.make_regency(induk=kementerian, kode="33.03")
    lokus = factories.make_lokus(factories.make_unit(regency), Status.SCORED)
    client.force_login(factories.make_person("tina", "koordinator", instansi=regency))

    [line] = read(client.get(reverse("results:peringkat", args=[lokus.periode_id]), {"format": "csv"}))

    assert (line["ipp"], line["catatan"]) == ("2.40", "")


@pytest.mark.parametrize("nama", ["=1+1", "+HYPERLINK(1)", "@SUM(A1)", "-2+3"])
def test_ranking_file_runs_no_formula(client, regency, dewi, nama):
    lokus = factories.make_lokus(factories.make_unit(regency, nama=nama), Status.SCORED)
    client.force_login(dewi)

    [line] = read(client.get(reverse("results:peringkat", args=[lokus.periode_id]), {"format": "csv"}))

    assert line["unit"] == f"'{nama}"


def test_publishing_lists_who_is_missing_and_refuses(client, scored, dewi, regency):
    late = factories.make_unit(regency, nama="Unit Telat")
    factories.set_lokus(scored.periode, [late], by=None, at=factories.AT)
    client.force_login(dewi)

    page = client.get(reverse("results:terbitkan", args=[scored.periode_id]))
    with factories.assert_no_writes():
        refused = publish_page(client, scored.periode)

    assert found(page, r'<ul class="missing"><li>(.*?)</li>') == ["Unit Telat"]
    assert alerts(refused) == ["1 unit belum selesai dinilai. Tunggu, atau nyatakan bahwa hasil terbit tanpa unit itu."]


def test_publishing_without_the_missing_says_so_by_a_tick(client, scored, dewi, regency):
    factories.set_lokus(scored.periode, [factories.make_unit(regency)], by=None, at=factories.AT)
    client.force_login(dewi)

    page = publish_page(client, scored.periode, tanpa="on")

    assert page.redirect_chain == [(f"/hasil/{scored.periode_id}/", 302)]
    assert alerts(page) == [f"Hasil {scored.periode.nama} terbit."]
    assert [row[1] for row in rows(page)] == [scored.nama]


def test_publishing_twice_is_refused(client, scored, dewi):
    client.force_login(dewi)
    publish_page(client, scored.periode)

    with factories.assert_no_writes():
        page = publish_page(client, scored.periode)

    assert alerts(page) == ["Periode berstatus “Terbit”, sehingga langkah ini tidak dapat dilakukan."]
    assert HasilLokus.objects.count() == 1


def test_publishing_a_published_round_is_no_longer_offered(client, scored, dewi):
    client.force_login(dewi)
    publish_page(client, scored.periode)

    page = client.get(reverse("periods:periode-detail", args=[scored.periode_id]))

    assert main_links(page).count(reverse("results:terbitkan", args=[scored.periode_id])) == 0


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (Periode.Status.DRAFT, "Periode berstatus “Disiapkan”, sehingga langkah ini tidak dapat dilakukan."),
        (
            Periode.Status.OPEN,
            "Belum ada unit yang selesai dinilai, sehingga belum ada hasil untuk diterbitkan.",
        ),
    ],
)
def test_publishing_nothing_is_refused(client, regency, unit, dewi, status, sentence):
    periode = factories.make_periode(regency, units=[unit], status=status)
    client.force_login(dewi)

    with factories.assert_no_writes():
        page = publish_page(client, periode, tanpa="on")

    assert alerts(page)[0] == sentence


def test_lokus_left_out_of_a_published_round_has_no_result(client, regency, unit, ayu, budi, dewi):
    periode = factories.make_periode(regency, units=[unit, factories.make_unit(regency)])
    left_out = factories.make_lokus(unit, Status.SUBMITTED, periode=periode, evaluator=budi)
    factories.score(left_out.penugasan.get())
    other = periode.lokus.exclude(pk=left_out.pk).get()
    factories.make_lokus(other.unit, Status.SCORED, periode=periode)
    client.force_login(dewi)
    publish_page(client, periode, tanpa="on")

    page = client.get(reverse("results:hasil", args=[left_out.pk]))

    assert heading(page) == "Hasil belum ada"


def test_published_round_is_not_offered_for_publication(client, scored, dewi):
    client.force_login(dewi)
    publish_page(client, scored.periode)

    page = client.get(reverse("results:terbitkan", args=[scored.periode_id]))

    assert page.url == reverse("periods:periode-detail", args=[scored.periode_id])

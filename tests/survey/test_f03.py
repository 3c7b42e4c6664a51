"""The survey desk of a unit."""

import base64
import re

import pytest
from django.urls import reverse

from pekppp.common.models import AuditEntry
from pekppp.institutions.models import Penempatan
from pekppp.institutions.services import place
from pekppp.survey.models import TautanSurvei
from tests import factories
from tests.pages import found
from tests.survey.conftest import AT


@pytest.fixture
def lokus(unit):
    """Ayu's lokus without a link; the survey is open."""
    return factories.make_lokus(unit)


@pytest.fixture
def desk(lokus):
    """Address of the desk."""
    return f"/lokus/{lokus.pk}/f03/"


@pytest.fixture
def make(lokus):
    """Address that draws the link."""
    return f"/lokus/{lokus.pk}/f03/tautan/"


def test_desk_shows_link_and_qr_code_of_the_absolute_address(client, tautan, ayu):
    client.force_login(ayu)

    page = client.get(reverse("survey:f03", args=[tautan.lokus_id])).content.decode()

    url = f"http://testserver/s/{tautan.kode}"
    assert re.findall(r'<a class="address" href="(.*?)">(.*?)</a>', page) == [(url, url)]
    assert re.findall(r'<img class="qr" src="(data:image/svg\+xml)', page) == ["data:image/svg+xml"]
    assert base64.b64decode(re.findall(r'href="data:image/png;base64,(.*?)"', page)[0])[:4] == b"\x89PNG"
    assert page.count("style=") == 0


def test_poster_is_indonesian_on_an_english_desk(client, settings, tautan, ayu):
    client.force_login(ayu)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    page = client.get(reverse("survey:f03", args=[tautan.lokus_id]))

    assert found(page, r"<h[12][^>]*>(.*?)</h[12]>")[:3] == ["F-03 survey", "Bagaimana layanan kami?", "Respondents"]


def test_desk_counts_responses_and_shows_no_mean(client, lokus, desk, ayu):
    factories.make_respon(lokus, (5, 4, 3))
    client.force_login(ayu)

    page = client.get(desk).content.decode()

    assert re.findall(r"<meter[^>]*>(.*?)</meter>", page) == ["1"]
    assert re.findall(r"Kurang (\d+) responden lagi\.", page) == ["1"]
    assert [number for number in ("4,00", "4.00", "5,00", "3,00") if number in page] == []


@pytest.mark.parametrize(
    ("responden", "sentence"),
    [
        (0, "Bila tetap kurang, nilai survei dihitung 0."),
        (1, "Bila tetap kurang, survei tidak dihitung dan nilai unit diambil dari F-02 saja."),
        (2, "Jumlah terkecil sudah tercapai. Responden berikutnya tetap dihitung."),
    ],
)
def test_desk_says_what_too_few_responses_mean(client, lokus, ayu, responden, sentence):
    for _time in range(responden):
        factories.make_respon(lokus)
    client.force_login(ayu)

    page = client.get(f"/lokus/{lokus.pk}/f03/").content.decode()

    assert page.count(sentence) == 1


def test_desk_offers_to_make_the_link(client, lokus, desk, make, ayu):
    client.force_login(ayu)
    before = client.get(desk).content.decode()

    response = client.post(make)

    tautan = TautanSurvei.objects.get(lokus=lokus)
    assert before.count(f'action="{make}"') == 1
    assert (response.status_code, response.headers["Location"]) == (302, desk)
    assert client.get(desk).content.decode().count(f"http://testserver/s/{tautan.kode}</a>") == 1
    assert AuditEntry.objects.filter(action="tautan.created").count() == 1


def test_link_is_drawn_once(client, make, ayu):
    client.force_login(ayu)

    client.post(make)
    client.post(make)

    assert TautanSurvei.objects.count() == 1


def test_link_needs_a_post(client, make, ayu):
    client.force_login(ayu)

    assert client.get(make).status_code == 405


def test_closed_survey_without_a_link_offers_none(client, make_tautan, ayu):
    tautan = make_tautan(-5, -1)
    TautanSurvei.objects.all().delete()
    client.force_login(ayu)

    page = client.get(f"/lokus/{tautan.lokus_id}/f03/").content.decode()

    assert page.count("Buat tautan") == 0
    assert page.count("Survei sudah ditutup tanpa tautan") == 1


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        ("ayu", (200, True)),
        ("dewi", (200, True)),
        ("pandu", (200, False)),
        ("wira", (200, False)),
        ("kartika", (200, False)),
        ("budi", (404, False)),
        ("citra", (404, False)),
        ("eko", (404, False)),
        ("nanda", (403, False)),
    ],
)
def test_desk_access_and_offer(request, client, desk, person, expected):
    client.force_login(request.getfixturevalue(person))

    page = client.get(desk)

    assert (page.status_code, b"Buat tautan" in page.content) == expected


def test_desk_is_open_to_the_assigned_evaluator(client, lokus, desk, budi):
    factories.make_penugasan(lokus, budi)
    client.force_login(budi)

    assert client.get(desk).status_code == 200


@pytest.mark.parametrize(
    ("person", "status"),
    [("ayu", 302), ("dewi", 302), ("pandu", 403), ("wira", 403), ("budi", 403), ("citra", 404), ("eko", 404)],
)
def test_link_access(request, client, make, person, status):
    client.force_login(request.getfixturevalue(person))

    response = client.post(make)

    assert (response.status_code, TautanSurvei.objects.count()) == (status, int(status == 302))


def test_operator_elsewhere_who_may_look_cannot_make_the_link(client, desk, make, citra, regency):
    place(citra, Penempatan.Peran.PENGAWAS, instansi=regency, mulai=AT.date(), at=AT)
    client.force_login(citra)

    shown, posted = client.get(desk), client.post(make)

    assert (shown.status_code, b"Buat tautan" in shown.content, posted.status_code) == (200, False, 404)
    assert TautanSurvei.objects.count() == 0


def test_anonymous_is_sent_to_sign_in(client, desk):
    response = client.get(desk)

    assert (response.status_code, response.headers["Location"]) == (302, f"/accounts/login/?next={desk}")


def test_unknown_lokus_gets_404(client, ayu):
    client.force_login(ayu)

    assert client.get(f"/lokus/{10**30}/f03/").status_code == 404


def test_query_count_of_the_desk(count_queries, ayu, lokus, desk):
    for _time in range(3):
        factories.make_respon(lokus)

    assert count_queries(ayu, desk) == 8  # session, person, roles, lokus, link, stage, count, whether fictional

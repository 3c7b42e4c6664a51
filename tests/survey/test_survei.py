"""The public form: what citizens see and send."""

import re
import uuid
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import ipp
from pekppp.periods.models import Periode
from pekppp.survey.http import make_stempel
from pekppp.survey.models import ResponF03
from tests.survey.conftest import ANSWERS, chosen, filled, stempel_of

QUESTIONS = ipp.shipped_instrument("pekppp-2023-luring").f03.pertanyaan


def rows() -> list[tuple[int | None, ...]]:
    """The stored answers."""
    return list(ResponF03.objects.order_by("pk").values_list(*ANSWERS))


def test_form_asks_every_question_in_order(client, url):
    page = client.get(url)

    legends = re.findall(r"<legend>(.*?)</legend>", page.content.decode())
    assert page.status_code == 200
    assert legends == [f"{question.urutan}. {question.teks}" for question in QUESTIONS]


def test_form_groups_questions_by_aspect(client, url):
    page = client.get(url)

    assert re.findall(r"<h2>(.*?)</h2>", page.content.decode()) == [
        "Kebijakan Pelayanan",
        "Profesionalisme SDM",
        "Sarana dan Prasarana",
        "Sistem Informasi Pelayanan Publik",
        "Konsultasi dan Pengaduan",
    ]


def test_form_names_unit_instansi_and_round(client, url, tautan):
    page = client.get(url).content.decode()

    assert re.findall(r"<h1>(.*?)</h1>", page) == [f"Bagaimana layanan di {tautan.lokus.nama}?"]
    assert re.findall(r'class="where">(.*?)<', page) == [f"{tautan.lokus.instansi_nama} · Periode 2025"]


def test_form_says_that_the_data_are_fictional(client, url):
    page = client.get(url)

    assert page.content.count(b'class="demo"') == 1


def test_form_puts_every_choice_beside_its_text(client, url):
    page = client.get(url).content.decode()

    texts = re.findall(
        r'<label><input type="radio" name="q1" value="(\d)"><span><b>(\d)</b> (.*?)</span></label>', page
    )
    assert texts == [
        ("0", "0", "Sangat buruk"),
        ("1", "1", "Buruk"),
        ("2", "2", "Kurang"),
        ("3", "3", "Cukup"),
        ("4", "4", "Baik"),
        ("5", "5", "Sangat baik"),
    ]


def test_form_is_light_and_needs_nothing_else(client, url):
    page = client.get(url).content

    style = Path(finders.find("survey/survei.css")).read_bytes()
    assert len(page) + len(style) < 30_000
    assert page.count(b"<link rel=") == 2
    assert page.count(b"<script") == 0


def test_form_has_one_name_per_control_and_unique_ids(client, url):
    class Ids(HTMLParser):
        def __init__(self):
            super().__init__()
            self.ids = []

        def handle_starttag(self, tag, attrs):
            self.ids += [value for name, value in attrs if name == "id"]

    parser = Ids()

    parser.feed(client.post(url).content.decode())

    assert len(parser.ids) == len(set(parser.ids)) == 1 + 14 + 14
    assert parser.ids[0] == "gagal"


@pytest.mark.parametrize("language", ["id", "en", "ar"])
def test_form_is_indonesian_whatever_the_browser_prefers(client, url, language):
    page = client.get(url, headers={"accept-language": language})

    assert page.content.count(b'<html lang="id">') == 1
    assert page.headers["Content-Language"] == "id"


def test_code_is_found_in_any_case(client, url):
    page = client.get(f"/s/{url.removeprefix('/s/').upper()}")

    assert page.status_code == 200


@pytest.mark.parametrize("kode", ["tidakada", "x" * 300, "%00", "a%00b", "٣", "'; --", "%F0%9F%98%80"])
@pytest.mark.parametrize("tail", ["", "/terima-kasih"])
def test_unknown_code_gets_404_of_the_survey(client, db, kode, tail):
    page = client.get(f"/s/{kode}{tail}")

    assert page.status_code == 404
    assert page.content.count(b"Survei ini tidak ditemukan") == 1
    assert dict(page.cookies) == {}


def test_complete_answers_are_stored_and_thanked_for(client, url, tautan):
    response = client.post(url, filled(client, url, q1="0", q14="5"))

    assert (response.status_code, response.headers["Location"]) == (303, f"{url}/terima-kasih")
    assert rows() == [(0, *[4] * 12, 5)]
    assert ResponF03.objects.get().lokus_id == tautan.lokus_id


def test_response_holds_nothing_about_the_person(client, url):
    client.post(url, filled(client, url, nama="Citra"), headers={"user-agent": "Citra", "x-forwarded-for": "1.2.3.4"})

    stored = ResponF03.objects.values().get()
    assert set(stored) - {f"q{number}" for number in range(1, 41)} == {"id", "lokus_id", "nonce", "received_at"}


def test_thanks_say_who_sees_what(client, url):
    page = client.get(f"{url}/terima-kasih")

    assert page.status_code == 200
    assert page.content.count(b"Siapa melihat apa") == 1


def test_second_sending_of_the_same_form_counts_once(client, url):
    form = filled(client, url)

    responses = [client.post(url, form) for _time in range(3)]

    assert {(response.status_code, response.headers["Location"]) for response in responses} == {
        (303, f"{url}/terima-kasih")
    }
    assert len(rows()) == 1


def test_same_form_with_other_answers_is_not_counted_but_offered_anew(client, url):
    form = filled(client, url)
    client.post(url, form)

    refused = client.post(url, {**form, "q1": "5"})
    after_refusal = rows()
    again = client.post(url, {**ANSWERS, "q1": "5", "stempel": stempel_of(refused.content)})

    assert (refused.status_code, chosen(refused.content)) == (409, {**ANSWERS, "q1": "5"})
    assert after_refusal == [(4,) * 14]
    assert again.status_code == 303
    assert rows() == [(4,) * 14, (5, *[4] * 13)]


def test_two_forms_count_twice(client, url):
    client.post(url, filled(client, url))
    client.post(url, filled(client, url))

    assert rows() == [(4,) * 14] * 2


def test_missing_answers_are_listed_and_the_rest_kept(client, url):
    form = filled(client, url)
    del form["q3"], form["q14"]

    page = client.post(url, form)

    kept = {name: value for name, value in ANSWERS.items() if name not in {"q3", "q14"}}
    text = page.content.decode()
    assert (page.status_code, chosen(page.content), rows()) == (422, kept, [])
    assert re.findall(r'<li><a href="#(p\d+)">', text) == ["p3", "p14"]
    assert re.findall(r'<fieldset id="(p\d+)" class="missing" tabindex="-1" aria-describedby="(e\d+)">', text) == [
        ("p3", "e3"),
        ("p14", "e14"),
    ]
    assert re.findall(r'<p class="error" id="(e\d+)">', text) == ["e3", "e14"]
    assert "Masih ada 2 pertanyaan yang belum dijawab. Mohon lengkapi, lalu kirim lagi." in text


def test_completed_form_counts_once_however_often_it_came_back(client, url):
    form = filled(client, url)
    incomplete = {name: value for name, value in form.items() if name != "q3"}
    page = client.post(url, incomplete)

    client.post(url, {**ANSWERS, "stempel": stempel_of(page.content)})
    client.post(url, form)  # the way back to the first page, completed there as well

    assert len(rows()) == 1


def test_empty_form_is_refused(client, url):
    page = client.post(url, {"stempel": stempel_of(client.get(url).content)})

    assert (page.status_code, page.content.count(b'class="missing"'), rows()) == (422, 14, [])


@pytest.mark.parametrize(
    "value",
    ["5.0", "٥", " 5", "5 ", "6", "-1", "+5", "05", "", "lima", "5\x00", "0x5", "1e0", "²", "9" * 100_000, "<b>"],
)
def test_answer_that_is_no_digit_of_the_scale_is_missing(client, url, value):
    page = client.post(url, filled(client, url, q7=value))

    assert (page.status_code, rows()) == (422, [])
    assert re.findall(r'<li><a href="#(p\d+)">', page.content.decode()) == ["p7"]
    assert chosen(page.content) == {name: digit for name, digit in ANSWERS.items() if name != "q7"}


@pytest.mark.parametrize("stempel", [None, "", "palsu", "a:b:c", "\x00", "ü" * 50, "x" * 200_000])
def test_missing_or_forged_stamp_keeps_the_answers_and_offers_a_fresh_one(client, url, stempel):
    form = filled(client, url)
    changed = {**form, "stempel": stempel} if stempel is not None else ANSWERS

    page = client.post(url, changed)
    nothing_yet = rows()
    again = client.post(url, {**ANSWERS, "stempel": stempel_of(page.content)})

    assert (page.status_code, chosen(page.content), nothing_yet) == (422, ANSWERS, [])
    assert "Kiriman ini tidak membawa tanda dari halaman survei. Tekan Kirim sekali lagi." in page.content.decode()
    assert (again.status_code, len(rows())) == (303, 1)


def test_stamp_of_another_survey_is_refused(client, url):
    page = client.post(url, {**ANSWERS, "stempel": make_stempel("lain", uuid.uuid4())})

    assert (page.status_code, rows()) == (422, [])


@pytest.mark.parametrize(("hours", "status"), [(23, 303), (25, 422)])
def test_stamp_lasts_a_day(client, url, monkeypatch, hours, status):
    opened = timezone.now().timestamp() - hours * 3600
    with monkeypatch.context() as patch:
        patch.setattr("time.time", lambda: opened)
        form = filled(client, url)

    page = client.post(url, form)

    assert page.status_code == status


def test_outdated_form_can_be_sent_again_and_counts_once(client, url, monkeypatch):
    opened = timezone.now().timestamp() - 25 * 3600
    with monkeypatch.context() as patch:
        patch.setattr("time.time", lambda: opened)
        form = filled(client, url)
        client.post(url, form)

    page = client.post(url, form)
    again = client.post(url, {**ANSWERS, "stempel": stempel_of(page.content)})

    assert (page.status_code, chosen(page.content)) == (422, ANSWERS)
    assert "Halaman ini dibuka lebih dari 24 jam yang lalu. Tekan Kirim sekali lagi." in page.content.decode()
    assert (again.status_code, len(rows())) == (303, 1)


@pytest.mark.parametrize("site", ["cross-site", "same-site", "palsu"])
def test_form_from_another_site_is_refused_and_not_filled_in(client, url, site):
    page = client.post(url, filled(client, url), headers={"sec-fetch-site": site})

    assert (page.status_code, chosen(page.content), rows()) == (403, {}, [])


@pytest.mark.parametrize("headers", [{}, {"sec-fetch-site": "same-origin"}, {"sec-fetch-site": "none"}])
def test_form_from_the_own_page_or_an_old_browser_is_taken(client, url, headers):
    response = client.post(url, filled(client, url), headers=headers)

    assert response.status_code == 303


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("q1=4&" * 5001, "application/x-www-form-urlencoded"),
        ("x" * (1024**2 + 1), "application/x-www-form-urlencoded"),
        ("stempel=1", "application/x-www-form-urlencoded; charset=latin-1"),
        ("--", "multipart/form-data; boundary=\x00"),
        ("rusak", "multipart/form-data; boundary=b"),
        ("{}", "application/json"),
        ("", "text/plain"),
    ],
)
def test_unreadable_body_gets_the_form_again(client, url, body, kind):
    page = client.post(url, body, content_type=kind)

    assert (page.status_code, rows()) == (422, [])
    assert stempel_of(page.content)


def test_unknown_method_is_refused(client, url):
    assert client.put(url).status_code == 405


def test_head_answers_like_get(client, url):
    response = client.head(url)

    assert (response.status_code, response.content) == (200, b"")


@pytest.mark.parametrize(("begin", "end", "title"), [(1, 5, "belum dibuka"), (-5, -1, "sudah ditutup")])
def test_closed_survey_says_when_and_takes_nothing(client, make_tautan, begin, end, title):
    url = f"/s/{make_tautan(begin, end).kode}"

    shown, posted = client.get(url), client.post(url, {**ANSWERS, "stempel": "x"})

    assert (shown.status_code, posted.status_code, rows()) == (200, 403, [])
    assert f"<h1>Survei ini {title}</h1>" in shown.content.decode()
    assert len(re.findall(r"\d+ \w+ \d{4} \d\d\.\d\d WIB", shown.content.decode())) == 1
    assert posted.content.count(b"Jawaban yang baru saja Anda kirim tidak tersimpan.") == 1


def test_closed_survey_gives_the_date_in_the_zone_of_the_unit(client, make_tautan):
    tautan = make_tautan(-5, -1)
    tautan.lokus.instansi.zone = "Asia/Jayapura"
    tautan.lokus.instansi.save()

    page = client.get(f"/s/{tautan.kode}").content.decode()

    assert len(re.findall(r"\d+ \w+ \d{4} \d\d\.\d\d WIT\.", page)) == 1


def test_survey_closes_when_the_round_is_published(client, url, tautan):
    form = filled(client, url)
    Periode.objects.filter(pk=tautan.lokus.periode_id).update(status="published", published_at=timezone.now())

    page = client.post(url, form)

    assert (page.status_code, rows()) == (403, [])


def test_survey_of_a_draft_round_is_not_open_yet(client, url, tautan):
    Periode.objects.filter(pk=tautan.lokus.periode_id).update(status="draft", opened_at=None)

    page = client.get(url).content.decode()

    assert "<h1>Survei ini belum dibuka</h1>" in page


def test_repeat_after_the_end_is_still_thanked_for(client, url, tautan):
    form = filled(client, url)
    client.post(url, form)
    now = timezone.now()
    tautan.lokus.periode.tahap.update(mulai=now - timedelta(days=2), selesai=now - timedelta(seconds=1))

    repeated, new = client.post(url, form), client.post(url, {**form, "q1": ""})

    assert (repeated.status_code, new.status_code, len(rows())) == (303, 403, 1)


@pytest.mark.parametrize("tail", ["", "/terima-kasih"])
def test_pages_carry_headers_and_no_cookie(client, url, tail):
    client.cookies["sessionid"] = "lama"  # an outdated sign-in on a shared phone

    page = client.get(url + tail)

    assert "Set-Cookie" not in str(page.cookies)
    assert {
        name: page.headers[name] for name in ("Referrer-Policy", "X-Robots-Tag", "X-Frame-Options", "Cache-Control")
    } == {
        "Referrer-Policy": "same-origin",
        "X-Robots-Tag": "noindex",
        "X-Frame-Options": "DENY",
        "Cache-Control": "private, no-cache",
    }


@pytest.mark.parametrize("answers", [{}, ANSWERS])
def test_sending_sets_no_cookie(client, url, answers):
    client.cookies["sessionid"] = "lama"
    form = {"stempel": stempel_of(client.get(url).content), **answers}

    response = client.post(url, form)

    assert "Set-Cookie" not in str(response.cookies)


def test_query_count_of_the_form(count_queries, url):
    assert count_queries(None, url) == 3  # link, stage, whether the data are fictional


def test_query_count_of_a_response(client, url):
    client.post(url, filled(client, url))
    form = filled(client, url)

    with CaptureQueriesContext(connection) as queries:
        client.post(url, form)

    assert [query["sql"].split()[0] for query in queries] == ["SELECT", "SELECT", "SAVEPOINT", "INSERT", "RELEASE"]


def test_query_count_of_missing_answers(client, url):
    form = filled(client, url, q1="")

    with CaptureQueriesContext(connection) as queries:
        client.post(url, form)

    assert len(queries) == 4  # link, stage judged, stage shown, whether the data are fictional

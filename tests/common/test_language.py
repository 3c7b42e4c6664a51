"""Which language a page has, and how numbers and times are written in it."""

import re
from datetime import UTC, datetime

import pytest
from django.http import HttpResponse
from django.utils import translation

from pekppp.common.middleware import chosen_language
from pekppp.common.numbers import as_written
from pekppp.common.templatetags import format as filters
from tests.pages import alerts, field_errors, found, heading

MOMENT = datetime(2025, 11, 30, 17, 5, tzinfo=UTC)
TITLES = {"id": "Seberapa baik layanan publik di sekitar Anda?", "en": "How good are the public services near you?"}


def language(response):
    """The language that the page says it has, and its title."""
    return re.findall(r'<html lang="(.*?)">', response.content.decode()), heading(response)


@pytest.mark.django_db
@pytest.mark.parametrize("wish", ["id", "en-US,en;q=0.9", "ar", ""])
def test_page_is_indonesian_whatever_the_browser_prefers(client, wish):
    page = client.get("/", headers={"accept-language": wish})

    assert language(page) == (["id"], TITLES["id"])
    assert page.headers["Content-Language"] == "id"


@pytest.mark.django_db
def test_chosen_language_stays_until_another_is_chosen(client):
    answer = client.post("/bahasa/", {"language": "en", "next": "/"})
    english = client.get("/")
    client.post("/bahasa/", {"language": "id", "next": "/"})
    indonesian = client.get("/")

    assert (answer.status_code, answer.url) == (302, "/")
    assert language(english) == (["en"], TITLES["en"])
    assert english.headers["Content-Language"] == "en"
    assert language(indonesian) == (["id"], TITLES["id"])


@pytest.mark.parametrize(
    ("cookie", "expected"), [("en", "en"), ("id", "id"), ("ar", "id"), ("../../x", "id"), ("", "id")]
)
def test_only_a_language_of_ours_is_followed_and_only_for_its_request(rf, settings, cookie, expected):
    request = rf.get("/")
    request.COOKIES[settings.LANGUAGE_COOKIE_NAME] = cookie

    response = chosen_language(lambda _request: HttpResponse(translation.get_language()))(request)

    assert response.content.decode() == expected
    assert response.headers["Vary"] == "Cookie"
    assert translation.get_language() == "id"


@pytest.mark.parametrize(
    ("wanted", "texts"),
    [
        ("id", ["4,09", "4,130000", "12,5 % × 4,1300", "1 Desember 2025 00.05 WIB", "00.05"]),
        ("en", ["4.09", "4.130000", "12.5 % × 4.1300", "1 December 2025 00:05 WIB", "00:05"]),
    ],
)
def test_numbers_and_times_follow_the_language(wanted, texts):
    with translation.override(wanted):
        shown = [
            filters.nilai(409),
            filters.koma("4.130000"),
            filters.koma("12,5 % × 4,1300"),
            filters.waktu(MOMENT),
            filters.jam(MOMENT),
        ]

    assert shown == texts


def test_decimal_mark_changes_between_digits_only():
    assert as_written("(4.5 + 3) / 2, lihat no. 7.") == "(4,5 + 3) / 2, lihat no. 7."


@pytest.mark.django_db
def test_sign_in_refuses_in_indonesian(client):
    wrong = client.post("/accounts/login/", {"login": "ayu", "password": "salah"})
    empty = client.post("/accounts/login/", {})

    assert alerts(wrong) == ["Nama pengguna dan/atau kata sandi yang anda masukkan tidak benar."]
    assert field_errors(empty) == ["Bidang ini tidak boleh kosong."] * 2


@pytest.mark.parametrize(
    ("old", "new", "again", "errors"),
    [
        ("salah", "sawah-hijau-42", "sawah-hijau-42", ["Silahkan ketik kata sandi Anda saat ini."]),
        ("kata-sandi-uji", "sawah-hijau-42", "lain", ["Anda harus mengetikkan kata sandi yang sama setiap kali."]),
        (
            "kata-sandi-uji",
            "nanda",
            "nanda",
            [
                "Kata sandi terlalu mirip dengan nama pengguna.",
                "Kata sandi terlalu pendek. Harus mengandung setidaknya 12 karakter.",
            ],
        ),
    ],
)
def test_change_of_password_refuses_in_indonesian(client, nanda, old, new, again, errors):
    client.force_login(nanda)

    page = client.post("/accounts/password/change/", {"oldpassword": old, "password1": new, "password2": again})

    assert field_errors(page) == errors
    assert found(page, r"<label[^>]*>(.*?)</label>") == [
        "Kata sandi saat ini",
        "Kata sandi baru",
        "Kata sandi baru (lagi)",
    ]

"""Signing in and out over HTTP."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from pekppp.common.models import AuditEntry
from tests.pages import alerts, field_errors, found, heading

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"
WRONG = "Nama pengguna dan/atau kata sandi yang anda masukkan tidak benar."


@pytest.fixture(autouse=True)
def no_earlier_attempts() -> Iterator[None]:
    """Failed attempts are counted in the cache, which tests share."""
    cache.clear()
    yield
    cache.clear()


def sign_in(client, login="ayu", password="kata-sandi-uji", **more):
    return client.post(LOGIN, {"login": login, "password": password, **more})


def test_sign_in_leads_to_the_own_work(client, ayu):
    response = sign_in(client)

    assert (response.status_code, response.headers["Location"]) == (302, "/beranda/")
    assert client.get("/beranda/").status_code == 200


@pytest.mark.parametrize(("login", "password"), [("ayu", "salah"), ("siapa", "kata-sandi-uji")])
def test_wrong_password_or_name_is_told_in_one_sentence(client, ayu, login, password):
    page = sign_in(client, login, password)

    assert (alerts(page), field_errors(page)) == ([WRONG], [])
    assert found(page, r'name="login"[^>]* value="([^"]*)"') == [login]
    assert page.content.decode().count(password) == 0


def test_nothing_typed_is_told_at_the_fields(client):
    page = sign_in(client, "", "")

    assert field_errors(page) == ["Bidang ini tidak boleh kosong."] * 2


def test_repeated_failures_are_slowed_down_with_a_sentence(client, ayu):
    for _time in range(10):
        sign_in(client, password="salah")

    page = sign_in(client)

    assert alerts(page) == ["Terlalu banyak percobaan masuk yang gagal. Coba lagi nanti."]
    assert client.get("/beranda/").status_code == 302


def test_flood_of_attempts_is_refused_with_a_page_of_ours(client, db):
    for number in range(30):
        sign_in(client, f"siapa{number}")

    page = sign_in(client, "siapa")

    assert (page.status_code, heading(page)) == (429, "Terlalu banyak percobaan")


@pytest.mark.parametrize(
    ("wanted", "address"),
    [
        ("/periode/", "/periode/"),
        ("https://contoh.invalid/", "/beranda/"),
        ("//contoh.invalid/", "/beranda/"),
        ("/\\contoh.invalid", "/beranda/"),
        ("javascript:alert(1)", "/beranda/"),
    ],
)
def test_sign_in_goes_on_inside_the_own_site_alone(client, ayu, wanted, address):
    assert sign_in(client, next=wanted).headers["Location"] == address


def test_wanted_page_is_kept_over_a_failed_attempt(client, ayu):
    page = sign_in(client, password="salah", next="/periode/")

    assert found(page, r'name="next" value="([^"]*)"')[0] == "/periode/"


def test_inactive_account_is_told_so(client, ayu):
    ayu.is_active = False
    ayu.save(update_fields=["is_active"])

    page = client.get(sign_in(client).headers["Location"])

    assert heading(page) == "Akun ini tidak aktif"
    assert client.get("/beranda/").status_code == 302


@pytest.mark.parametrize(
    "address",
    ["signup/", "password/reset/", "email/", "confirm-email/", "login/code/", "social/connections/", "2fa/"],
)
def test_addresses_that_are_not_kept_do_not_exist(client, db, address):
    assert client.get(f"/accounts/{address}").status_code == 404


def test_sign_out_needs_a_post_and_ends_the_session(client, ayu):
    client.force_login(ayu)

    page, response = client.get("/accounts/logout/"), client.post("/accounts/logout/")

    assert (heading(page), response.headers["Location"]) == ("Keluar dari PEKPPP?", "/")
    assert client.get("/beranda/").status_code == 302


def test_password_is_changed_by_its_owner(client, ayu):
    client.force_login(ayu)
    new = "sandi-baru-yang-panjang"

    client.post(
        "/accounts/password/change/",
        {"oldpassword": "kata-sandi-uji", "password1": new, "password2": new},
    )

    ayu.refresh_from_db()
    assert ayu.check_password(new)
    assert AuditEntry.objects.filter(action="user.password_set", target=f"accounts.user:{ayu.pk}").count() == 1


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("salah", "sandi-baru-yang-panjang", "Silahkan ketik kata sandi Anda saat ini."),
        ("kata-sandi-uji", "pendek", "Kata sandi terlalu pendek. Harus mengandung setidaknya 12 karakter."),
    ],
)
def test_bad_change_of_password_is_told_at_the_field(client, ayu, old, new, error):
    client.force_login(ayu)

    page = client.post("/accounts/password/change/", {"oldpassword": old, "password1": new, "password2": new})

    assert field_errors(page) == [error]
    ayu.refresh_from_db()
    assert ayu.check_password("kata-sandi-uji")

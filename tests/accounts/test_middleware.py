from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.utils import timezone

from pekppp.accounts.middleware import own_time_zone
from pekppp.accounts.models import User


def zone_seen_by(user, rf):
    seen = []
    request = rf.get("/")
    request.user = user
    own_time_zone(lambda _request: seen.append(timezone.get_current_timezone()) or HttpResponse())(request)
    return seen[0]


def test_page_shows_times_in_the_persons_zone(rf):
    assert zone_seen_by(User(zone="Asia/Jayapura"), rf) == ZoneInfo("Asia/Jayapura")


def test_page_shows_the_anonymous_the_installations_zone(rf):
    assert zone_seen_by(AnonymousUser(), rf) == ZoneInfo("Asia/Jakarta")


def test_zone_ends_with_the_request(rf):
    zone_seen_by(User(zone="Asia/Jayapura"), rf)

    assert timezone.get_current_timezone() == ZoneInfo("Asia/Jakarta")


def test_form_without_a_session_leads_back_to_its_page(client):
    page = "http://testserver/lokus/1/f01/II/"

    response = client.post("/lokus/1/f01/simpan/3/", headers={"referer": page})

    assert response.url == "/accounts/login/?next=/lokus/1/f01/II/"


def test_form_without_a_session_never_leads_to_another_site(client):
    response = client.post("/lokus/1/f01/simpan/3/", headers={"referer": "https://lain.example/lokus/1/"})

    assert response.url == "/accounts/login/?next=/lokus/1/f01/simpan/3/"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("referer", "leads_to"),
    [
        ("http://testserver/lokus/1/f01/a/", "/lokus/1/f01/a/"),
        ("https://jahat.example/lokus/1/", "/lokus/1/f01/kirim/"),
        ("", "/lokus/1/f01/kirim/"),
    ],
)
def test_sign_in_after_a_form_leads_back_to_its_own_page(client, referer, leads_to):
    response = client.post("/lokus/1/f01/kirim/", headers={"referer": referer})

    assert response.headers["Location"] == f"/accounts/login/?{urlencode({'next': leads_to}, safe='/')}"

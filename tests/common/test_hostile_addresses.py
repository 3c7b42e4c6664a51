"""Addresses that nobody clicks on: ids that no column holds, NUL, broken cookies. None of them is a fault of ours."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter

from pekppp.periods.models import Lokus
from tests import factories
from tests.pages import heading

pytestmark = pytest.mark.django_db
TOO_LARGE = [2**31, 2**63 - 1, 2**63, 10**30]


def numbered(patterns=None, namespace=""):
    """(name, arguments) of every address with a number in it."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from numbered(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else namespace)
        elif isinstance(pattern, URLPattern):
            converters = pattern.pattern.converters
            if any(isinstance(converter, IntConverter) for converter in converters.values()):
                yield f"{namespace}{pattern.name}", list(converters)


@pytest.mark.parametrize("person", [None, "ayu", "budi", "dewi"])
@pytest.mark.parametrize("number", TOO_LARGE)
def test_number_that_no_row_has_is_never_a_fault(request, client, person, number):
    if person:
        client.force_login(request.getfixturevalue(person))

    answers = {
        (name, method): getattr(client, method)(reverse(name, kwargs=dict.fromkeys(keys, number)))
        for name, keys in numbered()
        for method in ("get", "post")
    }

    allowed = {403, 404, 405} if person else {302, 404, 405}
    assert {key: answer.status_code for key, answer in answers.items() if answer.status_code not in allowed} == {}


@pytest.mark.parametrize("address", ["/hasil/" + "9" * 5000 + "/", "/hasil/-1/", "/hasil/1e3/", "/hasil/%D9%A1/"])
def test_number_that_is_none_is_not_found(client, db, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/?q=%00",
        "/dasbor/?sesudah=%00",
        "/hasil/?%00=1",
        "/periode/{}/lokus/?sesudah=U%00",
        "/periode/{}/lokus/?status=%00",
        "/periode/{}/penugasan/?sesudah=%00",
        "/register/instansi/?sesudah=%00",
        "/register/unit/?q=%00",
        "/api/v1/periode?x=%00",
    ],
)
def test_nul_in_a_query_is_a_bad_request(client, unit, dewi, address):
    periode = factories.make_lokus(unit).periode
    client.force_login(dewi)

    page = client.get(address.format(periode.pk))

    assert (page.status_code, heading(page)) == (400, "Permintaan tidak dapat dibaca")


@pytest.mark.parametrize(
    "address", ["/instrumen/%00/", "/s/%00", "/hasil/%00/", "/lokus/{}/f01/%00/", "/%00", "/static/%00"]
)
def test_nul_in_a_path_is_not_found(client, unit, ayu, address):
    lokus = factories.make_lokus(unit)
    client.force_login(ayu)

    assert client.get(address.format(lokus.pk)).status_code == 404


@pytest.mark.parametrize("name", ["sessionid", "csrftoken", "django_language", "messages"])
def test_nul_in_a_cookie_is_a_bad_request(client, db, name):
    assert client.get("/", headers={"cookie": f'{name}="\\000aaaaaaaaaaaaaaaa"'}).status_code == 400


def test_text_that_looks_like_an_escape_is_a_text(client, db):
    assert client.get("/?q=%2500").status_code == 200


@pytest.mark.parametrize("address", ["/register/unit/", "/register/instansi/", "/periode/{}/lokus/", "/dasbor/"])
@pytest.mark.parametrize("text", ["x" * 20_000, "\N{PILE OF POO}", "%", "' OR 1=1 --"])
def test_key_that_no_row_has_shows_an_empty_end(client, unit, dewi, address, text):
    periode = factories.make_lokus(unit, Lokus.Status.SET).periode
    client.force_login(dewi)

    assert client.get(address.format(periode.pk), {"sesudah": text}).status_code == 200


def test_unreadable_form_is_a_bad_request(client, unit, ayu):
    lokus = factories.make_lokus(unit)
    client.force_login(ayu)

    page = client.post(reverse("assessments:f01-save", args=[lokus.pk, 1]), {"teks": "x" * 6_000_000})

    assert (page.status_code, heading(page)) == (400, "Permintaan tidak dapat dibaca")

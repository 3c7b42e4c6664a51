import pytest
from django.http import HttpResponse

from pekppp.common.middleware import client_address, current_request_id, refuse_oversized, request_id


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "203.0.113.9", "127.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.1, 203.0.113.9", "198.51.100.1"),
        (2, "192.0.2.66, 198.51.100.1, 203.0.113.9", "198.51.100.1"),
        (2, "203.0.113.9", "127.0.0.1"),
        (1, "2001:db8::1", "2001:db8::1"),
        (1, "203.0.113.9:4711", "127.0.0.1"),
        (1, "unknown", "127.0.0.1"),
        (1, "", "127.0.0.1"),
    ],
)
def test_client_address_believes_trusted_proxies_only(rf, settings, proxies, forwarded, expected):
    settings.TRUSTED_PROXIES = proxies
    request = rf.get("/", headers={"x-forwarded-for": forwarded})

    client_address(lambda _request: HttpResponse())(request)

    assert request.META["REMOTE_ADDR"] == expected


def test_request_id_differs_per_request_and_ends_with_it(rf):
    seen = []
    middleware = request_id(lambda _request: seen.append(current_request_id.get()) or HttpResponse())

    middleware(rf.get("/"))
    middleware(rf.get("/"))

    assert [len(text) for text in seen] == [32, 32]
    assert seen[0] != seen[1]
    assert current_request_id.get() == ""


def test_request_id_ends_when_the_view_fails(rf):
    def fail(_request):
        raise ValueError

    with pytest.raises(ValueError):
        request_id(fail)(rf.get("/"))

    assert current_request_id.get() == ""


@pytest.mark.parametrize(
    ("cookies", "length", "status"), [({}, 3, 413), ({"sessionid": "x"}, 3, 200), ({"sessionid": "x"}, 61, 413)]
)
def test_oversized_body_is_refused_before_it_is_read(rf, cookies, length, status):
    request = rf.post("/", headers={"content-length": str(length * 1024**2)})
    request.COOKIES.update(cookies)

    response = refuse_oversized(lambda _request: HttpResponse())(request)

    assert response.status_code == status

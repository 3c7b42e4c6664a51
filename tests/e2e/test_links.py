"""From each role's start page, every link that can be reached answers below 400."""

import http.cookiejar
import re
import urllib.error
import urllib.parse
import urllib.request
from html.parser import HTMLParser

import pytest

from tests.e2e.conftest import Site
from tests.serving import PASSWORD

ROLES = ["kementerian", "koordinator", "evaluator", "operator", "pimpinan", "pengawas"]
EXAMPLES = 3  # addresses of one shape that are followed; lists hold seventy alike


class Links(HTMLParser):
    """Collects the addresses a page links to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"a", "link", "img", "script"}:
            self.found += [value for name, value in attrs if name in {"href", "src"} and value]


@pytest.mark.parametrize("role", ROLES)
def test_every_link_of_a_role_answers(site: Site, role: str):
    session = signed_in(site, role)
    waiting, followed, shapes, broken = ["/beranda/"], set(), {}, []

    while waiting:
        path = waiting.pop()
        shape = re.sub(r"\d+", "0", path)
        if path in followed or shapes.get(shape, 0) >= EXAMPLES:
            continue
        followed.add(path)
        shapes[shape] = shapes.get(shape, 0) + 1
        try:
            with session.open(site.address + path) as response:
                page = response.read() if "html" in response.headers["Content-Type"] else b""
        except urllib.error.HTTPError as error:
            broken.append((path, error.code))
            continue
        links = Links()
        links.feed(page.decode())
        absolute = [urllib.parse.urljoin(site.address + path, link) for link in links.found]
        waiting += [link.removeprefix(site.address).split("#")[0] for link in absolute if link.startswith(site.address)]

    assert broken == []
    assert len(followed) > 10


def signed_in(site: Site, role: str) -> urllib.request.OpenerDirector:
    session = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    page = session.open(f"{site.address}/accounts/login/").read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    form = urllib.parse.urlencode({"login": role, "password": PASSWORD, "csrfmiddlewaretoken": token})
    response = session.open(f"{site.address}/accounts/login/", form.encode())
    assert response.url == f"{site.address}/beranda/"
    return session

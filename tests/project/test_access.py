"""Every address states who may call it, and every one is tried: somebody allowed, a stranger, a wrong role, nobody."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from rules.permissions import permissions

from pekppp.common.access import PUBLIC
from pekppp.evidence.services import add_bukti
from pekppp.institutions.models import Penempatan
from pekppp.periods.models import Lokus, Periode
from pekppp.survey.services import ensure_tautan
from tests import factories

Status = Lokus.Status
API = "api-v1"
PUBLIC_ROUTES = {
    "account_inactive",
    "account_login",
    "account_logout",
    "healthz",
    "portal:hasil-list",
    "portal:hasil-lokus",
    "portal:hasil-periode",
    "portal:start",
    "readyz",
    "reports:berita-acara-publik",
    "set_language",
    "survey:survei",
    "survey:terima-kasih",
}


def all_routes(patterns: list[Any] | None = None, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    """(name with namespace, pattern) of every address."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from all_routes(pattern.url_patterns, inner)
        else:
            yield f"{namespace}{pattern.name}", pattern


ROUTES = dict(all_routes())
PAGES = {name: pattern for name, pattern in ROUTES.items() if not name.startswith(f"{API}:")}


class World:
    """Ayu's regency with rounds in every state; each part is made when a row asks for it."""

    def __init__(self, request: pytest.FixtureRequest) -> None:
        self.person = request.getfixturevalue
        self.unit, self.regency = self.person("unit"), self.person("regency")

    @cached_property
    def filling(self) -> Lokus:
        """Ayu fills in; Budi is assigned and has not begun."""
        lokus = factories.make_lokus(self.unit, Status.FILLING, operator=self.person("ayu"))
        factories.make_penugasan(lokus, self.person("budi"))
        return lokus

    @cached_property
    def scoring(self) -> Lokus:
        """Budi scores."""
        return factories.make_lokus(
            self.unit, Status.SCORING, operator=self.person("ayu"), evaluator=self.person("budi")
        )

    @cached_property
    def scored(self) -> Lokus:
        """Budi has submitted."""
        return factories.make_lokus(
            self.unit, Status.SCORED, operator=self.person("ayu"), evaluator=self.person("budi")
        )

    @cached_property
    def published(self) -> Lokus:
        """Everybody may see the result."""
        return factories.make_lokus(
            self.unit, Status.PUBLISHED, operator=self.person("ayu"), evaluator=self.person("budi")
        )

    @cached_property
    def draft(self) -> Periode:
        """Dewi prepares it."""
        return factories.make_periode(self.regency, units=[self.unit], status=Periode.Status.DRAFT)

    @cached_property
    def fajar(self) -> Any:
        """Evaluator of the regency without an assignment."""
        return factories.make_person("fajar", Penempatan.Peran.EVALUATOR, instansi=self.regency)

    @cached_property
    def bukti(self) -> Any:
        """Evidence of the lokus being filled in."""
        return add_bukti(self.filling, 1, factories.make_pdf(), by=self.person("ayu"), at=factories.AT)

    @cached_property
    def kode(self) -> str:
        """Code of an open survey."""
        return ensure_tautan(self.filling, by=None, at=factories.AT).kode


def nothing(world: World) -> dict[str, Any]:
    return {}


def save(**values: Any) -> dict[str, Any]:
    return {"client_id": uuid.uuid4(), "revision": 0, **values}


@dataclass(frozen=True)
class Row:
    """How one address is tried.

    Attributes:
        allowed: Answers `status`. None: the anonymous.
        stranger: The role would do, the scope does not: 404. None: the address names no row.
        wrong_role: 403. None: every signed-in person may.
    """

    allowed: str | None
    stranger: str | None = None
    wrong_role: str | None = None
    args: Callable[[World], dict[str, Any]] = nothing
    method: str = "get"
    data: dict[str, Any] = field(default_factory=dict)
    status: int = 200


ROWS = {
    "account_change_password": Row("nanda"),
    "account_inactive": Row(None),
    "account_login": Row(None),
    "account_logout": Row("nanda"),
    "account_reauthenticate": Row("nanda"),
    "assessments:bukti-add": Row(
        "ayu", "citra", "dewi", lambda world: {"pk": world.filling.pk, "nomor": 1}, "post", {}, 302
    ),
    "assessments:bukti-withdraw": Row("ayu", "citra", "budi", lambda world: {"pk": world.bukti.pk}, "post", {}, 302),
    "assessments:f01": Row("ayu", "citra", "nanda", lambda world: {"pk": world.filling.pk, "aspek": "a"}),
    "assessments:f01-save": Row(
        "ayu",
        "citra",
        "pandu",
        lambda world: {"pk": world.filling.pk, "nomor": 1},
        "post",
        save(teks="Ada.", revision=1),
        302,
    ),
    "assessments:f01-submit": Row("ayu", "citra", "dewi", lambda world: {"pk": world.filling.pk}, "post", {}, 302),
    "assessments:f02": Row("budi", "eko", "ayu", lambda world: {"pk": world.scoring.pk, "aspek": "a"}),
    "assessments:f02-save": Row(
        "budi",
        "fajar",
        "dewi",
        lambda world: {"pk": world.scoring.pk, "nomor": 2},
        "post",
        save(nilai="4", catatan=""),
        302,
    ),
    "assessments:f02-submit": Row("budi", "fajar", "dewi", lambda world: {"pk": world.scoring.pk}, "post", {}, 422),
    "evidence:bukti-file": Row("budi", "citra", "nanda", lambda world: {"pk": world.bukti.pk}),
    "healthz": Row(None),
    "institutions:instansi-list": Row("ayu", None, "nanda"),
    "institutions:unit-list": Row("ayu", None, "nanda"),
    "instruments:instrumen-detail": Row(
        "ayu", None, "nanda", lambda world: {"kode": world.filling.periode.instrumen.kode}
    ),
    "instruments:instrumen-list": Row("ayu", None, "nanda"),
    "periods:lokus-list": Row("ayu", "citra", "nanda", lambda world: {"pk": world.filling.periode_id}),
    "periods:penugasan": Row("dewi", "eko", "ayu", lambda world: {"pk": world.filling.periode_id}),
    "periods:penugasan-revoke": Row(
        "dewi", "eko", "wira", lambda world: {"pk": world.filling.penugasan.get().pk}, "post", {}, 302
    ),
    "periods:periode-create": Row("dewi", None, "wira"),
    "periods:periode-detail": Row("ayu", "citra", "nanda", lambda world: {"pk": world.filling.periode_id}),
    "periods:periode-list": Row("ayu", None, "nanda"),
    "periods:periode-open": Row("dewi", "eko", "budi", lambda world: {"pk": world.draft.pk}, "post", {}, 302),
    "portal:beranda": Row("nanda"),
    "portal:dasbor": Row("dewi", None, "ayu"),
    "portal:hasil-list": Row(None),
    "portal:hasil-lokus": Row(None, args=lambda world: {"pk": world.published.pk}),
    "portal:hasil-periode": Row(None, args=lambda world: {"pk": world.published.periode_id}),
    "portal:lokus": Row("ayu", "citra", "nanda", lambda world: {"pk": world.filling.pk}),
    "portal:start": Row(None),
    "readyz": Row(None),
    "reports:berita-acara": Row("ayu", "citra", "nanda", lambda world: {"pk": world.published.pk}),
    "reports:berita-acara-publik": Row(None, args=lambda world: {"pk": world.published.pk}),
    "results:hasil": Row("ayu", "citra", "nanda", lambda world: {"pk": world.published.pk}),
    "results:peringkat": Row("dewi", "eko", "ayu", lambda world: {"pk": world.published.periode_id}),
    "results:terbitkan": Row("dewi", "eko", "wira", lambda world: {"pk": world.scored.periode_id}),
    "set_language": Row(None, method="post", data={"language": "en"}, status=302),
    "survey:f03": Row("ayu", "citra", "nanda", lambda world: {"pk": world.filling.pk}),
    "survey:survei": Row(None, args=lambda world: {"kode": world.kode}),
    "survey:tautan-create": Row("ayu", "citra", "budi", lambda world: {"pk": world.filling.pk}, "post", {}, 302),
    "survey:terima-kasih": Row(None, args=lambda world: {"kode": world.kode}),
}


@pytest.fixture
def world(request: pytest.FixtureRequest, db: None) -> World:
    return World(request)


def ask(client: Any, world: World, who: str | None, name: str) -> Any:
    """The answer that *who* (None: the anonymous) gets at the address."""
    row = ROWS[name]
    url = reverse(name, kwargs=row.args(world))
    client.logout()
    if who is not None:
        client.force_login(world.fajar if who == "fajar" else world.person(who))
    return getattr(client, row.method)(url, row.data)


def test_every_address_has_a_row():
    assert sorted(PAGES) == sorted(ROWS)


@pytest.mark.parametrize("name", sorted(PAGES))
def test_address_states_its_access(name):
    access = getattr(PAGES[name].callback, "access", None)

    assert access == PUBLIC or access in permissions, f"{name} has neither @public nor @requires"


@pytest.mark.parametrize("name", sorted(PAGES))
def test_address_lets_the_anonymous_in_only_where_it_is_public(name):
    callback = PAGES[name].callback

    assert getattr(callback, "login_required", True) is (callback.access != PUBLIC)


def test_public_addresses_are_these():
    assert {name for name, pattern in PAGES.items() if pattern.callback.access == PUBLIC} == PUBLIC_ROUTES


@pytest.mark.parametrize("name", sorted(ROWS))
def test_row_denies_somebody_where_something_can_be_denied(name):
    """A page that not everybody may open names who may not; one about a single row names a stranger."""
    row = ROWS[name]
    about_one = name not in PUBLIC_ROUTES and "pk" in PAGES[name].pattern.converters

    assert (row.stranger is not None) is about_one
    assert (row.allowed is None) <= (name in PUBLIC_ROUTES)


@pytest.mark.parametrize("name", sorted(ROWS))
def test_address_answers_the_allowed(name, client, world):
    assert ask(client, world, ROWS[name].allowed, name).status_code == ROWS[name].status


@pytest.mark.parametrize("name", sorted(name for name, row in ROWS.items() if row.stranger))
def test_address_tells_a_stranger_nothing(name, client, world):
    assert ask(client, world, ROWS[name].stranger, name).status_code == 404


@pytest.mark.parametrize("name", sorted(name for name, row in ROWS.items() if row.wrong_role))
def test_address_refuses_the_wrong_role(name, client, world):
    assert ask(client, world, ROWS[name].wrong_role, name).status_code == 403


@pytest.mark.parametrize("name", sorted(set(ROWS) - PUBLIC_ROUTES))
def test_address_sends_the_anonymous_to_sign_in(name, client, world):
    response = ask(client, world, None, name)

    assert (response.status_code, response.headers["Location"].partition("?")[0]) == (302, "/accounts/login/")


@pytest.mark.parametrize("name", sorted(set(ROWS) - PUBLIC_ROUTES))
def test_address_is_closed_once_the_account_is(name, client, world):
    """Somebody who is signed in when the account is switched off."""
    who = ROWS[name].allowed
    person = world.person(who)
    client.force_login(person)
    url = reverse(name, kwargs=ROWS[name].args(world))

    person.is_active = False
    person.save(update_fields=["is_active"])

    assert getattr(client, ROWS[name].method)(url, ROWS[name].data).status_code == 302


def test_pages_show_the_anonymous_no_result_before_publication(client, world):
    scored = world.scored

    assert client.get(reverse("portal:hasil-lokus", kwargs={"pk": scored.pk})).status_code == 404
    assert client.get(reverse("portal:hasil-periode", kwargs={"pk": scored.periode_id})).status_code == 404
    assert client.get(reverse("reports:berita-acara-publik", kwargs={"pk": scored.pk})).status_code == 404


def api_operations() -> list[Any]:
    from pekppp.api.v1.routes import api

    return [
        operation
        for _prefix, router in api._routers
        for view in router.path_operations.values()
        for operation in view.operations
    ]


API_ROUTES = {name: pattern for name, pattern in ROUTES.items() if name.startswith(f"{API}:")}


def test_api_operations_state_their_access():
    operations = api_operations()

    assert operations
    assert {getattr(operation.view_func, "access", None) for operation in operations} <= set(permissions)


def test_api_operations_demand_authentication():
    assert [operation.path for operation in api_operations() if not operation.auth_callbacks] == []


@pytest.mark.parametrize("name", sorted(API_ROUTES))
def test_api_answers_for_itself(name):
    """The sign-in page is no answer to a program: ninja's own check says 401."""
    assert API_ROUTES[name].callback.login_required is False


def api_url(name: str, world: World) -> str:
    """The operation's address in a world that has something to show."""
    periode_id = world.published.periode_id
    return reverse(name, kwargs={"pk": periode_id} if "pk" in API_ROUTES[name].pattern.converters else {})


DESCRIBING = {f"{API}:api-root", f"{API}:openapi-json"}  # say what the API is, not what it holds
OPERATIONS = sorted(set(API_ROUTES) - DESCRIBING)


@pytest.mark.parametrize("name", OPERATIONS)
def test_api_answers_the_allowed(name, client, world):
    url = api_url(name, world)
    client.force_login(world.person("ayu"))

    response = client.get(url)

    assert (response.status_code, len(response.json())) == (200, 1)


@pytest.mark.parametrize("name", OPERATIONS)
def test_api_refuses_the_wrong_role(name, client, world):
    url = api_url(name, world)
    client.force_login(world.person("nanda"))

    assert client.get(url).status_code == 403


@pytest.mark.parametrize("name", OPERATIONS)
def test_api_answers_401_to_the_anonymous(name, client, world):
    assert client.get(api_url(name, world)).status_code == 401


def test_api_describes_itself_to_everybody(client):
    paths = client.get("/api/v1/openapi.json").json()["paths"]

    assert sorted(paths) == ["/api/v1/periode", "/api/v1/periode/{pk}/hasil"]

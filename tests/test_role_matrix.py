"""Who may open what: the table in the code, the one agreed (role_matrix.csv) and the doors themselves."""

import csv
import functools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from rest_framework.permissions import IsAuthenticated

import prevention.urls
from jurisdiction.access import PUBLIC
from jurisdiction.choices import Role
from jurisdiction.models import Officer
from prevention.access import ADMIN_NAMESPACE, ROUTES, allowed
from tests.cast import Cast

MATRIX = Path(__file__).with_name("role_matrix.csv")
#: Who stands for a role when the doors are tried.
HOLDERS: dict[Role, str] = {
    Role.OFFICER: "officer_a",
    Role.SQUAD_LEADER: "leader_a",
    Role.CASE_OFFICER: "case_officer_a",
    Role.COMMAND_ROOM: "room_a",
    Role.CHIEF: "chief_a",
    Role.DISTRICT_COMMANDER: "commander",
    Role.CADRE: "cadre_a",
    Role.JUSTICE_OFFICER: "justice_a",
    Role.SYSTEM_ADMIN: "system_admin",
    Role.SECURITY_ADMIN: "security_admin",
    Role.AUDIT_ADMIN: "audit_admin",
}
SAMPLES: dict[str, str] = {
    "int": "999999999",
    "uuid": "00000000-0000-4000-8000-000000000000",
    "str": "x",
}


def routes(
    resolver: URLResolver | None = None, namespaces: tuple[str, ...] = ()
) -> Iterator[tuple[str, URLPattern]]:
    """(view name, pattern) of everything the site answers to."""
    for found in (resolver or get_resolver()).url_patterns:
        if isinstance(found, URLResolver):
            inner = (*namespaces, found.namespace) if found.namespace else namespaces
            yield from routes(found, inner)
        else:
            yield ":".join([*namespaces, found.name or ""]), found


def of_the_house() -> dict[str, URLPattern]:
    return {name: pattern for name, pattern in routes() if name.split(":")[0] != ADMIN_NAMESPACE}


def test_every_route_is_in_the_role_matrix() -> None:
    assert sorted(set(of_the_house()) - set(ROUTES)) == [], "a route in no table is closed to everybody"


def test_the_role_matrix_names_no_route_that_is_gone() -> None:
    assert sorted(set(ROUTES) - set(of_the_house())) == []


@functools.cache
def committed() -> dict[str, dict[str, str]]:
    with MATRIX.open() as lines:
        return {row.pop("route"): row for row in csv.DictReader(lines)}


def computed(route: str) -> dict[str, str]:
    def word(is_open: bool) -> str:
        return "open" if is_open else ""

    return {
        "anybody": word(ROUTES.get(route) is PUBLIC),
        "no posting": word(allowed(route, frozenset())),
        **{role.value: word(allowed(route, frozenset({role}))) for role in Role},
    }


@pytest.mark.parametrize("route", [*sorted(ROUTES), "admin:index"])
def test_who_may_open_a_route_is_what_was_agreed(route: str) -> None:
    """A change of who may open what is a line of role_matrix.csv changed by hand and seen in review."""
    assert committed().get(route) == computed(route), ",".join([route, *computed(route).values()])


def test_the_agreed_matrix_has_no_line_too_many() -> None:
    assert set(committed()) == {*ROUTES, "admin:index"}


def address(pattern: URLPattern, name: str) -> str:
    """An address of the route with keys that no row has."""
    converters = pattern.pattern.converters.items()
    kinds = {"IntConverter": "int", "UUIDConverter": "uuid", "StringConverter": "str", "SlugConverter": "str"}
    return reverse(name, kwargs={key: SAMPLES[kinds[type(found).__name__]] for key, found in converters})


class NothingBehind:
    """The innermost middleware of these tests: answers 204 in place of the view."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, *_call: object) -> HttpResponse:
        return HttpResponse(status=204)


@pytest.fixture
def only_doors() -> Iterator[None]:
    """The site's own middleware, plain refusals in place of pages, nothing behind."""
    inner = f"{__name__}.{NothingBehind.__name__}"
    with override_settings(MIDDLEWARE=[*settings.MIDDLEWARE, inner], ROOT_URLCONF=Doors):
        yield


class Doors:
    """The site's addresses with a refusal that needs no template."""

    urlpatterns = prevention.urls.urlpatterns
    handler403 = staticmethod(lambda _request, exception: HttpResponse(status=403))


@pytest.mark.django_db
@pytest.mark.usefixtures("only_doors")
@pytest.mark.parametrize("role", list(Role))
def test_the_doors_themselves_do_what_the_matrix_says(
    role: Role, cast: Cast, signed_in: Callable[[Officer], Client]
) -> None:
    client = signed_in(getattr(cast, HOLDERS[role]))
    wrong = []
    for name, pattern in of_the_house().items():
        line = committed()[name]
        expected = 204 if line[role.value] or line["anybody"] else 403
        status = client.get(address(pattern, name)).status_code
        if status != expected:
            wrong.append(f"{name}: {status} in place of {expected}")
    assert wrong == []


@pytest.mark.django_db
@pytest.mark.usefixtures("only_doors")
def test_who_has_not_signed_in_comes_past_no_door_but_the_public_ones() -> None:
    wrong = []
    for name, pattern in of_the_house().items():
        answer = Client().get(address(pattern, name))
        let_in = answer.status_code == 204
        if let_in is not bool(committed()[name]["anybody"]) and not asks_itself(pattern):
            wrong.append(f"{name}: {answer.status_code}")
    assert wrong == []


def asks_itself(pattern: URLPattern) -> bool:
    """Views of the API stand behind DRF's own door."""
    view = getattr(pattern.callback, "cls", None)
    return view is not None and IsAuthenticated in view.permission_classes

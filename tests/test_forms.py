"""The desk's forms for new things say what they make, and do not ask for what is known."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from jurisdiction.models import Officer
from patrols.models import Squad
from tests.cast import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[Officer], Client]


def heads(html: str) -> tuple[list[str], str]:
    """What the window's title and the page's heading say, and where the crumb leads."""
    found = re.findall(r"<(title|h1)>(.*?)</\1>", html)
    crumb = re.search(r'class="crumb"><a href="([^"]+)"', html)
    return [words for _tag, words in found], crumb.group(1) if crumb else ""


@pytest.mark.parametrize(
    ("route", "above", "words"),
    [
        ("patrols:squad_create", "patrols:squad_list", "New squad"),
        ("patrols:roster_create", "patrols:roster_list", "New roster"),
        ("patrols:shift_create", "patrols:shift_list", "Extra shift"),
        ("jurisdiction:place_create", "jurisdiction:place_list", "New place"),
    ],
)
def test_a_form_for_something_new_is_titled_so_and_leads_back_to_its_list(
    route: str, above: str, words: str, cast: Cast, signed_in: SignIn
) -> None:
    html = signed_in(cast.chief_a).get(reverse(route), headers={"Accept-Language": "en"}).content.decode()
    assert heads(html) == ([words, words], reverse(above))


def test_a_squads_own_form_names_the_squad_as_it_is_stored(cast: Cast, signed_in: SignIn) -> None:
    client = signed_in(cast.chief_a)
    address = reverse("patrols:squad_edit", args=[cast.squad_a.pk])
    for answer in (client.get(address), client.post(address, {"name": "other"})):
        assert "Squad A" in answer.context["title"]


WITH_STATION = (
    "patrols:squad_create",
    "patrols:volunteer_create",
    "patrols:roster_create",
    "patrols:shift_create",
    "jurisdiction:place_create",
)


@pytest.mark.parametrize("route", WITH_STATION)
def test_whoever_has_one_station_only_is_not_asked_for_it(route: str, cast: Cast, signed_in: SignIn) -> None:
    own = signed_in(cast.chief_b).get(reverse(route)).context["form"]["station"]
    assert (own.initial, own.field.disabled) == (cast.station_b.pk, True)
    several = signed_in(cast.chief_a).get(reverse(route)).context["form"]["station"]
    assert (several.initial, several.field.disabled) == (None, False)


@pytest.mark.parametrize("sent", ["", "other"])
def test_the_preset_station_is_stored_whatever_is_sent(sent: str, cast: Cast, signed_in: SignIn) -> None:
    data = {"name": "River", "mode": "foot", "active": "on"}
    if sent:
        data["station"] = str(cast.station_a.pk)
    answer = signed_in(cast.chief_b).post(reverse("patrols:squad_create"), data)
    assert answer.status_code == 302, answer.context["form"].errors
    assert Squad.objects.get(name="River").station == cast.station_b

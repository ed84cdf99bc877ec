"""The desk's forms for new things say what they make."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from jurisdiction.models import Officer
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

"""What the filters of the desk's lists find."""

import uuid
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from jurisdiction.models import Officer
from patrols.choices import ObservationKind
from patrols.operations.observations import record_observation, settle_observation
from tests.cast import Cast, at
from tests.patrols.helpers import running_round

pytestmark = pytest.mark.django_db
SEEN = at("2026-09-03 20:30")


def seen(cast: Cast, shift_id: int, text: str) -> uuid.UUID:
    """A note written down that evening; its key."""
    found = record_observation(
        record_id=uuid.uuid4(),
        shift_id=shift_id,
        round_id=None,
        kind=ObservationKind.NOTE,
        place=cast.place_a,
        point=None,
        text=text,
        people=0,
        apps_installed=0,
        at=SEEN,
        received_at=SEEN,
        by=cast.officer_a,
    )
    return found.pk


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, {"cable", "lamp"}),
        ({"state": ""}, {"cable", "lamp"}),
        ({"state": "open"}, {"cable"}),
        ({"state": "settled"}, {"lamp"}),
    ],
)
def test_observations_are_found_by_whether_it_is_known_what_came_of_them(
    query: dict[str, str], expected: set[str], cast: Cast, signed_in: Callable[[Officer], Client]
) -> None:
    shift_id = running_round(cast).shift_id
    seen(cast, shift_id, "cable")
    lamp = seen(cast, shift_id, "lamp")
    settle_observation(observation_id=lamp, result="mended", at=SEEN, by=cast.chief_a)
    page = signed_in(cast.chief_a).get(reverse("patrols:observation_list"), query)
    assert {row.text for row in page.context["object_list"]} == expected
    assert [value for value, _words in page.context["filter"].form.fields["state"].choices] == [
        "",
        "open",
        "settled",
    ]

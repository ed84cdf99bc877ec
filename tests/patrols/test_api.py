"""The API answers within remit and writes through the operations."""

import uuid
from collections.abc import Callable

import pytest
from django.test import Client

from jurisdiction.models import Officer
from patrols.models import VehicleCheck
from tests.cast import Cast, at
from tests.patrols.helpers import running_round
from tests.patrols.test_cars import tap

pytestmark = pytest.mark.django_db
SignIn = Callable[[Officer], Client]
CHECKS = "/api/checks/"


def test_a_stranger_gets_nothing(cast: Cast) -> None:
    assert Client().get(CHECKS).status_code in (401, 403)


def test_pages_follow_each_other_by_cursor_without_gap_or_double(cast: Cast, signed_in: SignIn) -> None:
    found = running_round(cast)
    for _ in range(120):
        tap(cast, found.pk)
    client, seen = signed_in(cast.officer_a), list[str]()
    after: str | None = ""
    while after is not None:
        answer = client.get(CHECKS, {"after": after} if after else {}).json()
        seen += [row["id"] for row in answer["results"]]
        after = answer["next"]
    assert len(seen) == len(set(seen)) == 120


def test_another_stations_checks_are_not_in_the_list(cast: Cast, signed_in: SignIn) -> None:
    tap(cast, running_round(cast).pk)
    assert signed_in(cast.officer_b).get(CHECKS).json()["results"] == []


@pytest.mark.parametrize(
    "cursor", ["x", "2026-09-03~", "~", "2026-09-03T20:00:00+08:00~not-a-uuid", "'; DROP TABLE x~1"]
)
def test_a_made_up_cursor_is_a_400(cast: Cast, signed_in: SignIn, cursor: str) -> None:
    assert signed_in(cast.officer_a).get(CHECKS, {"after": cursor}).status_code == 400


def test_a_car_is_counted_once_however_often_it_is_sent(
    cast: Cast, signed_in: SignIn, freeze: Callable[[str], None]
) -> None:
    found = running_round(cast)
    freeze("2026-09-03 20:10")
    body = {"id": str(uuid.uuid4()), "round": found.pk, "place": cast.place_a.pk}
    client = signed_in(cast.officer_a)
    answers = [client.post(CHECKS, body, content_type="application/json") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201, 201, 201]
    assert VehicleCheck.objects.count() == 1
    taken = signed_in(cast.auxiliary_a).post(CHECKS, body, content_type="application/json")
    assert taken.status_code == 409
    assert taken["Content-Type"] == "application/problem+json"


def test_a_round_of_another_station_is_no_choice(cast: Cast, signed_in: SignIn) -> None:
    body = {"id": str(uuid.uuid4()), "round": running_round(cast).pk}
    answer = signed_in(cast.officer_b).post(CHECKS, body, content_type="application/json")
    assert answer.status_code == 400
    assert "round" in answer.json()


def test_a_round_that_is_over_answers_409_as_a_problem(cast: Cast, signed_in: SignIn) -> None:
    from patrols.operations.rounds import finish_round

    found = running_round(cast)
    finish_round(round_id=found.pk, at=at("2026-09-03 21:00"), by=cast.officer_a)
    body = {"id": str(uuid.uuid4()), "round": found.pk}
    answer = signed_in(cast.officer_a).post(CHECKS, body, content_type="application/json")
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:problem:round_not_running")


def test_the_api_describes_itself(cast: Cast, signed_in: SignIn) -> None:
    answer = signed_in(cast.officer_a).get("/api/schema/", {"format": "json"})
    assert answer.status_code == 200
    assert "/api/checks/" in answer.content.decode()

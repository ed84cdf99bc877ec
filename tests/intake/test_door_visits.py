"""Visits at the door as phones send them, and the doors that phones take along."""

import gzip
import json
import uuid
from typing import Any

import pytest

from antifraud.bundle import for_phone
from antifraud.choices import DoorOutcome
from antifraud.models import DoorVisit, Household
from antifraud.operations.plans import plan_visits
from intake.choices import State
from intake.models import Submission
from jurisdiction.models import Officer
from tests.antifraud.door_helpers import NOON, household, visited
from tests.cast import Cast, at
from tests.intake.helpers import client_of, phone_of, send
from tests.patrols.helpers import first_round

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon(freeze: Any) -> None:
    freeze("2026-09-03 12:30")


def said(cast: Cast, found: Household | None = None, **more: Any) -> dict[str, Any]:
    return {
        "village": cast.village_a.pk,
        "household": found.pk.hex[:8] if found else None,
        "group": 3,
        "door": "12号",
        "shift": None,
        "outcome": "talked",
        "explained": ["fake_loan"],
        "told_to_call": True,
        "adults": 2,
        "registered": 2,
        "installed": 0,
        **more,
    }


def sent(officer: Officer, *data: dict[str, Any], key: uuid.UUID | None = None) -> list[dict[str, Any]]:
    client = client_of(officer)
    phone = phone_of(officer, client)
    return send(client, phone, *[phone.make("door.visit", one, at=NOON) for one in data])


def test_a_visit_is_taken_to_the_door_of_its_short_key(cast: Cast) -> None:
    found = household(cast)
    (answer,) = sent(cast.officer_a, said(cast, found))
    assert answer["state"] == State.APPLIED
    visit = DoorVisit.objects.get()
    assert (visit.household, visit.at, visit.by, visit.explained) == (
        found,
        NOON,
        cast.officer_a,
        ["fake_loan"],
    )
    found.refresh_from_db()
    assert found.registered == 2


def test_a_door_noted_on_the_spot_is_entered_once(cast: Cast) -> None:
    first, again = (
        said(cast, door="１８号"),
        said(
            cast, door="18号", outcome="not_home", explained=[], told_to_call=False, adults=None, registered=0
        ),
    )
    answers = sent(cast.cadre_a, first, again)
    assert [answer["state"] for answer in answers] == [State.APPLIED] * 2
    assert Household.objects.get().door == "18号"
    assert DoorVisit.objects.count() == 2


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"outcome": "x"}, "outcome"),
        ({"registered": 3}, "registered"),
        ({"household": "0000000g"}, "household"),
        ({"household": "00000000"}, "door"),
        ({"household": None, "door": " "}, "door"),
        ({"village": 999999}, "village"),
        ({"explained": ["x"]}, "explained.0"),
    ],
)
def test_what_does_not_hold_is_refused_beside_its_field(cast: Cast, more: dict[str, Any], field: str) -> None:
    (answer,) = sent(cast.officer_a, said(cast, household(cast), **more))
    assert answer["state"] == State.REFUSED
    assert list(answer["errors"]) == [field]


def test_too_soon_is_refused_until_the_author_says_why(cast: Cast) -> None:
    found = household(cast)
    visited(cast, found, when=at("2026-08-20 20:00"))
    (answer,) = sent(cast.officer_a, said(cast, found))
    assert list(answer["errors"]) == ["again_reason"]
    client = client_of(cast.officer_a)
    phone = phone_of(cast.officer_a, client)
    mended = phone.make(
        "door.visit", said(cast, found, again_reason="回来帮忙"), at=NOON, replaces=str(answer["id"])
    )
    assert send(client, phone, mended)[0]["state"] == State.APPLIED


def test_a_cadre_logs_nothing_in_another_village(cast: Cast) -> None:
    other = household(cast, village=cast.village_b)
    (answer,) = sent(cast.cadre_a, said(cast, other, village=cast.village_b.pk))
    assert (answer["state"], list(answer["errors"])) == (State.REFUSED, ["village"])
    (spot,) = sent(cast.cadre_a, said(cast, village=cast.village_b.pk, door="新房"))
    assert spot["state"] == State.REFUSED
    assert not DoorVisit.objects.exists()
    assert Household.objects.count() == 1
    assert Submission.objects.count() == 2


def test_the_justice_office_visits_nobody(cast: Cast) -> None:
    (answer,) = sent(cast.justice_a, said(cast, household(cast)))
    assert answer["state"] == State.REFUSED


def bundle(officer: Officer, **more: Any) -> Any:
    return (
        client_of(officer)
        .get("/api/sync/bundle", more, headers={"X-Phone": str(uuid.uuid4())})
        .json()["doors"]
    )


def test_a_phone_takes_the_doors_of_tonights_villages_and_no_name(cast: Cast, freeze: Any) -> None:
    found = household(cast)
    visited(cast, found, when=at("2026-08-20 20:00"))
    household(cast, "13号", village=cast.village_b)
    round_ = first_round(cast)
    freeze("2026-09-03 21:00")
    got = bundle(cast.officer_a)
    assert round_.shift.members.filter(officer=cast.officer_a).exists()
    (village,) = got["villages"]
    assert village["rows"] == [[found.pk.hex[:8], 3, "12号", "visited", 20685, 2, 0]]
    text = json.dumps(got, ensure_ascii=False)
    assert not any(word in text for word in ("王", "1380000", "138****", "建国"))
    assert bundle(cast.officer_a, doors=got["digest"]) == {"digest": got["digest"]}


def test_a_cadre_takes_the_own_village_alone_and_the_justice_office_none(cast: Cast) -> None:
    household(cast)
    household(cast, "邻村9号", village=cast.village_b)
    got = bundle(cast.cadre_a)
    assert [village["name"] for village in got["villages"]] == ["Village A"]
    assert "邻村" not in json.dumps(got, ensure_ascii=False)
    assert bundle(cast.justice_a) is None
    assert bundle(cast.officer_a)["villages"] == []  # not on duty, nothing planned


def test_what_is_planned_comes_first_and_to_whom_it_is_assigned(cast: Cast) -> None:
    found, done = household(cast), household(cast, "13号")
    plan = plan_visits(
        village=cast.village_a,
        groups=[],
        starts_on=NOON.date(),
        ends_on=NOON.date(),
        weekdays=range(7),
        officer=cast.auxiliary_a,
        at=NOON,
        by=cast.chief_a,
    )
    visited(cast, done)
    assert plan.doors.count() == 2
    assert bundle(cast.auxiliary_a)["tonight"] == [found.pk.hex]
    assert bundle(cast.cadre_a)["explained"] == []
    assert bundle(cast.officer_a)["explained"] == ["fake_loan"]


def test_a_talk_long_ago_is_told_to_the_month_only(cast: Cast) -> None:
    visited(cast, household(cast), when=at("2026-07-20 20:00"))
    (village,) = bundle(cast.cadre_a)["villages"]
    assert village["rows"][0][4] == 20635  # the first of July


def test_the_doors_of_a_village_stay_small(cast: Cast) -> None:
    """About 300 households: what every phone that walks there carries, once until something changes."""
    for number in range(300):
        key = uuid.uuid5(uuid.NAMESPACE_OID, str(number))
        Household.objects.create(
            id=key,
            station=cast.station_a,
            village=cast.village_a,
            group_no=number // 30 + 1,
            door=f"{number + 1}号",
            adults=number % 4 + 1,
            created_at=NOON,
            changed_at=NOON,
        )
    said_all = for_phone(cast.cadre_a, tonight=(), at=NOON)
    packed = json.dumps(said_all, ensure_ascii=False, separators=(",", ":")).encode()
    assert len(packed) < 13_000
    assert len(gzip.compress(packed)) < 4_000


def test_nobody_home_needs_no_count(cast: Cast) -> None:
    found = household(cast)
    empty = {"explained": [], "told_to_call": False, "adults": None, "registered": 0}
    (answer,) = sent(cast.officer_a, said(cast, found, outcome="not_home", slip_left=True, **empty))
    assert answer["state"] == State.APPLIED
    visit = DoorVisit.objects.get()
    assert (visit.outcome, visit.slip_left) == (DoorOutcome.NOT_HOME, True)

"""The way of colleagues is shown to few, for a reason, and the look is in the ledger before the answer."""

import datetime
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from jurisdiction.choices import Role
from jurisdiction.models import Officer
from ledger.choices import Kind
from ledger.models import Entry
from patrols.choices import TrackSource
from patrols.models import Round, SquadMember
from patrols.operations import tracks as operations
from patrols.operations.tracks import add_track
from patrols.tracks import Fix, joined, pauses
from tests.cast import Cast, at, person
from tests.patrols.helpers import running_round

pytestmark = pytest.mark.django_db
SignIn = Callable[[Officer], Client]
NOW = at("2026-09-03 20:40")
REASON = {"reason": "where the squad stood at 20:15"}


def way(begin: int, end: int) -> list[Fix]:
    """Northwards at a metre a second from 20:05 on, a position each 15 s."""
    start = at("2026-09-03 20:05")
    return [
        Fix(start + datetime.timedelta(seconds=second), 26.01 + second * 0.000009, 117.29, 5)
        for second in range(begin, end, 15)
    ]


def carry(found: Round, by: Officer, *stretches: list[Fix]) -> None:
    for fixes in stretches:
        add_track(
            record_id=uuid.uuid4(), round_id=found.pk, fixes=fixes, source=TrackSource.PHONE,
            at=NOW, received_at=NOW, by=by,
        )  # fmt: skip


@pytest.fixture
def walked(cast: Cast) -> Round:
    """Two phones; the officer's sent its way in three stretches, with a pause of eight minutes before the third."""
    found = running_round(cast)
    carry(found, cast.officer_a, way(0, 300), way(300, 600), way(1080, 1200))
    carry(found, cast.auxiliary_a, way(0, 400))
    return found


def url(found: Round) -> str:
    return reverse("patrols:round_track", args=[found.pk])


def looks() -> Any:
    return Entry.objects.filter(verb="track.seen")


def test_the_page_asks_for_the_reason_and_shows_nothing_without_it(
    cast: Cast, walked: Round, signed_in: SignIn
) -> None:
    client = signed_in(cast.chief_a)
    asked = client.get(url(walked))
    refused = client.post(url(walked), {"reason": "  "})
    assert (asked.status_code, refused.status_code) == (200, 422)
    assert refused.context["form"].errors["reason"]
    for answer in (asked, refused):
        assert b"117.29" not in answer.content
        assert cast.officer_a.name not in answer.content.decode()
    assert not looks().exists()


@pytest.mark.parametrize("who", ["room_a", "chief_a", "leader_a"])
def test_each_persons_way_that_is_shown_is_a_look_with_its_reason(
    who: str, cast: Cast, walked: Round, signed_in: SignIn
) -> None:
    by = getattr(cast, who)
    answer = signed_in(by).post(url(walked), REASON, REMOTE_ADDR="10.1.2.3")
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    for shown in (cast.officer_a, cast.auxiliary_a):
        look = looks().get(object_type="jurisdiction.officer", object_id=str(shown.pk))
        assert (look.kind, look.by, look.reason) == (Kind.LOOK, by, REASON["reason"])
        assert (look.fields, look.detail) == (["way", "times"], {"round": walked.pk})
        assert (look.station, look.address) == (cast.station_a, "10.1.2.3")
    assert looks().count() == 2


def test_what_cannot_be_written_is_not_shown(
    cast: Cast, walked: Round, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_look: object) -> None:
        raise RuntimeError("the ledger refuses")

    monkeypatch.setattr(operations, "record_look", broken)
    client = signed_in(cast.chief_a)
    client.raise_request_exception = False
    answer = client.post(url(walked), REASON)
    assert answer.status_code == 500
    assert b"117.29" not in answer.content


def test_stretches_are_one_part_and_a_pause_is_a_gap_with_its_times(
    cast: Cast, walked: Round, signed_in: SignIn
) -> None:
    context = signed_in(cast.leader_a).post(url(walked), REASON).context
    partner, first = context["walkers"]
    assert [partner["name"], first["name"]] == [cast.auxiliary_a.name, cast.officer_a.name]
    assert partner["style"] != first["style"]
    times = [(f"{row['began'].at:%M:%S}", f"{row['ended'].at:%M:%S}") for row in first["rows"]]
    assert times == [("05:00", "14:45"), ("14:45", "23:00"), ("23:00", "24:45")]
    assert [row["positions"] for row in first["rows"]] == [40, 0, 8]
    lines = [item for item in context["points"]["features"] if item["geometry"]["type"] == "LineString"]
    assert [line["properties"]["style"] for line in lines] == [1, 2, 2]
    (gap,) = [item for item in context["points"]["features"] if item["geometry"]["type"] == "Point"]
    assert gap["properties"]["label"] == "20:14–20:23"


def test_a_round_without_a_way_says_so_and_that_is_a_look_too(cast: Cast, signed_in: SignIn) -> None:
    found = running_round(cast)
    answer = signed_in(cast.leader_a).post(url(found), REASON)
    assert answer.context["walkers"] == []
    assert looks().get().object_type == "patrols.round"


@pytest.mark.parametrize("who", ["officer_a", "case_officer_a", "commander", "cadre_a", "audit_admin"])
def test_who_neither_watches_nor_leads_is_turned_away(
    who: str, cast: Cast, walked: Round, signed_in: SignIn
) -> None:
    assert signed_in(getattr(cast, who)).post(url(walked), REASON).status_code == 403
    assert not looks().exists()


def test_another_squads_leader_and_one_who_leads_no_longer_find_no_such_page(
    cast: Cast, walked: Round, signed_in: SignIn
) -> None:
    other = person("leader_of_b", Role.SQUAD_LEADER, cast.station_a)
    SquadMember.objects.create(
        squad=cast.squad_b, officer=other, is_leader=True, starts_on=datetime.date(2025, 1, 1)
    )
    SquadMember.objects.filter(officer=cast.leader_a).update(ends_on=datetime.date(2025, 2, 1))
    for who in (other, cast.leader_a, cast.chief_b):
        assert signed_in(who).post(url(walked), REASON).status_code == 404
    assert not looks().exists()


def test_the_rounds_page_leads_there_only_whom_it_opens_to(
    cast: Cast, walked: Round, signed_in: SignIn
) -> None:
    page = reverse("patrols:round_detail", args=[walked.pk])
    led = {
        who: url(walked) in signed_in(getattr(cast, who)).get(page).content.decode()
        for who in ("chief_a", "room_a", "leader_a", "officer_a", "commander")
    }
    assert led == {"chief_a": True, "room_a": True, "leader_a": True, "officer_a": False, "commander": False}


def test_parts_that_overlap_stay_apart_and_make_no_pause() -> None:
    long, inside, later = way(0, 900), way(300, 400), way(1500, 1600)
    ways = joined([inside, long, later])
    assert ways == [long, inside, later]
    assert pauses(ways) == [(long[-1], later[0])]
    assert pauses([]) == []

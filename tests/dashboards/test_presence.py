"""Presence by village and square: how often, how long, the longest gap, how sure."""

import datetime
import uuid
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from dashboards import presence
from dashboards.periods import Span
from dashboards.presence_views import LEVELS
from jurisdiction.models import Officer
from jurisdiction.remit import Remit
from patrols.choices import TrackSource
from patrols.models import PresenceCell, Round, ShiftPlace
from patrols.operations.rounds import finish_round, start_round
from patrols.operations.tracks import add_track
from patrols.tracks import Fix
from tests.cast import Cast, at
from tests.patrols.helpers import first_round, running_round

pytestmark = pytest.mark.django_db
NIGHT = datetime.date(2026, 9, 3)
WEEK = Span(NIGHT, NIGHT + datetime.timedelta(days=6))
FIRST, LAST = at("2026-09-03 12:00"), at("2026-09-10 12:00")


@pytest.fixture
def walked(cast: Cast) -> Round:
    """Twenty minutes through village A from 20:05, then the round ends."""
    found = running_round(cast)
    fixes = [
        Fix(at("2026-09-03 20:05") + datetime.timedelta(seconds=15 * step), 26.005 + step * 0.0001, 117.29, 8)
        for step in range(80)
    ]
    add_track(
        record_id=uuid.uuid4(),
        round_id=found.pk,
        fixes=fixes,
        source=TrackSource.PHONE,
        at=at("2026-09-03 20:25"),
        received_at=at("2026-09-03 20:25"),
        by=cast.officer_a,
    )
    return finish_round(round_id=found.pk, at=at("2026-09-03 20:26"), by=cast.officer_a)


def walk(cast: Cast, day: str) -> Round:
    """The 20:00 round of another night, begun."""
    found = first_round(cast, at(f"{day} 19:00"))
    return start_round(round_id=found.pk, at=at(f"{day} 20:03"), by=cast.officer_a)


def again(cast: Cast, day: str, *, latitude: float) -> Round:
    """Another night, ten minutes at one spot."""
    found = walk(cast, day)
    spot = [
        Fix(at(f"{day} 20:05") + datetime.timedelta(seconds=30 * step), latitude, 117.29, 8)
        for step in range(20)
    ]
    add_track(
        record_id=uuid.uuid4(),
        round_id=found.pk,
        fixes=spot,
        source=TrackSource.PHONE,
        at=at(f"{day} 20:25"),
        received_at=at(f"{day} 20:25"),
        by=cast.officer_a,
    )
    return found


def test_villages_without_a_visit_come_first_and_the_gap_reaches_to_the_ends(
    cast: Cast, walked: Round
) -> None:
    remit = Remit.of_stations(frozenset({cast.station_a.pk, cast.station_b.pk}))
    nobody, seen = presence.by_village(WEEK, remit, first=FIRST, last=LAST)
    assert (nobody["village"], nobody["rounds"], nobody["longest_gap"]) == (cast.village_b, 0, None)
    assert (seen["village"], seen["nights"], seen["rounds"]) == (cast.village_a, 1, 1)
    assert 18 <= seen["minutes"] <= 20
    assert float(seen["longest_gap"]) == pytest.approx(
        (LAST - at("2026-09-03 20:24:45")) / datetime.timedelta(hours=1), abs=0.1
    )


def test_the_remit_limits_what_is_counted(cast: Cast, walked: Round) -> None:
    remit = Remit.of_stations(frozenset({cast.station_b.pk}))
    assert [row["rounds"] for row in presence.by_village(WEEK, remit, first=FIRST, last=LAST)] == [0]
    assert presence.squares(WEEK, remit, first=FIRST, last=LAST) == []


def test_squares_carry_how_often_how_long_the_longest_gap_and_a_shade(cast: Cast, walked: Round) -> None:
    again(cast, "2026-09-05", latitude=26.005)
    remit = Remit.of_stations(frozenset({cast.station_a.pk}))
    found = presence.squares(WEEK, remit, first=FIRST, last=LAST)
    assert 4 <= len(found) <= 8
    assert {square.village for square in found} == {cast.village_a.name}
    assert all(square.shade == (2 if square.minutes >= 10 else 1) for square in found)
    # The second round stood where the first one began: only there it was twice, and left alone for less long.
    twice = [square for square in found if square.nights == 2]
    assert [(square.rounds, round(square.longest_gap)) for square in twice] == [(2, 112)]
    once = [square for square in found if square.nights == 1]
    assert {square.rounds for square in once} == {1}
    assert all(square.longest_gap == pytest.approx(159.7, abs=0.4) for square in once)
    assert sum(square.minutes for square in once) + twice[0].minutes == pytest.approx(29, abs=4)


def test_a_gap_is_counted_from_whoever_left_last(cast: Cast, walked: Round) -> None:
    """A round that began earlier and left later hides the shorter one within it."""
    PresenceCell.objects.all().delete()
    for first, last in (("20:00", "23:00"), ("20:10", "20:20"), ("23:30", "23:40")):
        PresenceCell.objects.create(
            round=walked,
            station=cast.station_a,
            village=cast.village_a,
            duty_date=NIGHT,
            x=int(first[-2:]),
            y=1,
            first_at=at(f"2026-09-03 {first}"),
            last_at=at(f"2026-09-03 {last}"),
            seconds=60,
            fixes=4,
        )
    remit = Remit.of_stations(frozenset({cast.station_a.pk}))
    ends = {"first": at("2026-09-03 20:00"), "last": at("2026-09-03 23:40")}
    row = next(row for row in presence.by_village(WEEK, remit, **ends) if row["rounds"])
    assert float(row["longest_gap"]) == pytest.approx(0.5)


def test_each_village_and_square_has_a_confidence_of_its_own(cast: Cast, walked: Round) -> None:
    """Of two rounds one has a full track and ran through village A, the other none: what only the first one was due to
    see is sure, what both should have seen is not."""
    remit = Remit.of_stations(frozenset({cast.station_a.pk}))
    silent = walk(cast, "2026-09-05")
    Round.objects.filter(pk=silent.pk).update(finished_at=at("2026-09-05 21:03"))
    ShiftPlace.objects.filter(shift=silent.shift).delete()
    row = next(row for row in presence.by_village(WEEK, remit, first=FIRST, last=LAST) if row["rounds"])
    assert row["level"] in ("high", "medium")
    assert {square.level for square in presence.squares(WEEK, remit, first=FIRST, last=LAST)} == {
        row["level"]
    }
    assert presence.confidence(WEEK, remit).level == "low"
    ShiftPlace.objects.create(shift=silent.shift, place=cast.place_a, position=1)
    row = next(row for row in presence.by_village(WEEK, remit, first=FIRST, last=LAST) if row["rounds"])
    assert row["level"] == "low"
    levels = [square.level for square in presence.squares(WEEK, remit, first=FIRST, last=LAST)]
    assert "low" not in levels or levels.count("low") == 1, "only the square of the place itself is in doubt"


def test_a_village_where_no_round_was_due_is_as_sure_as_the_stations_tracks(
    cast: Cast, walked: Round
) -> None:
    remit = Remit.of_stations(frozenset({cast.station_a.pk, cast.station_b.pk}))
    nobody = presence.by_village(WEEK, remit, first=FIRST, last=LAST)[0]
    assert (nobody["village"], nobody["level"]) == (cast.village_b, "none"), "station B walked nothing"
    cast.village_b.township.station = cast.station_a
    cast.village_b.township.save()
    nobody = presence.by_village(WEEK, remit, first=FIRST, last=LAST)[0]
    assert nobody["level"] == presence.confidence(WEEK, remit).level


def test_the_map_and_the_file_say_it_in_words(
    cast: Cast, walked: Round, signed_in: Callable[[Officer], Client]
) -> None:
    span = {"since": "2026-09-03", "until": "2026-09-09"}
    client = signed_in(cast.chief_a)
    data = client.get(reverse("dashboards:presence_squares_data"), span).json()
    with translation.override("zh-hans"):
        for feature in data["features"]:
            parts = feature["properties"]["text"].split(" · ")
            assert len(parts) == 4
            assert parts[3] in [str(word) for word in LEVELS.values()]
    page = client.get(reverse("dashboards:presence"), span)
    assert len(page.context["squares"]) == len(data["features"])
    rows = client.get(reverse("dashboards:presence_table"), span).content.decode().splitlines()
    assert len(rows) == 3 + len(page.context["rows"]) + len(data["features"])


def test_the_confidence_is_the_share_of_the_walked_time_with_a_position(cast: Cast, walked: Round) -> None:
    remit = Remit.of_stations(frozenset({cast.station_a.pk}))
    sure = presence.confidence(WEEK, remit)
    assert (sure.level, sure.with_track, sure.rounds) == ("medium" if sure.share < 0.8 else "high", 1, 1)
    assert sure.share == pytest.approx(19.75 / 25, abs=0.03)
    Round.objects.update(track_seconds=0)
    assert presence.confidence(WEEK, remit).level == "none"


def test_places_nobody_passed_are_named(cast: Cast, walked: Round) -> None:
    assert presence.not_passed(WEEK, Remit.of_stations(frozenset({cast.station_a.pk}))) == [cast.place_a]

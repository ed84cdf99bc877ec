"""Presence by village and square: how often, how long, the longest gap, how sure."""

import datetime
import uuid

import pytest

from dashboards import presence
from dashboards.periods import Span
from jurisdiction.remit import Remit
from patrols.choices import TrackSource
from patrols.models import Round
from patrols.operations.rounds import finish_round
from patrols.operations.tracks import add_track
from patrols.tracks import Fix
from tests.cast import Cast, at
from tests.patrols.helpers import running_round

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
    assert presence.squares(WEEK, remit) == []


def test_squares_carry_minutes_and_a_shade(cast: Cast, walked: Round) -> None:
    found = presence.squares(WEEK, Remit.of_stations(frozenset({cast.station_a.pk})))
    assert 4 <= len(found) <= 8
    assert sum(minutes for _shape, _rounds, minutes, _shade in found) == pytest.approx(19, abs=4)
    assert {shade for *_rest, shade in found} == {1}


def test_the_confidence_is_the_share_of_the_walked_time_with_a_position(cast: Cast, walked: Round) -> None:
    remit = Remit.of_stations(frozenset({cast.station_a.pk}))
    sure = presence.confidence(WEEK, remit)
    assert (sure.level, sure.with_track, sure.rounds) == ("medium" if sure.share < 0.8 else "high", 1, 1)
    assert sure.share == pytest.approx(19.75 / 25, abs=0.03)
    Round.objects.update(track_seconds=0)
    assert presence.confidence(WEEK, remit).level == "none"


def test_places_nobody_passed_are_named(cast: Cast, walked: Round) -> None:
    assert presence.not_passed(WEEK, Remit.of_stations(frozenset({cast.station_a.pk}))) == [cast.place_a]

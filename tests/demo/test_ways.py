"""The squads of the demo's last nights left a way: what is shown of presence and of stays follows from it."""

import datetime
import itertools

import pytest
from django.contrib.gis.geos import Point

from jurisdiction.models import Place
from ledger.chain import first_breaks
from patrols.models import PlacePass, PresenceCell, Round, TrackPart
from patrols.operations.tracks import fixes_of
from patrols.tracks import Fix, joined, metres, pauses
from prevention.demo.tonight import live_shift
from prevention.demo.walks import apart, as_driven, shares
from prevention.demo.ways import refresh_ways
from tests.demo.loading import NOW


@pytest.mark.usefixtures("loaded")
def test_the_last_three_nights_and_the_live_shift_have_ways_and_again_adds_none() -> None:
    live = live_shift(now=NOW)
    assert refresh_ways(now=NOW) > 8
    assert refresh_ways(now=NOW) == 0
    walked = Round.objects.filter(track__isnull=False).distinct()
    nights = set(walked.values_list("duty_date", flat=True))
    assert nights - {live.duty_date} == {datetime.date(2026, 9, day) for day in (7, 8, 9)}
    first = live.rounds.earliest("planned_at")
    assert first.track.exists() is bool(first.pk % 9)  # every ninth has none
    for found in walked:
        carriers = set(found.track.values_list("by", flat=True))
        assert len(carriers) == 2
        assert carriers <= set(found.shift.members.values_list("officer", flat=True))
        assert found.track_seconds > 0
    assert set(PresenceCell.objects.values_list("round", flat=True)) == {found.pk for found in walked}
    assert first_breaks() == []


@pytest.mark.usefixtures("loaded")
def test_one_phone_of_a_round_is_silent_once_and_places_are_passed_where_they_are() -> None:
    refresh_ways(now=NOW)
    for found in Round.objects.filter(track__isnull=False).distinct():
        silences = [
            after.at - before.at
            for by in found.track.order_by("by").values_list("by", flat=True).distinct()
            for before, after in pauses(joined(fixes_of(found.track.filter(by=by))))
        ]
        assert len(silences) == 1
        assert datetime.timedelta(minutes=8) <= silences[0] < datetime.timedelta(minutes=10)
        fixes = [fix for part in fixes_of(TrackPart.objects.filter(round=found)) for fix in part]
        for passed in found.passes.select_related("place"):
            there = Fix(passed.passed_at, passed.place.point.y, passed.place.point.x, 0)
            near = [fix for fix in fixes if abs(fix.at - there.at) < datetime.timedelta(seconds=75)]
            assert min(metres(fix, there) for fix in near) < passed.place.radius_m
    stayed = PlacePass.objects.filter(round__track__isnull=False, left_at__isnull=False).distinct()
    assert stayed.count() > 20
    following: dict[int, list[PlacePass]] = {}
    for passed in stayed.order_by("passed_at"):
        following.setdefault(passed.round_id, []).append(passed)
    for passes in following.values():
        for one, other in itertools.pairwise(passes):
            assert one.left_at is not None
            assert one.left_at <= other.passed_at


def test_a_squad_drives_to_the_nearest_place_that_is_left() -> None:
    start, far, near = (Place(pk=key, point=Point(117.29 + key * 0.01, 26.0)) for key in (1, 3, 2))
    route = as_driven([start, far, near])
    assert route == [start, near, far]
    assert apart(start.point.coords, near.point.coords) == pytest.approx(999, abs=3)
    first, second, third = shares(route)
    assert 0 < first < second < third < 1
    assert third - second == pytest.approx(second - first, rel=0.01)

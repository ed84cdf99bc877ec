"""Drawing rounds, shortly before their shift: nobody knows the order days ahead, anybody can draw it again later."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Count, Max

from ledger.operations import Change, record_many
from patrols import draws
from patrols.choices import RoundStatus
from patrols.models import PlacePass, Round, ShiftPlace, UnsecuredVehicle

VERSION = 1
BEFORE_SHIFT = datetime.timedelta(hours=2)
#: A round that can still be started lies no further away than its shift is long.
LONGEST_SHIFT = datetime.timedelta(hours=26)
BATCH = 200
HOT_DAYS = datetime.timedelta(days=30)
#: A place not passed for so long counts as never passed.
LOOK_BACK = datetime.timedelta(days=60)
MINUTE = datetime.timedelta(minutes=1)


@transaction.atomic
def draw_round(*, round_id: int, at: datetime.datetime) -> Round:
    """Draws the round once; drawing it again changes nothing."""
    found = Round.objects.select_for_update(of=("self",)).get(pk=round_id)
    if found.draw is None:
        draw_rounds([found], at=at)
    return found


def draw_due(*, at: datetime.datetime) -> int:
    """Draws rounds whose shift begins within two hours or runs already. Those that another look holds are its business.
    Returns how many."""
    due = Round.objects.filter(
        status=RoundStatus.PLANNED,
        draw__isnull=True,
        start_by__gt=at,
        start_by__lte=at + LONGEST_SHIFT,
        shift__starts_at__lte=at + BEFORE_SHIFT,
    )
    if not due.exists():  # most looks end here
        return 0
    with transaction.atomic():
        found = list(due.select_for_update(skip_locked=True, of=("self",)).order_by("start_by", "pk")[:BATCH])
        draw_rounds(found, at=at)
    return len(found)


def draw_rounds(rounds: Sequence[Round], *, at: datetime.datetime) -> None:
    """Draws what the caller holds locked, with three questions to the database however many there are. What is drawn
    already stays."""
    rounds = [found for found in rounds if found.draw is None]
    if not rounds:
        return
    stops: dict[int, list[int]] = {}
    of_shifts = ShiftPlace.objects.filter(shift__in={found.shift_id for found in rounds}).order_by("position")
    for shift, place in of_shifts.values_list("shift_id", "place_id"):
        stops.setdefault(shift, []).append(place)
    hot = _hot_places({found.station_id for found in rounds}, at)
    last = _last_nights({place for places in stops.values() for place in places}, at)
    for found in rounds:
        known = [
            draws.Stop(place, place in hot, _nights(last.get(place), found.duty_date))
            for place in stops.get(found.shift_id, [])
        ]
        found.draw = _as_stored(found, known)
    Round.objects.bulk_update(rounds, ["draw"], batch_size=BATCH)
    record_many(
        Change(
            at=at,
            by=None,
            station=found.station_id,
            verb="round.drawn",
            obj=found,
            detail={"order": found.draw["order"], "start_offset": found.draw["start_offset"]},
        )
        for found in rounds
        if found.draw is not None
    )


def _hot_places(stations: set[int], at: datetime.datetime) -> frozenset[int]:
    """Where most cars were found open in the last 30 days, station by station."""
    counts: dict[int, dict[int, int]] = {}
    rows = (
        UnsecuredVehicle.objects.live()
        .filter(
            station__in=stations,
            found_at__gt=at - HOT_DAYS,
            found_at__lte=at,
            vehicle_check__place__isnull=False,
        )
        .order_by()
        .values_list("station_id", "vehicle_check__place_id")
        .annotate(cars=Count("pk"))
    )
    for station, place, cars in rows:
        counts.setdefault(station, {})[place] = cars
    return frozenset().union(*(draws.hot_places(of_station) for of_station in counts.values()))


def _last_nights(places: set[int], at: datetime.datetime) -> dict[int, datetime.date]:
    """The night on which each place was last passed by anybody."""
    rows = (
        PlacePass.objects.filter(place__in=places, passed_at__gt=at - LOOK_BACK, passed_at__lte=at)
        .order_by()
        .values_list("place_id")
        .annotate(night=Max("round__duty_date"))
    )
    return dict(rows)


def _nights(last: datetime.date | None, duty_date: datetime.date) -> int | None:
    return None if last is None else max(0, (duty_date - last).days)


def _as_stored(found: Round, known: Sequence[draws.Stop]) -> dict[str, Any]:
    early = (found.planned_at - found.opens_at) // MINUTE
    on_time = (found.on_time_until - found.planned_at) // MINUTE
    drawn = draws.draw(found.seed, known, early_minutes=early, on_time_minutes=on_time)
    return {
        "v": VERSION,
        "stops": [[stop.place, stop.hot, stop.nights] for stop in known],
        "early": early,
        "on_time": on_time,
        "order": list(drawn.order),
        "start_offset": drawn.start_offset_minutes,
        "stay": {str(place): minutes for place, minutes in drawn.stay_minutes.items()},
    }


def draw_again(found: Round) -> draws.Draw | None:
    """What the round's seed gives for the stored inputs; None when they cannot be read."""
    try:
        stored: Mapping[str, Any] = found.draw or {}
        stops = [draws.Stop(int(place), bool(hot), nights) for place, hot, nights in stored["stops"]]
        return draws.draw(found.seed, stops, early_minutes=stored["early"], on_time_minutes=stored["on_time"])
    except (KeyError, TypeError, ValueError):
        return None


def holds(found: Round) -> bool:
    """Whether the stored order, start and stays are those that the seed gives."""
    again, stored = draw_again(found), found.draw or {}
    return again is not None and (
        list(again.order) == stored.get("order")
        and again.start_offset_minutes == stored.get("start_offset")
        and {str(place): minutes for place, minutes in again.stay_minutes.items()} == stored.get("stay")
    )


def drawn_start(found: Round) -> datetime.datetime | None:
    """When the squad is to set out; None before the draw."""
    offset = (found.draw or {}).get("start_offset")
    return None if offset is None else found.planned_at + offset * MINUTE


def stay_of(found: Round, place: int) -> int | None:
    """Minutes to stay at the place, where it is hot."""
    minutes: int | None = (found.draw or {}).get("stay", {}).get(str(place))
    return minutes


def rank_of(found: Round) -> dict[int, int]:
    """Place -> its turn in the drawn order, from 0; empty before the draw."""
    return {place: turn for turn, place in enumerate((found.draw or {}).get("order", []))}

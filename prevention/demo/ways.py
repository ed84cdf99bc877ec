"""Ways of the demo's last nights, as two phones of each squad would have noted them, through the door of the phones."""

import datetime
import itertools
import math
import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction

from jurisdiction.choices import OfficerKind
from jurisdiction.models import Officer
from patrols.choices import TrackSource
from patrols.models import PlacePass, Round
from patrols.operations.tracks import add_track
from patrols.tracks import Fix
from prevention.demo import SEED
from prevention.demo.history import demo_day
from prevention.demo.walks import METRES_A_DEGREE

NIGHTS = 3
#: Metres a second on foot; who could not be there in time on foot took the car, at this speed or what was needed.
FOOT, CAR = 1.2, 10.0
EVERY = 15
PAUSE = datetime.timedelta(minutes=8)
#: Rounds shorter than this have no pause.
LONG = datetime.timedelta(minutes=25)
#: Metres round a place within which its cars are tried, and how far a road bends from the straight line.
ROUND_A_PLACE, BEND = 32.0, 0.07


@dataclass(frozen=True, slots=True)
class Stop:
    """Where the squad has to be at a moment; metres east and north of the round's first place."""

    at: datetime.datetime
    east: float
    north: float


def refresh_ways(*, now: datetime.datetime) -> int:
    """For the last three finished nights and the running one, as far as the demo itself walked them; again it adds
    nothing. Every ninth round stays without, as when the phones stay in the car. Returns how many rounds got a way."""
    made = 0
    recent = Round.objects.filter(
        duty_date__gte=demo_day(now) - datetime.timedelta(days=NIGHTS),
        finished_at__isnull=False,
        start_received_at__isnull=True,
        track_seconds=0,
    )
    with transaction.atomic():
        for found in recent.prefetch_related("passes__place", "shift__members__officer").order_by(
            "planned_at"
        ):
            if found.pk % 9 and found.passes.all():
                _walk(found)
                made += 1
    return made


def _walk(found: Round) -> None:
    # How long the squad stayed is what its way says, not what was drawn for nights without one.
    PlacePass.objects.filter(round=found).update(left_at=None)
    for number, by in enumerate(_carriers(found)):
        rng = random.Random(f"{SEED}|way|{found.planned_at}|{found.squad_id}|{number}")  # noqa: S311  # a demo, not a secret
        add_track(
            record_id=uuid.UUID(int=rng.getrandbits(128), version=4),
            round_id=found.pk,
            fixes=list(_fixes(found, rng, pausing=number == 0)),
            source=TrackSource.PHONE,
            at=found.finished_at or found.planned_at,
            received_at=found.finished_at or found.planned_at,
            by=by,
        )


def _carriers(found: Round) -> list[Officer]:
    """Who started the round, and a partner."""
    kinds = (OfficerKind.POLICE, OfficerKind.AUXILIARY)
    squad = [
        member.officer
        for member in found.shift.members.all()
        if member.officer is not None and member.officer.kind in kinds
    ]
    return sorted(squad, key=lambda officer: (officer.pk != found.started_by_id, officer.pk))[:2]


def _fixes(found: Round, rng: random.Random, *, pausing: bool) -> Iterator[Fix]:
    begun, ended = found.started_at, found.finished_at
    passes = sorted(found.passes.all(), key=lambda passing: passing.passed_at)
    assert begun is not None and ended is not None  # noqa: S101, PT018  # only walked rounds come here
    origin = passes[0].place.point
    a_degree_east = METRES_A_DEGREE * math.cos(math.radians(origin.y))
    spots = [
        Stop(
            passing.passed_at,
            (passing.place.point.x - origin.x) * a_degree_east,
            (passing.place.point.y - origin.y) * METRES_A_DEGREE,
        )
        for passing in passes
    ]
    silent = begun + (ended - begun) * rng.uniform(0.3, 0.5)
    phase = rng.uniform(0, math.tau)
    for at, east, north in _path(spots, begun, ended, phase):
        if pausing and ended - begun >= LONG and silent < at < silent + PAUSE:
            continue
        east, north = east + rng.gauss(0, 2.5), north + rng.gauss(0, 2.5)
        yield Fix(
            at, origin.y + north / METRES_A_DEGREE, origin.x + east / a_degree_east, float(rng.randint(5, 14))
        )


def _path(
    spots: list[Stop], begun: datetime.datetime, ended: datetime.datetime, phase: float
) -> Iterator[tuple[datetime.datetime, float, float]]:
    """(time, metres east, metres north) each 15 s: on foot round each place until it is time for the next one."""
    first = spots[0]
    away = FOOT * min(180.0, (first.at - begun).total_seconds())
    start = Stop(begun, first.east + away * math.cos(phase), first.north + away * math.sin(phase))
    stops = [start, *spots, Stop(ended, spots[-1].east, spots[-1].north)]
    for leg, (here, there) in enumerate(itertools.pairwise(stops)):
        seconds = (there.at - here.at).total_seconds()
        far = math.hypot(there.east - here.east, there.north - here.north)
        pace = FOOT if far <= FOOT * seconds else max(CAR, far / max(seconds, 1.0))
        leaves = seconds - far / pace
        for second in range(0, math.ceil(seconds), EVERY):
            at = here.at + datetime.timedelta(seconds=second)
            if second < leaves:
                # From the place itself outwards, then round it.
                wide = min(ROUND_A_PLACE, FOOT * second)
                turn = phase + leg + FOOT * second / ROUND_A_PLACE
                yield at, here.east + wide * math.cos(turn), here.north + wide * math.sin(turn)
            else:
                share = (second - leaves) * pace / far
                side = math.sin(math.pi * share) * BEND * math.sin(leg + here.east)
                east, north = there.east - here.east, there.north - here.north
                yield at, here.east + east * share - north * side, here.north + north * share + east * side

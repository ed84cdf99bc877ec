"""What squads saw at night and cadres by day: over the months, and some of the last days that is still on its way."""

import datetime
import random
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from hazards.choices import HazardKind, Level, Source, Status
from jurisdiction.choices import Role
from jurisdiction.models import Officer, Place, Posting
from prevention.demo.hazard_rows import HazardRows
from prevention.demo.hazard_stories import Story
from prevention.demo.hazard_told import DAY, HOUR, Crew, moment
from prevention.demo.hazard_words import SEEN

Go = Callable[[Story, Status | None, random.Random], None]
#: (days ago, which of SEEN, where it is left): of each state the central station has one to show.
LATELY = (
    (0.2, 0, Status.REPORTED),
    (2.5, 4, Status.ASSESSED),
    (2.5, 1, Status.ON_SPOT),
    (2.5, 5, Status.ORDERED),
    (4, 8, Status.RECTIFYING),
    (5, 2, Status.TO_RECHECK),
    (6, 5, Status.RECHECKED),
    (8, 7, Status.TRANSFERRED),
    (14, 9, Status.OVERDUE),
    (14, 3, Status.SUPERVISED),
)
Told = tuple[datetime.datetime, Callable[[Status | None], None]]


def seen_on_the_way(
    rows: HazardRows, crew: Crew, first: datetime.date, rng: random.Random, *, go: Go
) -> list[Told]:
    """(when, how it is told): the caller tells them in the order of time."""
    today = timezone.localtime(rows.now).date()
    places = list(Place.objects.filter(station=crew.station, active=True).order_by("pk"))
    cadres = list(
        Posting.objects.filter(station=crew.station, role=Role.CADRE).select_related("officer").order_by("pk")
    )
    found: list[Told] = []

    def add(at: datetime.datetime, which: int, cadre: Posting | None, left: Status | None) -> None:
        here = [place for place in places if cadre is None or place.village_id == cadre.village_id]
        if not here or at >= rows.now:
            return
        place, by = rng.choice(here), cadre.officer if cadre else rng.choice(crew.walkers)
        what = SEEN[which % len(SEEN)]
        found.append((at, lambda goal: _tell(rows, crew, rng, what, place, at, by, go, left or goal)))

    for number in range((today - first).days // (7 if crew.station.is_central else 30)):
        cadre = rng.choice(cadres) if cadres and number % 3 == 0 else None
        day = first + datetime.timedelta(days=rng.randrange((today - first).days))
        add(moment(day, rng.uniform(8, 18) if cadre else rng.uniform(20, 23.9)), number, cadre, None)
    for days, which, left in LATELY if crew.station.is_central else ():
        add(rows.now - days * DAY - rng.random() * HOUR, which, None, left)
    return found


def _tell(
    rows: HazardRows,
    crew: Crew,
    rng: random.Random,
    what: tuple[HazardKind, Level, str],
    place: Place,
    at: datetime.datetime,
    by: Officer,
    go: Go,
    goal: Status | None,
) -> None:
    kind, level, words = what
    source: Any = Source.CADRE if by not in crew.walkers else Source.PATROL
    story = Story(rows, crew, rng).report(
        place=place, kind=kind, level=level, words=words, source=source, at=at, by=by
    )
    go(story, goal, rng)

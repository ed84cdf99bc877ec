"""Minors of the demo, counted by place and hour: numbers and nothing else."""

import datetime
import random

from django.utils import timezone

from hazards.models import MinorsCount
from jurisdiction.choices import PlaceKind
from jurisdiction.models import Place
from prevention.demo.batch import key
from prevention.demo.hazard_rows import HazardRows
from prevention.demo.hazard_told import Crew, moment

WITH_MINORS = (PlaceKind.NIGHT_STALL, PlaceKind.PARK, PlaceKind.MILK_TEA_SHOP)


def count_minors(rows: HazardRows, crew: Crew, rng: random.Random) -> None:
    """Friday to Sunday evenings of the last ninety days: numbers by place and hour."""
    today = timezone.localtime(rows.now).date()
    places = list(
        Place.objects.filter(station=crew.station, kind__in=WITH_MINORS, active=True).order_by("pk")[:8]
    )
    for back in range(1, 91):
        day = today - datetime.timedelta(days=back)
        if day.weekday() < 4:
            continue
        for place in places:
            by = rng.choice(crew.walkers)
            for hour in range(18, 24):
                if rng.random() < 0.45:
                    continue
                busy = max(0.0, 9 - 2.2 * abs(hour - 20))
                at = moment(day, hour + 0.9)
                rows.add(
                    MinorsCount(
                        id=key(rng),
                        station=crew.station,
                        place=place,
                        day=day,
                        hour=hour,
                        count=max(0, round(rng.gauss(busy, 2))),
                        at=at,
                        received_at=at,
                        by=by,
                    )
                )

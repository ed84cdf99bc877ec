"""The first load of the demo, over fewer nights."""

import datetime

from hazards.operations import checklists
from jurisdiction import time_limits
from patrols import rules
from prevention.demo import SEED
from prevention.demo.history import Historian, demo_day
from prevention.demo.people import build
from prevention.demo.places import build_places, build_rosters, start_of_day
from tests.cast import at

NOW = at("2026-09-10 07:30")
DAYS = 40


def load(now: datetime.datetime = NOW, days: int = DAYS) -> None:
    time_limits.install()  # tests that commit empty the tables that migrations filled
    checklists.install(at=start_of_day(now.date()))
    today = demo_day(now)
    since = today - datetime.timedelta(days=days)
    world = build(since=since, seed=SEED)
    build_places(world, at=start_of_day(since), seed=SEED)
    build_rosters(world, since=since, today=today)
    Historian(since=since, now=now).write(since, today - rules.DAY, lambda done, total: None)

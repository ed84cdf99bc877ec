"""Beat away for 36 hours, two beats at once, a clock that jumps by two days either way: the outcome must be that of a
beat that looked every minute."""

import datetime
import hashlib
import random
from collections.abc import Callable
from dataclasses import dataclass, field

from drills import scene as scenes
from drills.database import clone
from drills.frame import Options, Result
from drills.racing import Racers
from drills.scene import BEGIN, DAY, Scene, Slot
from drills.verdict import Verdict, judge, rows
from drills.walking import Walkers
from patrols.operations.reconcile import reconcile

OUTAGE = (BEGIN + datetime.timedelta(hours=6), BEGIN + datetime.timedelta(hours=42))
JUMP = datetime.timedelta(hours=48)
ROUNDS = """
SELECT squad_id, planned_at, status, start_kind, CASE WHEN status = 'missed' THEN missed_at END
FROM patrols_round WHERE duty_date <= %s ORDER BY 1, 2
"""
ALERTS = """
SELECT r.squad_id, r.planned_at, a.step, a.due_at FROM patrols_roundalert a JOIN patrols_round r ON r.id = a.round_id
WHERE r.duty_date <= %s AND r.status = 'missed' AND a.step <> %s ORDER BY 1, 2, 3
"""
SHIFTS = "SELECT squad_id, duty_date, starts_at, ends_at, status FROM patrols_shift WHERE duty_date <= %s ORDER BY 1, 2"


@dataclass(slots=True)
class Plan:
    """How long and how finely the drill runs."""

    nights: int
    step: datetime.timedelta
    stations: int

    @property
    def end(self) -> datetime.datetime:
        return BEGIN + DAY * self.nights

    @property
    def last_night(self) -> datetime.date:
        return self.end.date() - DAY

    def moments(self) -> list[datetime.datetime]:
        return [BEGIN + self.step * index for index in range(int((self.end - BEGIN) / self.step) + 1)]


@dataclass(slots=True)
class Outcome:
    """What one run left behind; digests of rows, not of keys."""

    rounds: str
    alerts: str
    ladder: str
    shifts: str
    verdict: Verdict
    looks: int = 0
    disturbed: int = 0
    errors: list[str] = field(default_factory=list)


def digest(found: list[tuple[object, ...]]) -> str:
    return hashlib.sha256(repr(found).encode()).hexdigest()[:16]


#: From the true time of a beat to the moments that it looks at.
Look = Callable[[datetime.datetime], list[datetime.datetime]]


def every_beat(at: datetime.datetime) -> list[datetime.datetime]:
    return [at]


def no_beat_for_36_hours(at: datetime.datetime) -> list[datetime.datetime]:
    return [] if OUTAGE[0] <= at < OUTAGE[1] else [at]


def jumping_clock(rng: random.Random, end: datetime.datetime) -> Look:
    """Every third look happens under a clock that is wrong by up to 48 hours; the last one is right."""

    def look(at: datetime.datetime) -> list[datetime.datetime]:
        return [at] if at >= end or rng.random() > 1 / 3 else [at + JUMP * rng.uniform(-1, 1)]

    return look


def _outcome(scene: Scene, plan: Plan, walked: set[Slot], *, clock_ran_ahead: bool = False) -> Outcome:
    night = plan.last_night
    return Outcome(
        rounds=digest(rows(ROUNDS, night)),
        alerts=digest(rows(ALERTS, night, "")),
        ladder=digest(rows(ALERTS, night, "reminder")),
        shifts=digest(rows(SHIFTS, night)),
        verdict=judge(scene, at=plan.end, last_night=night, walked=walked, clock_ran_ahead=clock_ran_ahead),
    )


def one_beat(scene: Scene, plan: Plan, look: Look, *, clock_ran_ahead: bool = False) -> Outcome:
    """Every moment: the officers first, then the looks that `look` gives for it."""
    walkers = Walkers(scene, plan.last_night)
    looks = disturbed = 0
    for at in plan.moments():
        walkers.walk(at)
        moments = look(at)
        for moment in moments:
            reconcile(at=moment)
        looks += len(moments)
        disturbed += moments != [at]
    outcome = _outcome(scene, plan, walkers.walked, clock_ran_ahead=clock_ran_ahead)
    outcome.looks, outcome.disturbed = looks, disturbed
    return outcome


def two_beats(scene: Scene, plan: Plan) -> Outcome:
    """Two processes are let go at the same instant of every moment."""
    walkers = Walkers(scene, plan.last_night)
    moments = plan.moments()
    with Racers(2) as racers:
        for at in moments:
            walkers.walk(at)
            racers.race(at)
    outcome = _outcome(scene, plan, walkers.walked)
    outcome.looks, outcome.disturbed, outcome.errors = 2 * len(moments), len(moments), racers.errors
    return outcome


def run(options: Options) -> Result:
    plan = (
        Plan(2, datetime.timedelta(minutes=20), 2)
        if options.quick
        else Plan(4, datetime.timedelta(minutes=1), 3)
    )
    rng = random.Random(options.seed)  # noqa: S311  # repeatable, not secret
    scene = scenes.build(plan.stations)
    from django.db import connection

    original = str(connection.settings_dict["NAME"])
    runs: dict[str, Callable[[], Outcome]] = {
        "undisturbed": lambda: one_beat(scene, plan, every_beat),
        "no beat for 36 h": lambda: one_beat(scene, plan, no_beat_for_36_hours),
        "two beats at once": lambda: two_beats(scene, plan),
        "clock +-48 h": lambda: one_beat(scene, plan, jumping_clock(rng, plan.end), clock_ran_ahead=True),
    }
    outcomes: dict[str, Outcome] = {}
    for number, (name, scenario) in enumerate(runs.items()):
        with clone(original, str(number)):
            outcomes[name] = scenario()
    return _compare(outcomes)


def _compare(outcomes: dict[str, Outcome]) -> Result:
    truth = outcomes["undisturbed"]
    result = Result(
        injected={name: found.disturbed for name, found in outcomes.items() if found is not truth}
    )
    for name, found in outcomes.items():
        result.lost += found.verdict.lost
        result.doubled += found.verdict.doubled
        result.wrong += found.verdict.wrong
        same = {part: getattr(found, part) == getattr(truth, part) for part in ("rounds", "ladder", "shifts")}
        if name == "two beats at once":
            same["alerts"] = found.alerts == truth.alerts
        differing = [part for part, equal in same.items() if not equal]
        result.wrong += len(differing)
        result.examples += [f"{name}: {example}" for example in found.verdict.examples]
        result.examples += [f"{name}: {part} are not those of the undisturbed run" for part in differing]
        result.examples += [f"{name}: {error}" for error in found.errors[:3]]
        result.figures[name] = {
            "looks": found.looks,
            "rounds": found.rounds,
            "alerts": found.ladder,
            "alerts_and_reminders": found.alerts,
            "shifts": found.shifts,
            "failed_looks": len(found.errors),
            **found.verdict.figures,
        }
    return result

"""Pure rules of the night: no database, no clock. Times are aware datetimes, lengths are timedeltas."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

DAY = datetime.timedelta(days=1)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Policy:
    """How a roster times its rounds, in minutes. `grace`: a round not started by then is missed."""

    interval: int = 120
    remind: int = 10
    early: int = 20
    on_time: int = 10
    grace: int = 30
    leader: int = 10
    chief: int = 30


@dataclass(frozen=True, slots=True)
class Deadlines:
    """What is stored with a round on the day it is planned."""

    planned_at: datetime.datetime
    remind_at: datetime.datetime
    opens_at: datetime.datetime
    on_time_until: datetime.datetime
    start_by: datetime.datetime
    leader_alert_at: datetime.datetime
    chief_alert_at: datetime.datetime


def night_span(
    duty_date: datetime.date, starts: datetime.time, ends: datetime.time, zone: datetime.tzinfo
) -> tuple[datetime.datetime, datetime.datetime]:
    """Start and end of the night that begins on `duty_date`; an end not after the start is the next morning."""
    begin = datetime.datetime.combine(duty_date, starts, tzinfo=zone)
    last_day = duty_date if ends > starts else duty_date + DAY
    return begin, datetime.datetime.combine(last_day, ends, tzinfo=zone)


def slots(
    starts_at: datetime.datetime, ends_at: datetime.datetime, interval_minutes: int
) -> list[datetime.datetime]:
    """Planned starts of the rounds: from the beginning, every interval, all before the end. Raises ValueError for an
    interval that never ends."""
    if interval_minutes <= 0:
        raise ValueError("interval_minutes must be positive")
    step = datetime.timedelta(minutes=interval_minutes)
    return [starts_at + step * index for index in range(-(-(ends_at - starts_at) // step))]


def deadlines(planned_at: datetime.datetime, policy: Policy) -> Deadlines:
    """Everything that will be judged about a round, fixed when it is planned."""

    def after(minutes: int) -> datetime.datetime:
        return planned_at + datetime.timedelta(minutes=minutes)

    return Deadlines(
        planned_at=planned_at,
        remind_at=after(-policy.remind),
        opens_at=after(-policy.early),
        on_time_until=after(policy.on_time),
        start_by=after(policy.grace),
        leader_alert_at=after(policy.grace + policy.leader),
        chief_alert_at=after(policy.grace + policy.chief),
    )


def start_kind(
    at: datetime.datetime,
    *,
    planned_at: datetime.datetime,
    on_time_until: datetime.datetime,
    start_by: datetime.datetime,
) -> str:
    """early, on_time, late, or make_up once `start_by` has come (at that very moment the round is missed)."""
    if at >= start_by:
        return "make_up"
    if at < planned_at:
        return "early"
    return "on_time" if at <= on_time_until else "late"


def on_duty(
    duty_date: datetime.date,
    *,
    rotation: Sequence[T],
    squads_a_night: int,
    weekdays: Sequence[int],
    valid_from: datetime.date,
) -> list[T]:
    """Whose turn the night is: the rotation moves on by `squads_a_night` each night that is on the roster, counted from
    `valid_from`; none on other weekdays."""
    days = set(weekdays)
    if not rotation or duty_date < valid_from or duty_date.weekday() not in days:
        return []
    weeks, rest = divmod((duty_date - valid_from).days, 7)
    nights = weeks * len(days) + sum((valid_from + DAY * offset).weekday() in days for offset in range(rest))
    count = min(squads_a_night, len(rotation))
    return [rotation[(nights * count + turn) % len(rotation)] for turn in range(count)]


@dataclass(frozen=True, slots=True)
class Staffing:
    """Who stands in a shift, by what they are."""

    police: int
    auxiliaries: int
    others: int


def staffing_problem(staffing: Staffing, *, may_enforce: bool) -> str:
    """`no_police`, `alone`, `empty` or nothing: a squad that may enforce has a police officer and two people."""
    people = staffing.police + staffing.auxiliaries + staffing.others
    if not people:
        return "empty"
    if may_enforce and not staffing.police:
        return "no_police"
    if may_enforce and people < 2:
        return "alone"
    return ""


#: From how many findings within the window an owner is suggested a visit at home.
HOME_VISIT_FROM = 3
PLAIN_PLATE_KEPT = datetime.timedelta(days=30)
PLATE_HASH_KEPT = datetime.timedelta(days=365)
CODE_QUERY_KEPT = DAY
WITHDRAW_WITHIN = datetime.timedelta(seconds=60)
"""One-tap entries show their undo for 10 s; the server allows a minute for a slow network."""


#: Two phones of a squad never agree to the second: evidence this near to a round's ends belongs to it.
ROUND_SLACK = datetime.timedelta(minutes=5)


def belongs_to_round(
    at: datetime.datetime, *, started_at: datetime.datetime, finished_at: datetime.datetime | None
) -> bool:
    """Whether something that happened at `at` happened on a round that ran from `started_at` to `finished_at` (None:
    it still runs)."""
    return started_at - ROUND_SLACK <= at and (finished_at is None or at <= finished_at + ROUND_SLACK)


def suggests_home_visit(times_found: int) -> bool:
    return times_found >= HOME_VISIT_FROM

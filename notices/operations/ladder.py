"""Who hears next when nobody acknowledges: the squad leader and the command room, then the chief."""

import datetime

from django.utils import timezone

from jurisdiction import time_limits
from jurisdiction.choices import Role
from jurisdiction.models import Officer, Posting, Station
from notices.audience import holders
from notices.models import Notice

#: Step 0 is everybody else. Whoever stands on a step is not climbed past downwards.
STEPS: dict[int, frozenset[Role]] = {
    1: frozenset({Role.SQUAD_LEADER, Role.COMMAND_ROOM}),
    2: frozenset({Role.CHIEF}),
}
TOP = max(STEPS)
#: Who stands above the ladder: nothing climbs past them.
ABOVE = frozenset({Role.DISTRICT_COMMANDER})


def limit_key(notice: Notice) -> str:
    return "notice.acknowledge.urgent" if notice.urgent else "notice.acknowledge"


def level_of(notice: Notice) -> int:
    """The highest step that one of the people told stands on."""
    day = timezone.localtime(notice.at).date()
    told = notice.recipients.values("officer_id")
    roles = set(Posting.objects.effective(day).filter(officer__in=told).values_list("role", flat=True))
    if roles & ABOVE:
        return TOP
    return max((step for step, holders in STEPS.items() if roles & holders), default=0)


def first_deadline(notice: Notice) -> datetime.datetime | None:
    """From when it climbs; none where nobody stands above."""
    return next_deadline(notice, level=notice.level, since=notice.at)


def next_deadline(notice: Notice, *, level: int, since: datetime.datetime) -> datetime.datetime | None:
    if level >= TOP:
        return None
    return time_limits.deadline(limit_key(notice), since=since)


def on_step(level: int, *, station: Station, on: datetime.date) -> list[Officer]:
    """Who stands there: at the station itself, else at the central station of its district, which answers for it."""
    found = holders(station=station, roles=STEPS[level], on=on)
    if found or station.is_central:
        return found
    central = Station.objects.filter(district_id=station.district_id, is_central=True).first()
    return holders(station=central, roles=STEPS[level], on=on) if central else []

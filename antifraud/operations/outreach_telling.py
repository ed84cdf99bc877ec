"""Whom outreach tells of what; words and addresses stand in antifraud.outreach_notices. No personal data travels."""

import datetime
from collections import Counter

from django.utils import timezone

from antifraud.models import Broadcast, GroupPosting, Talk
from jurisdiction.choices import Role
from jurisdiction.models import Officer
from notices.audience import holders
from notices.operations.outbox import Telling, tell, tell_many


def tell_keepers(
    broadcast: Broadcast, *, kind: str, at: datetime.datetime, by: Officer | None, every: bool = False
) -> int:
    """Each keeper once, of the groups still missing in which a person has to post (`every`: robots' groups too).
    Returns how many keepers."""
    missing = broadcast.postings.missing().select_related("group__keeper")
    if not every:
        missing = missing.filter(by_robot=False)
    groups = Counter(posting.group.keeper for posting in missing)
    tell_many(
        Telling(
            kind=kind,
            event=f"{broadcast.pk}:{keeper.pk}",
            to=[keeper],
            station=broadcast.station_id,
            at=at,
            params={"title": broadcast.version.warning.title, "groups": count},
            by=by,
        )
        for keeper, count in groups.items()
    )
    return len(groups)


def tell_robot_failed(posting: GroupPosting, *, at: datetime.datetime) -> None:
    """A robot has given up: its group's keeper posts by hand, and hears of it now and once."""
    tell(
        kind="broadcast.begun",
        event=f"posting:{posting.pk}",
        to=[posting.group.keeper],
        station=posting.broadcast.station_id,
        at=at,
        params={"title": posting.broadcast.version.warning.title, "groups": 1},
    )


def tell_justice(talk: Talk, *, at: datetime.datetime, by: Officer) -> None:
    """A volunteer has spoken: the justice office confirms the hours."""
    day = timezone.localtime(at).date()
    tell(
        kind="talk.hours",
        event=str(talk.pk),
        to=holders(station=talk.station_id, roles=[Role.JUSTICE_OFFICER], on=day),
        station=talk.station_id,
        at=at,
        params={"talk": str(talk.pk), "day": f"{timezone.localtime(talk.planned_at):%Y-%m-%d}"},
        by=by,
    )

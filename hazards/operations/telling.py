"""Whom the room tells of what; words and addresses stand in hazards.notices. No personal data travels."""

import datetime

from hazards.choices import Level
from hazards.models import Hazard
from hazards.operations.due import day_of
from jurisdiction.choices import OfficerKind, Role
from jurisdiction.models import Officer
from notices.audience import cadres_of, holders
from notices.operations.outbox import tell

LEADERS = frozenset({Role.SQUAD_LEADER, Role.COMMAND_ROOM})
CHIEFS = frozenset({Role.CHIEF})


def params_of(found: Hazard) -> dict[str, str]:
    return {
        "hazard": str(found.pk),
        "number": found.number,
        "kind": found.kind,
        "level": found.level,
        "status": found.status,
    }


def tell_reported(found: Hazard, *, at: datetime.datetime, by: Officer) -> None:
    """The two highest levels are heard of at once."""
    if found.level not in (Level.CRITICAL, Level.HIGH):
        return
    roles = LEADERS | CHIEFS if found.level == Level.CRITICAL else LEADERS
    kind = "hazard.critical" if found.level == Level.CRITICAL else "hazard.reported"
    tell(
        kind=kind,
        event=f"{found.pk}:{found.recurrences}",
        to=holders(station=found.station_id, roles=roles, on=day_of(at)),
        station=found.station_id,
        village=found.village_id,
        at=at,
        params=params_of(found),
        by=by,
    )


def tell_finder(found: Hazard, *, at: datetime.datetime, by: Officer) -> None:
    """A cadre who reported a hazard hears what came of it, as long as the village is the own one."""
    finder = found.found_by
    if finder.kind != OfficerKind.CADRE or found.village_id is None:
        return
    if finder not in cadres_of(village=found.village_id, on=day_of(at)):
        return
    tell(
        kind="hazard.moved",
        event=f"{found.pk}:{found.recurrences}:{found.status}",
        to=[finder],
        station=found.station_id,
        village=found.village_id,
        at=at,
        params=params_of(found),
        by=by,
    )


def tell_supervised(found: Hazard, *, at: datetime.datetime, by: Officer) -> None:
    if found.handler is None:
        return
    tell(
        kind="hazard.supervised",
        event=f"{found.pk}:{at.isoformat()}",
        to=[found.handler],
        station=found.station_id,
        village=found.village_id,
        at=at,
        params=params_of(found),
        by=by,
    )


def tell_extension_asked(found: Hazard, extension_id: int, *, at: datetime.datetime, by: Officer) -> None:
    """Who may decide it: leaders, the command room, the chief; not who asks."""
    deciding = holders(station=found.station_id, roles=LEADERS | CHIEFS, on=day_of(at))
    tell(
        kind="hazard.extension",
        event=str(extension_id),
        to=[officer for officer in deciding if officer.pk != by.pk],
        station=found.station_id,
        village=found.village_id,
        at=at,
        params=params_of(found),
        by=by,
    )

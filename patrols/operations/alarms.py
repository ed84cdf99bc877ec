"""Who is told of a round that does not start, step by step of the ladder, in a handful of statements for many rounds."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from jurisdiction.choices import Role
from jurisdiction.models import Officer
from notices.audience import holders_by_station
from notices.operations.outbox import Telling, tell_many
from patrols.choices import AlertStep
from patrols.kinds import ROUND_KINDS
from patrols.models import Round, ShiftMember

BATCH = 500
HEADS = (Role.CHIEF, Role.COMMAND_ROOM)


@dataclass(frozen=True, slots=True)
class Raised:
    """A step that a look has just raised."""

    round_id: int
    step: AlertStep
    due_at: datetime.datetime


def tell_of_alerts(raised: Sequence[Raised]) -> None:
    """Squad: those who stand in the shift. Leader: who leads the squad that night, else the station's squad leaders.
    Chief: the station's, and its command room. Within the transaction that raised the steps."""
    for start in range(0, len(raised), BATCH):
        _tell(raised[start : start + BATCH])


def _tell(raised: Sequence[Raised]) -> None:
    rounds = Round.objects.select_related("squad").in_bulk({found.round_id for found in raised})
    crews = _crews({found.shift_id for found in rounds.values()})
    bosses = _bosses(rounds.values())
    tellings = []
    for alert in raised:
        found = rounds[alert.round_id]
        day, crew = found.duty_date, crews.get(found.shift_id, [])
        if alert.step == AlertStep.CHIEF:
            people = [officer for role in HEADS for officer in bosses[day].get((found.station_id, role), [])]
        elif alert.step == AlertStep.LEADER:
            leads = [officer for officer, is_leader in crew if is_leader]
            people = leads or bosses[day].get((found.station_id, Role.SQUAD_LEADER), [])
        else:
            people = [officer for officer, _is_leader in crew]
        tellings.append(
            Telling(
                kind=ROUND_KINDS[alert.step],
                event=str(found.pk),
                to=people,
                station=found.station_id,
                at=alert.due_at,
                params={
                    "round": found.pk,
                    "number": found.number,
                    "squad": found.squad.name,
                    "planned_at": timezone.localtime(found.planned_at).isoformat(timespec="minutes"),
                },
            )
        )
    tell_many(tellings)


def _crews(shifts: Iterable[int]) -> Mapping[int, list[tuple[Officer, bool]]]:
    """Officers of the shifts, each with whether they lead; volunteers have no account to be told by."""
    found: dict[int, list[tuple[Officer, bool]]] = {}
    members = ShiftMember.objects.filter(shift_id__in=list(shifts), officer__is_active=True)
    for member in members.select_related("officer"):
        if member.officer is not None:
            found.setdefault(member.shift_id, []).append((member.officer, member.is_leader))
    return found


def _bosses(rounds: Iterable[Round]) -> dict[datetime.date, dict[tuple[int, Role], list[Officer]]]:
    """By night, station and role: a query a night, and nights are few."""
    stations: dict[datetime.date, set[int]] = {}
    for found in rounds:
        stations.setdefault(found.duty_date, set()).add(found.station_id)
    return {
        day: holders_by_station(stations=keys, roles=[Role.SQUAD_LEADER, *HEADS], on=day)
        for day, keys in stations.items()
    }

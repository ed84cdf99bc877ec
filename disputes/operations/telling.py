"""Who is told what. No name, telephone number or word of a report travels in a notice."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from disputes.models import Dispute, Report
from jurisdiction.choices import OfficerKind, Role
from jurisdiction.models import Officer
from notices.audience import cadres_of, holders
from notices.operations.outbox import tell

#: The duty desk, who is on duty, and who answers for it.
DUTY = (Role.COMMAND_ROOM, Role.CHIEF, Role.OFFICER, Role.SQUAD_LEADER)


def params_of(dispute: Dispute, **more: Any) -> dict[str, Any]:
    return {
        "dispute": str(dispute.pk),
        "number": dispute.number,
        "kind": dispute.kind,
        "level": dispute.level,
        "village": dispute.village.name,
        **more,
    }


def tell_desk(dispute: Dispute, *, event: str, alarm: bool, at: datetime.datetime) -> None:
    """A report came in: the command room hears of it; when it alarms, the chief and the officers on duty too, and
    somebody has to say that they have it."""
    roles = DUTY if alarm else (Role.COMMAND_ROOM,)
    kind = "dispute.alarm" if alarm else "dispute.reported"
    tell_roles(kind, dispute, event=event, roles=roles, at=at, signals=sorted(dispute.signals))


def reporters_of(dispute: Dispute, *, at: datetime.datetime) -> list[tuple[Report, Officer]]:
    """Everybody who reported it, also what was joined with it; a cadre who left the village hears nothing more."""
    found = Report.objects.filter(dispute=dispute) | Report.objects.filter(dispute__merged_into=dispute)
    on = timezone.localtime(at).date()
    still = {officer.pk for officer in cadres_of(village=dispute.village_id, on=on)}
    return [
        (report, report.by)
        for report in found.select_related("by")
        if report.by.kind != OfficerKind.CADRE or report.by_id in still
    ]


def tell_reporters(
    dispute: Dispute, *, event: str, moved: str, at: datetime.datetime, by: Officer | None
) -> None:
    """It moved: whoever reported it hears that, with a link to the own report."""
    for report, officer in reporters_of(dispute, at=at):
        if by is not None and officer.pk == by.pk:
            continue
        tell(
            kind="dispute.moved",
            event=f"{event}:{report.pk}",
            to=[officer],
            station=dispute.station_id,
            village=dispute.village_id,
            at=at,
            params={"report": str(report.pk), "number": dispute.number, "moved": moved},
            by=by,
        )


def tell_mediator(dispute: Dispute, *, event: str, at: datetime.datetime, by: Officer | None) -> None:
    if dispute.mediator is not None:
        tell(
            kind="dispute.assigned",
            event=event,
            to=[dispute.mediator],
            station=dispute.station_id,
            village=dispute.village_id,
            at=at,
            params=params_of(dispute),
            by=by,
        )


def tell_roles(
    kind: str, dispute: Dispute, *, event: str, roles: Iterable[Role], at: datetime.datetime, **params: Any
) -> None:
    tell(
        kind=kind,
        event=event,
        to=holders(station=dispute.station_id, roles=roles, on=timezone.localtime(at).date()),
        station=dispute.station_id,
        village=dispute.village_id,
        at=at,
        params=params_of(dispute, **params),
    )

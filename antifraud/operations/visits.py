"""Visits at the door: what a phone sends once or five times becomes one visit; the plan moves on with it."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from antifraud import door_rules
from antifraud.choices import DayPart, DoorOutcome, FraudKind
from antifraud.errors import AntifraudRefused, RecordTaken
from antifraud.models import DoorVisit, Household, PlannedDoor
from antifraud.operations.counts import Counted, apply_count, check_counted
from antifraud.operations.households import check_village, day_of, move_away
from jurisdiction.models import Officer
from jurisdiction.time_limits import deadline
from ledger.operations import record


@dataclass(frozen=True, slots=True)
class Said:
    """What was said and seen at the door. `counted`: None where nobody asked about the app."""

    outcome: DoorOutcome
    explained: Sequence[FraudKind] = ()
    told_to_call: bool = False
    counted: Counted | None = None
    slip_left: bool = False
    again_reason: str = ""
    note: str = ""


def too_soon(household: Household, at: datetime.datetime) -> datetime.datetime | None:
    """Until when the household is left in peace after the last talk; none if it may be visited."""
    if household.last_visit_at is None:
        return None
    until = deadline("door.again", since=household.last_visit_at)
    return until if household.last_visit_at < at < until else None


def check_said(said: Said, household: Household, at: datetime.datetime) -> None:
    """Raises AntifraudRefused with the field."""
    talked = said.outcome == DoorOutcome.TALKED
    if not talked and (said.explained or said.counted or said.told_to_call):
        raise AntifraudRefused(_("Nobody was talked to: nothing was explained or counted."), field="outcome")
    if len(said.note) > 300:
        raise AntifraudRefused(_("At most 300 characters."), field="note")
    if talked and not said.again_reason.strip() and too_soon(household, at) is not None:
        last = household.last_visit_at
        assert last is not None  # noqa: S101  # too_soon
        raise AntifraudRefused(
            _("They were talked to on %(day)s already: say why again so soon.")
            % {"day": day_of(last).isoformat()},
            field="again_reason",
        )
    if said.counted is not None:
        check_counted(said.counted)


@transaction.atomic
def record_visit(
    *,
    record_id: uuid.UUID,
    household: Household,
    said: Said,
    shift_ref: int | None = None,
    received_at: datetime.datetime,
    at: datetime.datetime,
    by: Officer,
) -> DoorVisit:
    """One visit. The same key of the same officer is the same visit. Raises AntifraudRefused, RecordTaken."""
    # The same tap sent twice takes turns here.
    household = Household.objects.select_for_update().get(pk=household.pk)
    there = DoorVisit.objects.filter(pk=record_id).first()
    if there is not None:
        if there.by_id != by.pk:
            raise RecordTaken(_("This entry is another officer's."))
        return there
    check_village(household.village, at=received_at, by=by)
    if household.left_on is not None and household.left_on < day_of(at):
        raise AntifraudRefused(
            _("They moved away: enter who lives there now as a new household."), field="door"
        )
    check_said(said, household, at)
    visit = DoorVisit.objects.create(
        id=record_id,
        station_id=household.station_id,
        village_id=household.village_id,
        household=household,
        at=at,
        received_at=received_at,
        by=by,
        shift_ref=shift_ref,
        outcome=said.outcome,
        explained=[str(kind) for kind in said.explained],
        told_to_call=said.told_to_call,
        slip_left=said.slip_left,
        again_reason=said.again_reason.strip(),
        note=said.note.strip(),
        keep_until=deadline("door.retention", since=at),
    )
    _move_on(household, visit, said, received_at=received_at)
    record(
        at=at,
        by=by,
        station=household.station_id,
        verb="door.visited",
        obj=household,
        detail={"outcome": str(said.outcome), "told_to_call": said.told_to_call},
        reason=visit.again_reason,
    )
    return visit


def _move_on(household: Household, visit: DoorVisit, said: Said, *, received_at: datetime.datetime) -> None:
    """What the visit changes at the household. One that comes late behind a newer one is kept and moves nothing."""
    at = visit.at
    newest = household.last_try_at is None or household.last_try_at <= at
    if said.counted is not None:
        apply_count(household, said.counted, at=at, by=visit.by, visit=visit)
    if said.outcome == DoorOutcome.TALKED and (
        household.last_visit_at is None or household.last_visit_at < at
    ):
        household.last_visit_at = at
    if newest:
        household.last_try_at, household.last_outcome = at, said.outcome
        household.tries = household.tries + 1 if said.outcome == DoorOutcome.NOT_HOME else 0
        household.next_visit_from, household.next_part = _come_back(household, visit)
    household.changed_at = received_at
    household.save()
    if said.outcome != DoorOutcome.NOT_HOME:
        PlannedDoor.objects.filter(
            household=household,
            done_at__isnull=True,
            plan__starts_on__lte=day_of(at),
            plan__ended_at__isnull=True,
        ).update(done_at=at)
    if said.outcome == DoorOutcome.LEFT and newest:
        move_away(household_id=household.pk, on=day_of(at), at=received_at, by=visit.by)
    elif newest and household.next_visit_from is not None and said.outcome == DoorOutcome.NOT_HOME:
        PlannedDoor.objects.filter(
            household=household,
            done_at__isnull=True,
            due_on__lt=household.next_visit_from,
            plan__ended_at__isnull=True,
        ).update(due_on=household.next_visit_from)


def _come_back(household: Household, visit: DoorVisit) -> tuple[datetime.date | None, str]:
    """From which day on, and in which part of the day, it is worth coming back."""
    if visit.outcome == DoorOutcome.NOT_HOME:
        earlier = DoorVisit.objects.filter(
            household=household, outcome=DoorOutcome.NOT_HOME, at__lte=visit.at
        )
        moments = list(earlier.order_by("-at").values_list("at", flat=True)[: household.tries])
        tried = [door_rules.part_of(timezone.localtime(moment).hour) for moment in reversed(moments)]
        return day_of(deadline("door.revisit", since=visit.at)) - door_rules.DAY, DayPart(
            door_rules.another_part(tried)
        )
    if visit.outcome == DoorOutcome.REFUSED:
        return day_of(deadline("door.refused", since=visit.at)) - door_rules.DAY, ""
    return None, ""

"""Shifts by hand: made, manned, cancelled, handed over."""

import datetime
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jurisdiction.models import Officer, Place, Station, Volunteer
from jurisdiction.templatetags.local_time import moment
from ledger.operations import record
from patrols import rules
from patrols.choices import RoundStatus, ShiftStatus
from patrols.errors import MemberBusy, RoundNotRunning, ShiftNotEditable
from patrols.models import Round, Shift, ShiftMember, Squad
from patrols.operations.planning import complete_shift
from patrols.operations.staffing import staffing_problems_of


def require_free(
    person: Officer | Volunteer,
    *,
    starts_at: datetime.datetime,
    ends_at: datetime.datetime,
    without: int,
) -> None:
    """Raises MemberBusy that says who stands where and when."""
    who = {"officer": person} if isinstance(person, Officer) else {"volunteer": person}
    taken = (
        ShiftMember.objects.filter(starts_at__lt=ends_at, ends_at__gt=starts_at, **who)
        .exclude(shift_id=without)
        .select_related("shift__squad")
        .first()
    )
    if taken is not None:
        raise MemberBusy(
            _("%(name)s already stands with %(squad)s from %(start)s to %(end)s.")
            % {
                "name": person,
                "squad": taken.shift.squad,
                "start": moment(taken.starts_at),
                "end": moment(taken.ends_at),
            },
            field="officers" if isinstance(person, Officer) else "volunteers",
        )


@transaction.atomic
def create_shift(
    *,
    station: Station,
    squad: Squad,
    duty_date: datetime.date,
    starts: datetime.time,
    ends: datetime.time,
    places: Sequence[Place],
    policy: rules.Policy,
    at: datetime.datetime,
    by: Officer,
) -> Shift:
    """An extra shift outside the rosters, manned by the squad's members who are free. Raises ShiftNotEditable."""
    starts_at, ends_at = rules.night_span(duty_date, starts, ends, timezone.get_default_timezone())
    if ends_at <= at:
        raise ShiftNotEditable(_("This night is over already."), field="duty_date")
    try:
        with transaction.atomic():
            shift = Shift.objects.create(
                station=station,
                squad=squad,
                duty_date=duty_date,
                starts_at=starts_at,
                ends_at=ends_at,
                status=ShiftStatus.PUBLISHED,
            )
            complete_shift(
                shift,
                policy=policy,
                places=[place.pk for place in places],
                at=at,
                by=by,
                verb="shift.created",
            )
    except IntegrityError as error:
        raise ShiftNotEditable(_("This squad has a shift at that time already."), field="squad") from error
    return shift


@transaction.atomic
def set_members(
    *,
    shift_id: int,
    officers: Sequence[Officer],
    volunteers: Sequence[Volunteer],
    leader: Officer | None,
    at: datetime.datetime,
    by: Officer,
) -> Shift:
    """Puts exactly these people into a shift that has not ended. Raises MemberBusy, ShiftNotEditable."""
    shift = Shift.objects.select_for_update(of=("self",)).select_related("squad").get(pk=shift_id)
    if shift.status not in (ShiftStatus.DRAFT, ShiftStatus.PUBLISHED, ShiftStatus.ON_DUTY):
        raise ShiftNotEditable(_("This shift is over or cancelled."))
    if leader is not None and leader not in officers:
        raise ShiftNotEditable(_("The leader must stand in the shift."), field="leader")
    people: list[Officer | Volunteer] = [*officers, *volunteers]
    for person in people:
        require_free(person, starts_at=shift.starts_at, ends_at=shift.ends_at, without=shift.pk)
    before = shift.members.count()
    shift.members.all().delete()
    try:
        with transaction.atomic():
            ShiftMember.objects.bulk_create(
                ShiftMember(
                    shift=shift,
                    is_leader=person == leader,
                    starts_at=shift.starts_at,
                    ends_at=shift.ends_at,
                    officer=person if isinstance(person, Officer) else None,
                    volunteer=person if isinstance(person, Volunteer) else None,
                )
                for person in people
            )
    except IntegrityError as error:
        raise MemberBusy(
            _("One of them was put into another shift a moment ago. Please look again.")
        ) from error
    shift.problems = staffing_problems_of(shift)
    shift.save(update_fields=["problems"])
    record(
        at=at,
        by=by,
        station=shift.station_id,
        verb="shift.edited",
        obj=shift,
        detail={"members_before": before, "members": len(people)},
    )
    return shift


@transaction.atomic
def cancel_shift(*, shift_id: int, reason: str, at: datetime.datetime, by: Officer) -> Shift:
    """Cancels a shift that has not begun; its people are free again. Raises ShiftNotEditable."""
    shift = Shift.objects.select_for_update().get(pk=shift_id)
    if not reason.strip():
        raise ShiftNotEditable(_("Give the reason."), field="reason")
    if (
        shift.status not in (ShiftStatus.DRAFT, ShiftStatus.AWAITING_APPROVAL, ShiftStatus.PUBLISHED)
        or shift.rounds.exclude(status=RoundStatus.PLANNED).exists()
    ):
        raise ShiftNotEditable(_("Only a shift that has not begun can be cancelled."))
    shift.status = ShiftStatus.CANCELLED
    shift.cancelled_reason = reason.strip()[:200]
    shift.save(update_fields=["status", "cancelled_reason"])
    shift.members.all().delete()
    shift.rounds.all().delete()
    record(
        at=at,
        by=by,
        station=shift.station_id,
        verb="shift.cancelled",
        obj=shift,
        reason=shift.cancelled_reason,
    )
    return shift


@transaction.atomic
def hand_over(*, shift_id: int, note: str, at: datetime.datetime, by: Officer) -> Shift:
    """Ends a shift with a note for the next one. A running round must be finished first.

    Raises RoundNotRunning, ShiftNotEditable.
    """
    shift = Shift.objects.select_for_update().get(pk=shift_id)
    if shift.status in (ShiftStatus.ENDED, ShiftStatus.ARCHIVED):
        return shift
    if shift.status not in (ShiftStatus.ON_DUTY, ShiftStatus.AWAITING_HANDOVER):
        raise ShiftNotEditable(_("This shift has not begun."))
    if Round.objects.filter(shift=shift, status=RoundStatus.IN_PROGRESS).exists():
        raise RoundNotRunning(_("Finish the running round first."))
    if at < shift.ends_at and Round.objects.filter(shift=shift, status=RoundStatus.PLANNED).exists():
        raise ShiftNotEditable(_("Rounds of this shift are still to come."))
    shift.status = ShiftStatus.ENDED
    shift.handover_note = note.strip()
    shift.handed_over_at = at
    shift.handed_over_by = by
    shift.save(update_fields=["status", "handover_note", "handed_over_at", "handed_over_by"])
    record(at=at, by=by, station=shift.station_id, verb="shift.handed_over", obj=shift)
    return shift

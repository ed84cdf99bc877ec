"""Starting, finishing, breaking off and excusing rounds."""

import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from jurisdiction.choices import OfficerKind
from jurisdiction.models import Officer
from ledger.operations import record
from patrols import rules
from patrols.choices import AlertStep, RoundStatus, ShiftStatus, StartKind
from patrols.errors import NotOnThisShift, RoundNotRunning, RoundNotStartable, RoundNotStarted
from patrols.models import Round, RoundAlert, Shift, ShiftMember


def require_on_shift(round_: Round, officer: Officer) -> None:
    """Only who stands in the shift logs its rounds. Raises NotOnThisShift."""
    require_in_shift(Shift(pk=round_.shift_id), officer)


def require_in_shift(shift: Shift, officer: Officer) -> None:
    """Raises NotOnThisShift."""
    if not ShiftMember.objects.filter(shift_id=shift.pk, officer=officer).exists():
        raise NotOnThisShift(_("You do not stand in this shift, so you cannot log its rounds."))


def require_belongs(found: Round, at: datetime.datetime) -> None:
    """What happened at `at` must have happened on this round, also when it is over by now and the record comes late.

    Raises RoundNotStarted when no start of it is known, RoundNotRunning when it ran at another time.
    """
    if found.started_at is None or found.status in (RoundStatus.PLANNED, RoundStatus.MISSED):
        raise RoundNotStarted(_("Start the round first."))
    if not rules.belongs_to_round(at, started_at=found.started_at, finished_at=found.finished_at):
        raise RoundNotRunning(_("The round was not running at that time."))


@transaction.atomic
def start_round(
    *, round_id: int, at: datetime.datetime, by: Officer, received_at: datetime.datetime | None = None
) -> Round:
    """Starts a planned round, or makes up a missed one. Judged by `at`: a start from inside the window that reaches the
    station late un-misses the round. Starting a running or walked one again changes nothing, unless this start was
    earlier: then it counts.

    Raises RoundNotStartable (too early, over, cancelled), NotOnThisShift.
    """
    found = Round.objects.select_for_update(of=("self",)).select_related("shift", "squad").get(pk=round_id)
    require_on_shift(found, by)
    walked = (RoundStatus.IN_PROGRESS, RoundStatus.DONE, RoundStatus.MADE_UP)
    if found.started_at is not None and found.started_at <= at and found.status in walked:
        return found
    if found.status == RoundStatus.ABORTED:
        raise RoundNotStartable(_("This round is over already."))
    if found.status == RoundStatus.EXCUSED and at >= found.start_by:
        raise RoundNotStartable(_("This round is over already."))
    _require_startable(found, at, by)
    return _start(found, at=at, received_at=received_at or at, by=by)


def _require_startable(found: Round, at: datetime.datetime, by: Officer) -> None:
    if found.shift.status == ShiftStatus.CANCELLED:
        raise RoundNotStartable(_("This shift was cancelled."))
    if found.squad.may_enforce and by.kind not in (OfficerKind.POLICE, OfficerKind.AUXILIARY):
        raise RoundNotStartable(_("A police officer or auxiliary of the squad must start the round."))
    if at < found.opens_at:
        raise RoundNotStartable(
            _("It is too early: the round can be started a little before its time, not sooner.")
        )
    if at > found.shift.ends_at + rules.DAY / 2:
        raise RoundNotStartable(_("The night is over: this round can no longer be made up."))
    running = (
        Round.objects.filter(shift_id=found.shift_id, status=RoundStatus.IN_PROGRESS, started_at__lte=at)
        .exclude(pk=found.pk)
        .first()
    )
    if running is not None:
        raise RoundNotStartable(_("Finish round %(number)d first.") % {"number": running.number})


def _start(found: Round, *, at: datetime.datetime, received_at: datetime.datetime, by: Officer) -> Round:
    was = found.status
    found.start_kind = rules.start_kind(
        at, planned_at=found.planned_at, on_time_until=found.on_time_until, start_by=found.start_by
    )
    if found.start_kind == StartKind.MAKE_UP and found.missed_at is None:
        found.missed_at = found.start_by  # the sweep had not looked yet; the moment is the same
    if found.start_kind != StartKind.MAKE_UP and found.missed_at is not None and found.unmissed_at is None:
        found.unmissed_at = received_at
    if was == RoundStatus.MADE_UP:
        found.status = RoundStatus.MADE_UP if found.start_kind == StartKind.MAKE_UP else RoundStatus.DONE
    elif was != RoundStatus.DONE:
        found.status = RoundStatus.IN_PROGRESS
    found.started_at = at
    found.started_by = by
    found.start_received_at = received_at
    found.save(
        update_fields=[
            "status",
            "start_kind",
            "missed_at",
            "unmissed_at",
            "started_at",
            "started_by",
            "start_received_at",
        ]
    )
    Shift.objects.filter(pk=found.shift_id, status=ShiftStatus.PUBLISHED).update(status=ShiftStatus.ON_DUTY)
    told = RoundAlert.objects.filter(round=found, acknowledged_at__isnull=True)
    if found.start_kind == StartKind.MAKE_UP:
        told = told.filter(step=AlertStep.REMINDER)  # that it was missed stays somebody's business
    told.update(acknowledged_at=received_at, acknowledged_by=by)
    detail: dict[str, Any] = {"start": found.start_kind, "number": found.number}
    if found.received_late:
        detail["received_at"] = received_at.isoformat()
    record(at=at, by=by, station=found.station_id, verb="round.started", obj=found, detail=detail)
    if found.unmissed_at == received_at:
        record(
            at=received_at,
            by=by,
            station=found.station_id,
            verb="round.unmissed",
            obj=found,
            detail={"was": was, "started_at": at.isoformat()},
        )
    return found


@transaction.atomic
def finish_round(
    *, round_id: int, at: datetime.datetime, by: Officer, received_at: datetime.datetime | None = None
) -> Round:
    """Finishes a running round; finishing a finished one again changes nothing.

    Raises RoundNotStarted, RoundNotRunning, NotOnThisShift.
    """
    found = Round.objects.select_for_update(of=("self",)).select_related("shift").get(pk=round_id)
    require_on_shift(found, by)
    if found.status in (RoundStatus.DONE, RoundStatus.MADE_UP):
        return found
    if found.status in (RoundStatus.PLANNED, RoundStatus.MISSED):
        raise RoundNotStarted(_("This round is not running."))
    if found.status != RoundStatus.IN_PROGRESS or found.started_at is None:
        raise RoundNotRunning(_("This round is not running."))
    found.status = RoundStatus.MADE_UP if found.start_kind == StartKind.MAKE_UP else RoundStatus.DONE
    found.finished_at = max(at, found.started_at)
    found.finished_by = by
    found.finish_received_at = received_at or at
    found.save(update_fields=["status", "finished_at", "finished_by", "finish_received_at"])
    record(
        at=at,
        by=by,
        station=found.station_id,
        verb="round.finished",
        obj=found,
        detail={"status": found.status},
    )
    return found


@transaction.atomic
def abort_round(*, round_id: int, reason: str, at: datetime.datetime, by: Officer) -> Round:
    """Breaks a running round off, with a reason: it failed, which is not the same as late or missed."""
    found = Round.objects.select_for_update().get(pk=round_id)
    require_on_shift(found, by)
    if found.status != RoundStatus.IN_PROGRESS:
        raise RoundNotRunning(_("This round is not running."))
    if not reason.strip():
        raise RoundNotRunning(_("Say why the round is broken off."), field="reason")
    found.status = RoundStatus.ABORTED
    found.reason = reason.strip()[:200]
    found.finished_at = at
    found.finished_by = by
    found.save(update_fields=["status", "reason", "finished_at", "finished_by"])
    record(at=at, by=by, station=found.station_id, verb="round.aborted", obj=found, reason=found.reason)
    return found


@transaction.atomic
def excuse_round(*, round_id: int, reason: str, at: datetime.datetime, by: Officer) -> Round:
    """Excuses a planned, missed or broken-off round; the trail of what happened before stays in the ledger."""
    found = Round.objects.select_for_update().get(pk=round_id)
    if found.status not in (RoundStatus.PLANNED, RoundStatus.MISSED, RoundStatus.ABORTED):
        raise RoundNotRunning(_("Only a round that was not walked can be excused."))
    if not reason.strip():
        raise RoundNotRunning(_("Give the reason why the round is excused."), field="reason")
    was = found.status
    found.status = RoundStatus.EXCUSED
    found.reason = reason.strip()[:200]
    found.excused_by = by
    found.save(update_fields=["status", "reason", "excused_by"])
    RoundAlert.objects.filter(round=found, acknowledged_at__isnull=True).update(
        acknowledged_at=at, acknowledged_by=by
    )
    record(
        at=at,
        by=by,
        station=found.station_id,
        verb="round.excused",
        obj=found,
        detail={"was": was},
        reason=found.reason,
    )
    return found


@transaction.atomic
def acknowledge_alert(*, alert_id: int, at: datetime.datetime, by: Officer) -> RoundAlert:
    """Somebody took note; a second time changes nothing."""
    alert = RoundAlert.objects.select_for_update().select_related("round").get(pk=alert_id)
    if alert.acknowledged_at is None:
        alert.acknowledged_at = at
        alert.acknowledged_by = by
        alert.save(update_fields=["acknowledged_at", "acknowledged_by"])
        record(
            at=at,
            by=by,
            station=alert.station_id,
            verb="round.alert_acknowledged",
            obj=alert.round,
            detail={"step": alert.step},
        )
    return alert

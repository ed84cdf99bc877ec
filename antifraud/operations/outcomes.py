"""What came of a line, in fen: money only moves by rows that are written once, and every sum is held by the database."""

import datetime
import uuid

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from antifraud import rules
from antifraud.choices import LineState, MilestoneKind, Outcome, Purse, ReportAction
from antifraud.errors import AntifraudRefused, NotNow, PoliceOnly, SecondPerson
from antifraud.models import Correction, FraudReport, Line, Movement, ReportStep
from antifraud.operations import intercept_telling as telling
from antifraud.operations.lines import held, note_milestone, require_running
from antifraud.operations.reports import locked, touch
from jurisdiction.choices import OfficerKind
from jurisdiction.models import Officer
from ledger.operations import record


def purses_of(row: FraudReport | Line) -> rules.Purses:
    """What a report or a line holds; a line's open part is the report's."""
    opened = row.open_fen if isinstance(row, FraudReport) else 0
    return rules.Purses(opened, row.stopped_fen, row.returned_fen, row.lost_fen)


def _book(
    report: FraudReport,
    line: Line,
    was: str,
    became: str,
    fen: int,
    *,
    key: uuid.UUID,
    at: datetime.datetime,
    by: Officer,
    correction: Correction | None = None,
) -> None:
    """One movement, with the columns that follow; both rows are held by the caller."""
    report_after = purses_of(report).moved(fen, was, became)
    Movement.objects.create(
        id=key, line=line, was=was, became=became, fen=fen, correction=correction, at=at, by=by
    )
    for purse, sign in ((was, -1), (became, 1)):
        if purse != Purse.OPEN:
            setattr(line, f"{purse}_fen", getattr(line, f"{purse}_fen") + sign * fen)
    sums = {f"{purse}_fen": getattr(line, f"{purse}_fen") for purse in ("stopped", "returned", "lost")}
    Line.objects.filter(pk=line.pk).update(**sums)
    touch(
        report,
        open_fen=report_after.open,
        stopped_fen=report_after.stopped,
        returned_fen=report_after.returned,
        lost_fen=report_after.lost,
    )


@transaction.atomic
def record_outcome(
    *,
    record_id: uuid.UUID,
    line_id: uuid.UUID,
    outcome: str,
    fen: int | None,
    at: datetime.datetime,
    by: Officer,
) -> Line:
    """Stopped, returned and lost move `fen`: from what the line holds, then from what is open. Delivered and refused move
    none. What is stopped begins its 48 hours, if nothing holds it yet. The same record again changes nothing.

    Raises NotNow, AntifraudRefused (field outcome, amount)."""
    report, line = held(line_id)
    if Movement.objects.filter(pk=record_id).exists():
        return line
    require_running(report)
    if outcome not in Outcome.values:
        raise AntifraudRefused(_("Choose what came of it."), field="outcome")
    moves, held_fen = outcome in rules.PURSE_OF, line.stopped_fen
    if moves and (fen is None or fen <= 0):
        raise AntifraudRefused(_("Give the amount in yuan, with at most two decimals."), field="amount")
    if moves and fen is not None:
        _move(report, line, outcome, fen, key=record_id, at=at, by=by)
    settled = line.returned_fen + line.lost_fen >= line.at_stake_fen or (
        report.open_fen == 0 and line.stopped_fen == 0
    )
    done = outcome in (Outcome.DELIVERED, Outcome.REFUSED) or (outcome != Outcome.STOPPED and settled)
    line.outcome, line.state = outcome, LineState.DONE if done else LineState.WORKING
    line.done_at = at if done else None
    columns = {"outcome": line.outcome, "state": line.state, "done_at": line.done_at}
    if done:
        columns |= {"next_at": None, "next_step": ""}
    Line.objects.filter(pk=line.pk).update(**columns)
    if moves and (done or held_fen):
        _end_clock(line, at=at)
    if not moves:
        touch(report)
    detail = {"number": report.number, "line": line.kind, "outcome": outcome, "fen": fen if moves else 0}
    record(at=at, by=by, station=report.station_id, verb="fraud.outcome", obj=line, detail=detail)
    if outcome == Outcome.STOPPED:
        _start_clock(line, key=uuid.uuid5(record_id, "stop"), at=at, by=by)
    return line


def _start_clock(line: Line, *, key: uuid.UUID, at: datetime.datetime, by: Officer) -> None:
    """A stop lapses after 48 hours, whether somebody noted it or merely booked the money."""
    holding = line.milestones.filter(ended_at__isnull=True, until__gt=at)
    stops = line.milestones.filter(kind=MilestoneKind.STOP).count()
    if stops < rules.STOPS_AT_MOST and not holding.exists():
        note_milestone(
            record_id=key, line_id=line.pk, kind=MilestoneKind.STOP, since=at, reference="", at=at, by=by
        )


def _end_clock(line: Line, *, at: datetime.datetime) -> None:
    """Nothing is held on the line any more: nobody is reminded that a stop lapses."""
    if not line.stopped_fen:
        line.milestones.filter(ended_at__isnull=True).update(ended_at=at)


def _move(
    report: FraudReport,
    line: Line,
    outcome: str,
    fen: int,
    *,
    key: uuid.UUID,
    at: datetime.datetime,
    by: Officer,
) -> None:
    taken = rules.draw(purses_of(line), report.open_fen, outcome, fen)
    if taken is None:
        raise AntifraudRefused(
            _("There is not so much: this line holds %(stopped)s yuan stopped, %(open)s yuan are still open.")
            % {"stopped": rules.yuan(line.stopped_fen), "open": rules.yuan(report.open_fen)},
            field="amount",
        )
    for number, (purse, part) in enumerate(taken):
        part_key = key if number == 0 else uuid.uuid5(key, str(number))
        _book(report, line, purse, rules.PURSE_OF[outcome], part, key=part_key, at=at, by=by)


def _work_again(line: Line) -> None:
    """Money of the line is somewhere else by now: it is worked on, and has no outcome of which nothing is left."""
    purse = rules.PURSE_OF.get(line.outcome)
    if purse is not None and not getattr(line, f"{purse}_fen"):
        line.outcome = ""
    columns = {"state": LineState.WORKING, "done_at": None, "outcome": line.outcome}
    Line.objects.filter(pk=line.pk).update(**columns)


@transaction.atomic
def release(
    *, record_id: uuid.UUID, line_id: uuid.UUID, fen: int, at: datetime.datetime, by: Officer
) -> Line:
    """A stop that lapsed: the money is open again. Raises NotNow, AntifraudRefused (field amount)."""
    report, line = held(line_id)
    if Movement.objects.filter(pk=record_id).exists():
        return line
    require_running(report)
    if not 0 < fen <= line.stopped_fen:
        raise AntifraudRefused(
            _("This line holds %(stopped)s yuan stopped.") % {"stopped": rules.yuan(line.stopped_fen)},
            field="amount",
        )
    _book(report, line, Purse.STOPPED, Purse.OPEN, fen, key=record_id, at=at, by=by)
    _work_again(line)
    _end_clock(line, at=at)
    detail = {"number": report.number, "line": line.kind, "fen": fen}
    record(at=at, by=by, station=report.station_id, verb="fraud.released", obj=line, detail=detail)
    return line


@transaction.atomic
def ask_correction(
    *,
    report_id: uuid.UUID,
    total_fen: int | None = None,
    line_id: uuid.UUID | None = None,
    was: str = "",
    became: str = "",
    fen: int | None = None,
    reason: str,
    at: datetime.datetime,
    by: Officer,
) -> Correction:
    """Asks for another total, or for money that was booked wrongly to go back. Another person decides.

    Raises NotNow, PoliceOnly, AntifraudRefused (field total, amount, line, reason)."""
    report = locked(report_id)
    require_running(report)
    _require_police(by)
    if not reason.strip():
        raise AntifraudRefused(_("Say why."), field="reason")
    if report.corrections.undecided().exists():
        raise NotNow(_("A correction waits to be decided already."))
    line = Line.objects.filter(pk=line_id, report=report).first() if line_id else None
    if line is None:
        _check_total(report, total_fen)
    else:
        total_fen = None
        _check_move(report, line, was, became, fen)
    asked = Correction.objects.create(
        report=report,
        line=line,
        total_fen=total_fen,
        was=was if line else "",
        became=became if line else "",
        moved_fen=fen if line else None,
        reason=reason.strip()[:300],
        asked_at=at,
        asked_by=by,
    )
    touch(report)
    detail = {"number": report.number, "total": total_fen, "from": was, "to": became, "fen": fen}
    record(at=at, by=by, station=report.station_id, verb="fraud.correction_asked", obj=report, detail=detail)
    telling.tell_correction(report, asked.pk, at=at, by=by)
    return asked


def _require_police(by: Officer) -> None:
    if by.kind != OfficerKind.POLICE:
        raise PoliceOnly(_("Only a police officer may do this."))


def _check_total(report: FraudReport, total_fen: int | None) -> None:
    settled = report.amount_fen - report.open_fen
    if total_fen is None or not 0 < total_fen <= rules.MOST_FEN:
        raise AntifraudRefused(_("Give the amount in yuan, with at most two decimals."), field="total")
    if total_fen < settled:
        raise AntifraudRefused(
            _("%(amount)s yuan are booked already: the total cannot be less.")
            % {"amount": rules.yuan(settled)},
            field="total",
        )


def _check_move(report: FraudReport, line: Line, was: str, became: str, fen: int | None) -> None:
    if was not in Purse.values or became not in Purse.values or was == became or was == Purse.OPEN:
        raise AntifraudRefused(_("Say where the money was booked and where it belongs."), field="was")
    if fen is None or not 0 < fen <= getattr(line, f"{was}_fen"):
        raise AntifraudRefused(
            _("This line holds %(amount)s yuan there.") % {"amount": rules.yuan(getattr(line, f"{was}_fen"))},
            field="amount",
        )


@transaction.atomic
def decide_correction(*, correction_id: int, allowed: bool, at: datetime.datetime, by: Officer) -> Correction:
    """By another person than who asked. What no longer holds when it is allowed is refused then.

    Raises SecondPerson, NotNow, PoliceOnly, AntifraudRefused."""
    asked = Correction.objects.select_related("line").get(pk=correction_id)
    report = locked(asked.report_id)
    _require_police(by)
    if asked.asked_by_id == by.pk:
        raise SecondPerson(_("You asked for this: another person decides."))
    columns = {"decided_at": at, "decided_by": by, "allowed": allowed}
    if not Correction.objects.filter(pk=asked.pk, decided_at__isnull=True).update(**columns):
        raise NotNow(_("This was decided already."))
    asked.refresh_from_db()
    if allowed:
        require_running(report)
        _apply(report, asked, at=at, by=by)
    else:
        touch(report)
    verb = "fraud.correction_allowed" if allowed else "fraud.correction_refused"
    record(at=at, by=by, station=report.station_id, verb=verb, obj=report, detail={"number": report.number})
    return asked


def _apply(report: FraudReport, asked: Correction, *, at: datetime.datetime, by: Officer) -> None:
    if asked.line_id is None:
        _check_total(report, asked.total_fen)
        was, total = report.amount_fen, asked.total_fen or 0
        at_stake = report.lines.filter(Q(at_stake_fen=was) | Q(at_stake_fen__gt=total))
        at_stake.update(at_stake_fen=total, version=F("version") + 1)
        touch(report, amount_fen=total, open_fen=report.open_fen + total - was)
        words = f"{rules.yuan(was)} → {rules.yuan(total)}"
    else:
        line = Line.objects.select_for_update().get(pk=asked.line_id)
        _check_move(report, line, asked.was, asked.became, asked.moved_fen)
        fen = asked.moved_fen or 0
        key = uuid.uuid4()
        _book(report, line, asked.was, asked.became, fen, key=key, at=at, by=by, correction=asked)
        _work_again(line)
        words = f"{asked.get_was_display()} → {asked.get_became_display()} {rules.yuan(fen)}"
    ReportStep.objects.create(
        report=report,
        action=ReportAction.CORRECT,
        was=report.status,
        became=report.status,
        words=f"{words} · {asked.reason}"[:500],
        at=at,
        by=by,
    )

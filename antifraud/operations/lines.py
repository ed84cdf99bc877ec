"""Lines of action: added, taken, edited under a version, marked by what others did."""

import datetime
import uuid

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from antifraud import rules
from antifraud.choices import LineKind, LineState, MilestoneKind, ReportStatus
from antifraud.errors import AntifraudRefused, NotNow, StaleLine
from antifraud.models import Contact, FraudReport, Line, Milestone
from antifraud.operations.reports import locked, refusal, touch
from jurisdiction.models import Officer
from jurisdiction.time_limits import deadline
from ledger.operations import record


def held(line_id: uuid.UUID) -> tuple[FraudReport, Line]:
    """The line and its report, both held: the report first, so that nobody waits crosswise."""
    report = locked(Line.objects.values_list("report_id", flat=True).get(pk=line_id))
    return report, Line.objects.select_for_update().get(pk=line_id)


def require_running(report: FraudReport) -> None:
    """Lines are worked on until the report is closed. Raises NotNow."""
    if report.status == ReportStatus.CLOSED:
        raise refusal(rules.Refusal.NOT_NOW, report)


@transaction.atomic
def add_line(
    *, record_id: uuid.UUID, report_id: uuid.UUID, kind: str, aim: str, at: datetime.datetime, by: Officer
) -> Line:
    """One more line, for the whole amount. The same record again changes nothing. Raises NotNow,
    AntifraudRefused (kind)."""
    report = locked(report_id)
    earlier = Line.objects.filter(pk=record_id, report=report).first()
    if earlier is not None:
        return earlier
    require_running(report)
    if kind not in LineKind.values:
        raise AntifraudRefused(_("Choose with whom it is pursued."), field="kind")
    last = report.lines.aggregate(last=Max("position"))["last"] or 0
    line = Line.objects.create(
        id=record_id,
        report=report,
        position=last + 1,
        kind=kind,
        aim=aim.strip()[:200],
        at_stake_fen=report.amount_fen,
    )
    touch(report)
    detail = {"number": report.number, "kind": kind}
    record(at=at, by=by, station=report.station_id, verb="fraud.line_added", obj=line, detail=detail)
    return line


@transaction.atomic
def take_line(*, line_id: uuid.UUID, shown: int | None, at: datetime.datetime, by: Officer) -> Line:
    """Takes a line, or takes it over from who the page showed (`shown`, an officer's key). Somebody who took it meanwhile
    is not pushed aside. Raises NotNow."""
    report, line = held(line_id)
    require_running(report)
    if line.taken_by_id == by.pk:
        return line
    if line.taken_by_id != shown:
        who = line.taken_by.name if line.taken_by else _("nobody")
        raise NotNow(_("%(who)s has this line by now.") % {"who": who})
    state = LineState.WORKING if line.state == LineState.OPEN else line.state
    Line.objects.filter(pk=line.pk).update(taken_by=by, taken_at=at, state=state)
    line.taken_by, line.taken_at, line.state = by, at, state
    touch(report)
    detail = {"number": report.number, "kind": line.kind, "from": shown}
    record(at=at, by=by, station=report.station_id, verb="fraud.line_taken", obj=line, detail=detail)
    return line


@transaction.atomic
def edit_line(
    *,
    line_id: uuid.UUID,
    version: int,
    contact: Contact | None,
    reference: str,
    note: str,
    at_stake_fen: int,
    at: datetime.datetime,
    by: Officer,
) -> Line:
    """Stores what is edited by hand, if nobody has since the version that was shown.

    Raises NotNow, StaleLine, AntifraudRefused (field at_stake)."""
    report, line = held(line_id)
    require_running(report)
    if not 0 < at_stake_fen <= report.amount_fen:
        raise AntifraudRefused(_("At most the amount of the report is at stake."), field="at_stake")
    columns = {
        "contact": contact,
        "reference": reference.strip()[:80],
        "note": note.strip()[:1000],
        "at_stake_fen": at_stake_fen,
        "edited_at": at,
        "edited_by": by,
    }
    if not Line.objects.filter(pk=line.pk, version=version).update(version=F("version") + 1, **columns):
        who = line.edited_by.name if line.edited_by else "—"
        raise StaleLine(
            _("%(who)s has changed this line meanwhile. Both versions stand here; nothing you typed is lost.")
            % {"who": who}
        )
    line.refresh_from_db()
    touch(report)
    detail = {"number": report.number, "version": line.version}
    record(at=at, by=by, station=report.station_id, verb="fraud.line_edited", obj=line, detail=detail)
    return line


@transaction.atomic
def note_milestone(
    *,
    record_id: uuid.UUID,
    line_id: uuid.UUID,
    kind: str,
    since: datetime.datetime,
    reference: str,
    at: datetime.datetime,
    by: Officer,
) -> Milestone:
    """Notes what a bank or the centre did: until when it holds is stored now. One in force before is settled by it. The
    system notes, it never issues. Raises NotNow, AntifraudRefused (field kind, since)."""
    report, line = held(line_id)
    earlier = Milestone.objects.filter(pk=record_id, line=line).first()
    if earlier is not None:
        return earlier
    require_running(report)
    if kind not in MilestoneKind.values:
        raise AntifraudRefused(_("Choose what they did."), field="kind")
    if since > at or since < report.transferred_at:
        raise AntifraudRefused(_("Between the transfer and now."), field="since")
    if kind == MilestoneKind.STOP:
        # the same stop as the booking of its money began, only told more exactly: it does not count twice
        begun = line.milestones.filter(kind=kind, ended_at__isnull=True, reference="", noted_at=F("at"))
        begun.filter(at__gte=since).delete()
    before = line.milestones.filter(kind=kind).count()
    if kind == MilestoneKind.STOP and before >= rules.STOPS_AT_MOST:
        raise AntifraudRefused(_("A payment is stopped at most twice; then it must be frozen."), field="kind")
    line.milestones.filter(ended_at__isnull=True).update(ended_at=since)
    found = Milestone.objects.create(
        id=record_id,
        line=line,
        kind=kind,
        count=before + 1,
        reference=reference.strip()[:80],
        at=since,
        until=deadline(f"fraud.{kind}", since=since),
        remind_at=deadline(f"fraud.{kind}.reminder", since=since),
        noted_at=at,
        by=by,
    )
    touch(report)
    detail = {"number": report.number, "kind": kind, "until": found.until.isoformat()}
    record(at=at, by=by, station=report.station_id, verb="fraud.milestone", obj=line, detail=detail)
    return found

"""A report of fraud: taken in seconds, handed over, asked about again, closed."""

import datetime
import uuid
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from antifraud import rules
from antifraud.choices import (
    AgeBand,
    Audience,
    FraudKind,
    LineKind,
    LineState,
    MoneyChannel,
    Outcome,
    Purse,
    Reach,
    ReportAction,
    ReportStatus,
)
from antifraud.errors import AntifraudRefused, NotNow, PoliceOnly, RecordTaken
from antifraud.models import Asked, FraudReport, Line, Movement, ReportStep
from antifraud.operations import intercept_telling as telling
from antifraud.operations import persons
from antifraud.operations.persons import Person
from antifraud.operations.playbooks import playbook_for
from jurisdiction.errors import DomainError
from jurisdiction.models import Officer, Station, Village
from jurisdiction.time_limits import deadline
from ledger.operations import record
from papers.numbers import record_number

SERIES = "ZP"


def day_of(moment: datetime.datetime) -> datetime.date:
    """The station's day."""
    return timezone.localtime(moment).date()


def kept(since: datetime.datetime) -> datetime.datetime:
    """Until when persons and words stay. It runs from the report on, anew when that is handed over, closed or opened
    again: one that nobody ever closes is forgotten too."""
    return deadline("fraud.retention", since=since)


def locked(report_id: uuid.UUID) -> FraudReport:
    """The report, held until the transaction ends: whoever moves its money or lines waits for one another."""
    return FraudReport.objects.select_for_update().get(pk=report_id)


def touch(report: FraudReport, **columns: Any) -> None:
    """Stores columns of the locked report and counts the change, so that open pages see that there is news. What is
    written beneath a report that was forgotten is forgotten again: at once, or when its new time is over."""
    if report.forgotten_at is not None:
        columns = {"forgotten_at": None, **columns}
    FraudReport.objects.filter(pk=report.pk).update(revision=F("revision") + 1, **columns)
    for name, value in columns.items():
        setattr(report, name, value)
    report.revision += 1


def refusal(why: rules.Refusal, report: FraudReport) -> DomainError:
    if why is rules.Refusal.POLICE_ONLY:
        return PoliceOnly(_("Only a police officer may do this."))
    if why is rules.Refusal.MONEY_OPEN:
        held = rules.yuan(report.open_fen + report.stopped_fen)
        return AntifraudRefused(
            _("%(amount)s yuan are neither returned nor lost: say what became of them first.")
            % {"amount": held},
            field="rest_lost",
        )
    return NotNow(
        _("This cannot be done now: the report is “%(status)s”.") % {"status": report.get_status_display()}
    )


@transaction.atomic
def open_report(
    *,
    record_id: uuid.UUID,
    station: Station,
    village: Village | None,
    amount_fen: int,
    kind: str,
    channel: str,
    words: str,
    transferred_at: datetime.datetime,
    person: Person,
    age_band: str = AgeBand.UNKNOWN,
    audience: str = Audience.RESIDENTS,
    reached_by: Sequence[str] = (),
    at: datetime.datetime,
    by: Officer,
) -> FraudReport:
    """Takes a report and opens the lines of the playbook, each for the whole amount. The same record again changes
    nothing.

    Raises AntifraudRefused (field amount, kind, channel, transferred_at, name, phone, reached_by), RecordTaken.
    """
    earlier = FraudReport.objects.filter(pk=record_id).first()
    if earlier is not None:
        if earlier.opened_by_id != by.pk:
            raise RecordTaken(_("This record's key is taken. Please enter it again."))
        return earlier
    _check(amount_fen, kind, channel, transferred_at, age_band, audience, reached_by, at)
    persons.check_person(person)
    playbook = playbook_for(station_id=station.pk, kind=kind)
    report = FraudReport(
        id=record_id,
        number=record_number(station=station, series=SERIES, day=day_of(at)),
        station=station,
        village=village,
        received_at=at,
        transferred_at=transferred_at,
        golden_until=deadline("fraud.golden", since=transferred_at),
        amount_fen=amount_fen,
        open_fen=amount_fen,
        kind=kind,
        channel=channel,
        words=words.strip()[:2000],
        age_band=age_band,
        audience=audience,
        reached_by=list(reached_by),
        playbook=playbook,
        handler=by,
        opened_by=by,
        keep_until=kept(at),
    )
    for name, value in persons.sealed_columns(report, person).items():
        setattr(report, name, value)
    report.household = persons.household_of(report.phone_hash, station_id=station.pk)
    if report.village_id is None and report.household is not None:
        report.village_id = report.household.village_id
    report.save(force_insert=True)
    Line.objects.bulk_create(
        Line(
            report=report,
            position=position,
            kind=LineKind(given["kind"]),
            aim=given["aim"],
            at_stake_fen=amount_fen,
        )
        for position, given in enumerate(playbook.lines if playbook else (), start=1)
    )
    _step(report, ReportAction.OPEN, was="", words="", at=at, by=by)
    detail = {"number": report.number, "kind": kind, "fen": amount_fen}
    record(at=at, by=by, station=station, verb="fraud.reported", obj=report, detail=detail)
    telling.tell_reported(report, at=at, by=by)
    return report


def _check(
    amount_fen: int,
    kind: str,
    channel: str,
    transferred_at: datetime.datetime,
    age_band: str,
    audience: str,
    reached_by: Sequence[str],
    at: datetime.datetime,
) -> None:
    if not 0 < amount_fen <= rules.MOST_FEN:
        raise AntifraudRefused(_("Give the amount in yuan, with at most two decimals."), field="amount")
    if kind not in FraudKind.values:
        raise AntifraudRefused(_("Choose what kind of fraud it is."), field="kind")
    if channel not in MoneyChannel.values:
        raise AntifraudRefused(_("Choose how the money left."), field="channel")
    if transferred_at > at:
        raise AntifraudRefused(_("The money cannot have left after the report."), field="transferred_at")
    if age_band not in AgeBand.values or audience not in Audience.values:
        raise AntifraudRefused(_("Choose who was defrauded."), field="audience")
    unknown = [one for one in reached_by if one not in Reach.values]
    if unknown or (Reach.NONE in reached_by and len(reached_by) > 1):
        raise AntifraudRefused(_("Either nothing had reached them, or what did."), field="reached_by")


def _step(
    report: FraudReport, action: ReportAction, *, was: str, words: str, at: datetime.datetime, by: Officer
) -> None:
    ReportStep.objects.create(
        report=report, action=action, was=was, became=report.status, words=words[:500], at=at, by=by
    )


def _act(
    report: FraudReport,
    action: ReportAction,
    *,
    words: str,
    at: datetime.datetime,
    by: Officer,
    told: dict[str, Any] | None = None,
    **columns: Any,
) -> FraudReport:
    unsettled = report.open_fen + report.stopped_fen
    following = rules.judge_report(report.status, action, kind=by.kind, unsettled_fen=unsettled)
    if isinstance(following, rules.Refusal):
        raise refusal(following, report)
    was = report.status
    touch(report, status=following, **columns)
    _step(report, action, was=was, words=words, at=at, by=by)
    detail = {"number": report.number, "from": was, "to": following, **(told or {})}
    record(at=at, by=by, station=report.station_id, verb=f"fraud.{action}", obj=report, detail=detail)
    return report


def _said(words: str) -> str:
    text = words.strip()
    if not text:
        raise AntifraudRefused(_("Say it in a few words."), field="words")
    return text[:500]


@transaction.atomic
def hand_over(
    *, report_id: uuid.UUID, reference: str, words: str, at: datetime.datetime, by: Officer
) -> FraudReport:
    """To a case, named by its number. Money may still be booked. Raises NotNow, PoliceOnly,
    AntifraudRefused (reference)."""
    if not reference.strip():
        raise AntifraudRefused(_("Name the case it goes to."), field="reference")
    columns: dict[str, Any] = {"case_reference": reference.strip()[:60], "keep_until": kept(at)}
    return _act(locked(report_id), ReportAction.HAND_OVER, words=words.strip(), at=at, by=by, **columns)


@transaction.atomic
def follow_up(*, report_id: uuid.UUID, words: str, at: datetime.datetime, by: Officer) -> FraudReport:
    """回访: what the victim says afterwards; of a report that was forgotten it is kept for a new term.
    Raises AntifraudRefused (words)."""
    report = locked(report_id)
    columns: dict[str, Any] = {"keep_until": kept(at)} if report.forgotten_at else {}
    return _act(report, ReportAction.FOLLOW_UP, words=_said(words), at=at, by=by, **columns)


@transaction.atomic
def close(
    *, report_id: uuid.UUID, words: str, rest_lost: bool, at: datetime.datetime, by: Officer
) -> FraudReport:
    """Closes a report whose money is all returned or lost; `rest_lost` books what is left as lost first.

    Raises NotNow, PoliceOnly, AntifraudRefused (field rest_lost, words)."""
    report, text = locked(report_id), _said(words)
    told = {}
    if rest_lost and report.status != ReportStatus.CLOSED:
        told["lost_fen"] = _write_off(report, at=at, by=by)
    unfinished = report.lines.unfinished()
    unfinished.update(state=LineState.DONE, done_at=at, next_at=None, next_step="")
    columns: dict[str, Any] = {"closed_at": at, "keep_until": kept(at)}
    return _act(report, ReportAction.CLOSE, words=text, at=at, by=by, told=told, **columns)


def _write_off(report: FraudReport, *, at: datetime.datetime, by: Officer) -> int:
    """What is stopped is lost where it was stopped; what is open is lost on the first line. Returns how much."""
    lines = list(report.lines.order_by("position"))
    if not lines and report.open_fen:
        raise AntifraudRefused(_("Add a line of action first: money is booked on lines."), field="rest_lost")
    rest = [(line, Purse.STOPPED, line.stopped_fen) for line in lines if line.stopped_fen]
    if report.open_fen:
        rest.insert(0, (lines[0], Purse.OPEN, report.open_fen))
    for line, purse, fen in rest:
        Movement.objects.create(line=line, was=purse, became=Purse.LOST, fen=fen, at=at, by=by)
        lost = {"lost_fen": F("lost_fen") + fen, "outcome": Outcome.LOST}
        if purse == Purse.STOPPED:
            lost["stopped_fen"] = F("stopped_fen") - fen
        Line.objects.filter(pk=line.pk).update(**lost)
    rest_fen = report.open_fen + report.stopped_fen
    touch(report, open_fen=0, stopped_fen=0, lost_fen=report.lost_fen + rest_fen)
    return rest_fen


@transaction.atomic
def reopen(*, report_id: uuid.UUID, words: str, at: datetime.datetime, by: Officer) -> FraudReport:
    """Back on the board: money that came back late, an error. Raises NotNow, PoliceOnly, AntifraudRefused (words)."""
    columns: dict[str, Any] = {"closed_at": None, "keep_until": kept(at)}
    return _act(locked(report_id), ReportAction.REOPEN, words=_said(words), at=at, by=by, **columns)


@transaction.atomic
def ask(*, report_id: uuid.UUID, code: str, answer: str, at: datetime.datetime, by: Officer) -> Asked:
    """A question of the playbook was asked. Asked again it is another row: two who write at once lose nothing.

    Raises AntifraudRefused (field answer)."""
    report = locked(report_id)
    questions = {row["code"]: row["text"] for row in (report.playbook.questions if report.playbook else ())}
    if code not in questions:
        raise AntifraudRefused(_("This question stands in another version of the playbook."), field="answer")
    said = Asked.objects.create(
        report=report, code=code, question=questions[code], answer=answer.strip()[:300], at=at, by=by
    )
    touch(report)
    record(at=at, by=by, station=report.station_id, verb="fraud.asked", obj=report, detail={"code": code})
    return said

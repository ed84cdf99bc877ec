"""A dispute is reported, reported again by somebody else, or told more of."""

import datetime
import uuid
from collections.abc import Sequence

from django.contrib.gis.geos import Point
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from disputes import rules
from disputes.choices import ENDED, DisputeKind, EventVerb, Level, Signal, Status, Step
from disputes.errors import NotYourVillage, RecordTaken, ReportRefused, StepRefused
from disputes.models import Dispute, Event, Report
from disputes.operations.moves import REFUSALS, allowed, locked, swap
from disputes.operations.parties import PartyInput, check_parties, store_parties
from disputes.operations.steps import begin, drop, relevel
from disputes.operations.telling import tell_desk, tell_reporters
from disputes.operations.timeline import add_event
from jurisdiction.models import Officer, Village
from jurisdiction.postings import standing
from jurisdiction.time_limits import deadline
from papers.numbers import record_number

SERIES = "JF"
WORDS_MOST, PLACE_MOST = 2000, 120


def _refuse_incomplete(words: str, place_words: str, parties: Sequence[PartyInput]) -> None:
    if not words.strip():
        raise ReportRefused(_("Say in a few words what happened."), field="words")
    if len(words.strip()) > WORDS_MOST:
        raise ReportRefused(_("At most 2,000 characters."), field="words")
    if len(place_words.strip()) > PLACE_MOST:
        raise ReportRefused(_("At most 120 characters."), field="place_words")
    check_parties(parties)


def _require_in_remit(village: Village, by: Officer, on: datetime.date) -> None:
    remit = standing(by, on=on).remit
    if not Village.objects.within(remit).filter(pk=village.pk).exists():
        raise NotYourVillage(_("You report for your own village."), field="village")


@transaction.atomic
def report_dispute(
    *,
    record_id: uuid.UUID,
    village: Village,
    kind: DisputeKind,
    level: Level,
    signals: frozenset[Signal],
    words: str,
    place_words: str,
    point: Point | None,
    parties: Sequence[PartyInput],
    same_as: uuid.UUID | None,
    at: datetime.datetime,
    received_at: datetime.datetime,
    by: Officer,
) -> Dispute:
    """Stores a report; returns the dispute it belongs to, a new one unless `same_as` names one of the same village.

    `same_as` that was settled, or closed within the limit `dispute.relapse`, opens again; after it, the new one names the
    earlier. What was written before it ended and came later opens nothing.
    One of another village, or of none, is left aside, so that nobody learns whether it exists. Idempotent by
    `record_id`. Raises ReportRefused (words, place_words, parties, phone), NotYourVillage (village), RecordTaken.
    """
    earlier = Report.objects.select_related("dispute").filter(pk=record_id).first()
    if earlier is not None:
        if earlier.by_id != by.pk:
            raise RecordTaken(_("This record's key is taken. Please enter it again."))
        return earlier.dispute
    _refuse_incomplete(words, place_words, parties)
    _require_in_remit(village, by, timezone.localtime(received_at).date())
    known = _same(same_as, village)
    report = Report(
        id=record_id,
        kind=kind,
        level=level,
        signals=sorted(signals),
        words=words.strip(),
        place_words=place_words.strip(),
        point=point,
        reported_at=min(at, received_at),
        received_at=received_at,
        by=by,
        said_same=known is not None,
    )
    if known is not None and (known.status not in ENDED or _relapses(known, received_at)):
        return _join(known, report, parties)
    return _open(report, village, parties, earlier=known)


def _same(same_as: uuid.UUID | None, village: Village) -> Dispute | None:
    """The dispute that was meant, or the one it was joined with, held."""
    if same_as is None:
        return None
    found = Dispute.objects.filter(pk=same_as, village=village).first()
    while found is not None and found.merged_into_id is not None:
        found = Dispute.objects.filter(pk=found.merged_into_id, village=village).first()
    return None if found is None else locked(found.pk)


def _relapses(dispute: Dispute, at: datetime.datetime) -> bool:
    """Closed so lately that it is the same quarrel breaking out again."""
    return (
        dispute.status == Status.CLOSED
        and dispute.closed_at is not None
        and at < deadline("dispute.relapse", since=dispute.closed_at)
    )


def _open(
    report: Report, village: Village, parties: Sequence[PartyInput], *, earlier: Dispute | None
) -> Dispute:
    station = village.township.station
    day = timezone.localtime(report.received_at).date()
    dispute = Dispute(
        id=report.pk,
        number=record_number(station=station, series=SERIES, day=day),
        station=station,
        village=village,
        kind=report.kind,
        level=rules.level_with(report.level, report.signals),
        level_reported=report.level,
        signals=report.signals,
        words=report.words,
        place_words=report.place_words,
        point=report.point,
        reported_at=report.reported_at,
        received_at=report.received_at,
        reported_by=report.by,
        earlier=earlier,
    )
    dispute.save(force_insert=True)
    report.dispute, report.station = dispute, station
    report.save(force_insert=True)
    store_parties(dispute, parties, report=report)
    begin(dispute, Step.TRIAGE, since=report.received_at)
    begin(dispute, Step.FEEDBACK, since=report.received_at)
    add_event(
        dispute,
        EventVerb.REPORTED,
        at=report.reported_at,
        received_at=report.received_at,
        by=report.by,
        report=report,
        detail={"kind": dispute.kind, "level": dispute.level, "signals": dispute.signals},
    )
    alarm = rules.alarms(dispute.level, dispute.signals)
    tell_desk(dispute, event=f"{dispute.pk}:reported", alarm=alarm, at=report.received_at)
    return dispute


def _join(dispute: Dispute, report: Report, parties: Sequence[PartyInput]) -> Dispute:
    """Another report of a dispute that is known: it may raise the level, name people, open it again."""
    report.dispute, report.station = dispute, dispute.station
    report.save(force_insert=True)
    store_parties(dispute, parties, report=report)
    add_event(
        dispute,
        EventVerb.JOINED,
        at=report.reported_at,
        received_at=report.received_at,
        by=report.by,
        report=report,
        detail={"signals": report.signals},
    )
    if _broke_out_again(dispute, report):
        open_again(dispute, at=report.received_at, by=report.by, relapse=True)
    alarm = raise_level(
        dispute,
        level=report.level,
        signals=frozenset(report.signals),
        at=report.received_at,
        by=report.by,
    )
    tell_desk(dispute, event=f"{report.pk}:joined", alarm=alarm, at=report.received_at)
    return dispute


def _broke_out_again(dispute: Dispute, report: Report) -> bool:
    """After it was settled, though the visits may still run, or closed without a settlement."""
    ended = dispute.settled_at or dispute.closed_at
    over = dispute.status in (Status.SETTLED, Status.CLOSED)
    return over and ended is not None and report.reported_at > ended


def raise_level(
    dispute: Dispute,
    *,
    level: str,
    signals: frozenset[str],
    at: datetime.datetime,
    by: Officer,
) -> bool:
    """What another report says makes it as grave as the graver of both; true when the duty desk must hear of that."""
    seen = sorted({*dispute.signals, *signals})
    raised = rules.level_with(max(dispute.level, level, key=rules.LEVELS.index), seen)
    fresh = signals - set(dispute.signals)
    if raised == dispute.level and not fresh:
        return False
    alarm = bool(fresh) or (raised == rules.RED and dispute.level != rules.RED)
    was = dispute.level
    Dispute.objects.filter(pk=dispute.pk).update(level=raised, signals=seen)
    add_event(
        dispute,
        EventVerb.LEVEL,
        at=at,
        by=by,
        detail={"was": was, "level": raised, "signals": seen},
    )
    dispute.level, dispute.signals = raised, seen
    relevel(dispute, was=was, at=at)
    return alarm


def open_again(
    dispute: Dispute, *, at: datetime.datetime, by: Officer, relapse: bool, told: str = "", note: str = ""
) -> None:
    """Back to the desk, to be looked at and answered anew; what was judged of the earlier episode no longer holds.
    Whether it may be is the caller's to know."""
    dispute.mediations.filter(ended_at__isnull=True).update(ended_at=at, result="ended")
    swap(
        dispute,
        Status.REPORTED,
        closed_at=None,
        settled_at=None,
        mediator=None,
        route="",
        exclusions=[],
        complex=False,
        department="",
        escalated_to="",
        relapses=dispute.relapses + relapse,
    )
    drop(dispute, None, at=at)
    dispute.followups.filter(done_at__isnull=True, dropped_at__isnull=True).update(dropped_at=at)
    begin(dispute, Step.TRIAGE, since=at)
    begin(dispute, Step.FEEDBACK, since=at)
    event = add_event(
        dispute, EventVerb.REOPENED, at=at, by=by, told=told, note=note, detail={"relapse": relapse}
    )
    tell_reporters(dispute, event=str(event.pk), moved=EventVerb.REOPENED, at=at, by=by)


@transaction.atomic
def add_words(
    *,
    record_id: uuid.UUID,
    dispute_id: uuid.UUID,
    words: str,
    at: datetime.datetime,
    received_at: datetime.datetime,
    by: Officer,
) -> Event:
    """What a reporter, mediator or the desk has to add; nothing written before is changed. `dispute_id` may be the key
    of the own report. Idempotent by `record_id`. Raises ReportRefused (words), StepRefused, RecordTaken,
    Dispute.DoesNotExist."""
    earlier = Event.objects.filter(pk=record_id).first()
    if earlier is not None:
        if earlier.by_id != by.pk:
            raise RecordTaken(_("This record's key is taken. Please enter it again."))
        return earlier
    if not words.strip():
        raise ReportRefused(_("Say in a few words what is to be added."), field="words")
    if len(words.strip()) > WORDS_MOST:
        raise ReportRefused(_("At most 2,000 characters."), field="words")
    report = Report.objects.filter(pk=dispute_id, by=by).first()
    dispute = locked(report.dispute_id if report is not None else dispute_id)
    if dispute.merged_into_id is not None:
        dispute = locked(dispute.merged_into_id)
    outcome = allowed(dispute, rules.Action.ADD_WORDS, by=by, at=received_at)
    mine = report is not None and outcome is rules.Refusal.NOT_YOURS  # reported what was joined with it
    if isinstance(outcome, rules.Refusal) and not mine:
        raise StepRefused(REFUSALS[outcome])
    return add_event(
        dispute,
        EventVerb.WORDS,
        at=min(at, received_at),
        received_at=received_at,
        record_id=record_id,
        by=by,
        report=report,
        note=words,
    )

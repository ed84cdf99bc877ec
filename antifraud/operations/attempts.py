"""Attempts: rows of their own, so that two officers who write at the same moment lose nothing."""

import datetime
import uuid
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from antifraud.choices import Answer, AttemptWay, LineState
from antifraud.errors import AntifraudRefused, RecordTaken
from antifraud.models import Attempt, Line
from antifraud.operations.lines import held, require_running
from antifraud.operations.reports import touch
from jurisdiction.models import Officer
from ledger.operations import record


@transaction.atomic
def record_attempt(
    *,
    record_id: uuid.UUID,
    line_id: uuid.UUID,
    answer: str,
    way: str = AttemptWay.PHONE,
    spoke_to: str = "",
    words: str = "",
    next_step: str = "",
    next_at: datetime.datetime | None = None,
    at: datetime.datetime,
    by: Officer,
) -> Attempt:
    """One try and what came of it; what is next stands on the line. Nobody's line becomes the caller's own, a line
    that was done is worked on again. The same record again changes nothing.

    Raises NotNow, RecordTaken, AntifraudRefused (field answer, way, next_at)."""
    report, line = held(line_id)
    earlier = Attempt.objects.filter(pk=record_id).first()
    if earlier is not None:
        if earlier.by_id != by.pk or earlier.line_id != line.pk:
            raise RecordTaken(_("This record's key is taken. Please enter it again."))
        return earlier
    require_running(report)
    if answer not in Answer.values:
        raise AntifraudRefused(_("Choose what they answered."), field="answer")
    if way not in AttemptWay.values:
        raise AntifraudRefused(_("Choose by which way."), field="way")
    if next_at is not None and next_at < at:
        raise AntifraudRefused(_("The next attempt lies ahead."), field="next_at")
    made = Attempt.objects.create(
        id=record_id,
        line=line,
        way=way,
        spoke_to=spoke_to.strip()[:80],
        answer=answer,
        words=words.strip()[:500],
        next_step=next_step.strip()[:200],
        next_at=next_at,
        at=at,
        by=by,
    )
    columns: dict[str, Any] = {
        "state": LineState.WORKING,
        "done_at": None,
        "next_step": made.next_step,
        "next_at": next_at,
    }
    if line.first_try_at is None:
        columns["first_try_at"] = at
    if line.first_answer_at is None and answer != Answer.NO_ANSWER:
        columns["first_answer_at"] = at
    if line.taken_by_id is None:
        columns |= {"taken_by": by, "taken_at": at}
    Line.objects.filter(pk=line.pk).update(**columns)
    touch(report)
    detail = {"number": report.number, "line": line.kind, "answer": answer}
    record(at=at, by=by, station=report.station_id, verb="fraud.attempt", obj=line, detail=detail)
    return made

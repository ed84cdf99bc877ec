"""Deadlines begin, are met or fall away. Within the caller's transaction."""

import datetime
from collections.abc import Iterable

from disputes import rules
from disputes.choices import Step
from disputes.models import Deadline, Dispute
from jurisdiction.time_limits import deadline

#: The limit of each step; that of the first look depends on the level.
KEYS: dict[Step, str] = {
    Step.ASSIGN: "dispute.accept",
    Step.FEEDBACK: "dispute.feedback",
    Step.FIRST_SESSION: "dispute.session.first",
    Step.SECOND_SESSION: "dispute.session.second",
    Step.MEDIATION: "dispute.mediation",
    Step.DECIDE: "dispute.decide",
    Step.UPPER: "dispute.upper",
    Step.DEPARTMENT: "dispute.department",
    Step.FIRST_FOLLOWUP: "dispute.followup.first",
    Step.SECOND_FOLLOWUP: "dispute.followup.second",
    Step.CONFIRMATION: "dispute.judicial_confirmation",
}


def key_of(step: Step, *, level: str, is_complex: bool = False) -> str:
    """The row of the table of limits that a step is measured by."""
    if step is Step.TRIAGE:
        return rules.triage_key(level)
    if step is Step.FEEDBACK and is_complex:
        return "dispute.feedback.complex"
    return KEYS[step]


def build(dispute: Dispute, step: Step, *, since: datetime.datetime, is_complex: bool = False) -> Deadline:
    """The row that says when the step is due and when each rung hears of it; the caller stores it."""
    due_at = deadline(key_of(step, level=dispute.level, is_complex=is_complex), since=since)
    found = Deadline(dispute=dispute, station_id=dispute.station_id, step=step, begun_at=since, due_at=due_at)
    if step is Step.CONFIRMATION:
        found.remind_at = deadline("dispute.judicial_confirmation.reminder", since=since)
    else:
        chief, district = rules.rung_keys(dispute.level)
        found.chief_at = deadline(chief, since=due_at)
        found.district_at = deadline(district, since=due_at)
    return found


def begin(dispute: Dispute, step: Step, *, since: datetime.datetime, is_complex: bool = False) -> Deadline:
    """Stores the deadline of a step; one that runs for the same step falls away."""
    drop(dispute, [step], at=since)
    found = build(dispute, step, since=since, is_complex=is_complex)
    found.save(force_insert=True)
    return found


def relevel(dispute: Dispute, *, was: str, at: datetime.datetime) -> None:
    """The level is another one than it was. The clock of an open first look starts anew with that level's limit, and the
    rungs of what is open follow it; when the level rose, nothing comes later than it would have."""
    rungs = rules.rung_keys(dispute.level)
    if rungs == rules.rung_keys(was):
        return
    rose = rules.is_higher(dispute.level, was)
    for row in Deadline.objects.open().filter(dispute=dispute, chief_at__isnull=False):
        if row.step == Step.TRIAGE:
            fresh = build(dispute, Step.TRIAGE, since=at)
            if not rose or fresh.due_at < row.due_at:
                drop(dispute, [Step.TRIAGE], at=at)
                fresh.save(force_insert=True)
                continue
        chief, district = (deadline(key, since=max(row.due_at, at)) for key in rungs)
        row.chief_at = min(row.chief_at or chief, chief) if rose else chief
        row.district_at = min(row.district_at or district, district) if rose else district
        row.save(update_fields=["chief_at", "district_at"])


def meet(dispute: Dispute, steps: Iterable[Step], *, at: datetime.datetime) -> None:
    """The steps were taken."""
    Deadline.objects.open().filter(dispute=dispute, step__in=list(steps)).update(met_at=at)


def drop(dispute: Dispute, steps: Iterable[Step] | None, *, at: datetime.datetime) -> None:
    """Nobody has to take the steps any more; `None`: any."""
    found = Deadline.objects.open().filter(dispute=dispute)
    if steps is not None:
        found = found.filter(step__in=list(steps))
    found.update(dropped_at=at)

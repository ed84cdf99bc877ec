"""Several officers at one report: nothing that one writes is lost by what another writes."""

import datetime
import uuid
from typing import Any

import pytest

from antifraud.choices import Answer
from antifraud.errors import AntifraudRefused, NotNow, RecordTaken, StaleLine
from antifraud.models import FraudReport
from antifraud.operations import (
    contacts,
    dissuasions,
    intercept_retention,
    intercept_sweep,
    lines,
    playbooks,
    reports,
    showing,
)
from antifraud.operations.attempts import record_attempt
from jurisdiction.models import Officer
from jurisdiction.remit import Remit
from ledger.models import Entry
from notices.models import Notice
from tests.antifraud.intercept_steps import (
    HOUR,
    MINUTE,
    NIGHT,
    RANG,
    a_contact,
    a_report,
    a_warning,
    booked,
    line_of,
    stepped,
)
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def edited(line: Any, version: int, by: Officer, **values: Any) -> Any:
    options: dict[str, Any] = {
        "contact": None,
        "reference": "",
        "note": "",
        "at_stake_fen": line.at_stake_fen,
        "at": NIGHT,
        **values,
    }
    return lines.edit_line(line_id=line.pk, version=version, by=by, **options)


def test_a_report_opens_the_lines_of_its_playbook_and_its_clocks(cast: Cast) -> None:
    report = a_report(cast)
    kinds = list(report.lines.values_list("kind", flat=True))
    assert kinds == ["merchant", "platform", "courier", "bank"]
    assert report.golden_until == report.transferred_at + 30 * MINUTE
    assert report.number.startswith("SA-ZP-20260903-")
    assert (report.person_mask, report.phone_mask) == ("林*", "138****0000")
    assert "林秋生" not in str(FraudReport.objects.filter(pk=report.pk).values().get())
    told = Notice.objects.get(kind="fraud.reported")
    assert {r.officer for r in told.recipients.all()} == {cast.leader_a, cast.room_a, cast.chief_a}


def test_the_same_report_sent_twice_is_one(cast: Cast) -> None:
    key = uuid.uuid4()
    assert a_report(cast, record_id=key) == a_report(cast, record_id=key)
    with pytest.raises(RecordTaken):
        a_report(cast, record_id=key, by=cast.room_a)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"amount_fen": 0}, "amount"),
        ({"kind": "x"}, "kind"),
        ({"channel": "x"}, "channel"),
        ({"transferred_at": NIGHT + MINUTE}, "transferred_at"),
        ({"reached_by": ["none", "app"]}, "reached_by"),
    ],
)
def test_what_does_not_hold_is_refused_beside_its_field(
    cast: Cast, values: dict[str, Any], field: str
) -> None:
    with pytest.raises(AntifraudRefused) as refused:
        a_report(cast, **values)
    assert refused.value.field == field


def test_two_edits_of_one_version_both_survive(cast: Cast) -> None:
    line = line_of(a_report(cast), "courier")
    edited(line, 1, cast.officer_a, note="parcel is past the toll gate")
    with pytest.raises(StaleLine):
        edited(line, 1, cast.leader_a, note="waybill 77")
    line.refresh_from_db()
    assert (line.note, line.version, line.edited_by) == ("parcel is past the toll gate", 2, cast.officer_a)
    edited(line, 2, cast.leader_a, note="parcel is past the toll gate; waybill 77")


def test_attempts_of_two_officers_stand_beside_each_other_and_leave_the_version(cast: Cast) -> None:
    line = line_of(a_report(cast), "courier")
    for officer, answer, minute in ((cast.officer_a, Answer.NO_ANSWER, 1), (cast.leader_a, Answer.AGREED, 2)):
        record_attempt(
            record_id=uuid.uuid4(),
            line_id=line.pk,
            answer=answer,
            next_at=NIGHT + HOUR,
            at=NIGHT + minute * MINUTE,
            by=officer,
        )
    line.refresh_from_db()
    assert line.attempts.count() == 2
    assert (line.version, line.taken_by, line.state) == (1, cast.officer_a, "working")
    assert (line.first_try_at, line.first_answer_at) == (NIGHT + MINUTE, NIGHT + 2 * MINUTE)
    edited(line, 1, cast.leader_a, note="x")


def test_a_line_that_somebody_took_meanwhile_is_not_taken_away(cast: Cast) -> None:
    line = line_of(a_report(cast), "courier")
    lines.take_line(line_id=line.pk, shown=None, at=NIGHT, by=cast.officer_a)
    with pytest.raises(NotNow, match="Officer A"):
        lines.take_line(line_id=line.pk, shown=None, at=NIGHT, by=cast.leader_a)
    lines.take_line(line_id=line.pk, shown=cast.officer_a.pk, at=NIGHT, by=cast.leader_a)
    line.refresh_from_db()
    assert line.taken_by == cast.leader_a


def test_every_change_raises_the_revision_that_pages_ask_for(cast: Cast) -> None:
    report = a_report(cast)
    line = line_of(report, "courier")
    seen = [report.revision]
    edited(line, 1, cast.officer_a)
    seen.append(FraudReport.objects.get().revision)
    lines.take_line(line_id=line.pk, shown=None, at=NIGHT, by=cast.officer_a)
    seen.append(FraudReport.objects.get().revision)
    record_attempt(record_id=uuid.uuid4(), line_id=line.pk, answer="agreed", at=NIGHT, by=cast.leader_a)
    seen.append(FraudReport.objects.get().revision)
    booked(line, "refused", None, cast.leader_a)
    seen.append(FraudReport.objects.get().revision)
    reports.ask(report_id=report.pk, code="q1", answer="8,900", at=NIGHT, by=cast.leader_a)
    seen.append(FraudReport.objects.get().revision)
    assert seen == sorted(set(seen))


# ---- milestones


def stop(line: Any, since: datetime.datetime, by: Officer) -> Any:
    return lines.note_milestone(
        record_id=uuid.uuid4(), line_id=line.pk, kind="stop", since=since, reference="", at=since, by=by
    )


def test_a_stop_holds_48_hours_and_is_possible_twice(cast: Cast) -> None:
    line = line_of(a_report(cast), "bank")
    first = stop(line, NIGHT, cast.officer_a)
    assert (first.until, first.remind_at) == (NIGHT + 48 * HOUR, NIGHT + 42 * HOUR)
    second = stop(line, NIGHT + 47 * HOUR, cast.officer_a)
    first.refresh_from_db()
    assert (second.count, first.ended_at) == (2, NIGHT + 47 * HOUR)
    with pytest.raises(AntifraudRefused) as refused:
        stop(line, NIGHT + 95 * HOUR, cast.officer_a)
    assert refused.value.field == "kind"


def test_somebody_is_reminded_once_before_a_stop_lapses(cast: Cast) -> None:
    line = line_of(a_report(cast), "bank")
    lines.take_line(line_id=line.pk, shown=None, at=NIGHT, by=cast.officer_a)
    stop(line, NIGHT, cast.officer_a)
    assert intercept_sweep.sweep(at=NIGHT + 41 * HOUR).lapsing == 0
    assert [intercept_sweep.sweep(at=NIGHT + 43 * HOUR).lapsing for _twice in range(2)] == [1, 0]
    told = Notice.objects.get(kind="fraud.lapsing")
    assert told.at == NIGHT + 42 * HOUR
    assert cast.officer_a in {r.officer for r in told.recipients.all()}


# ---- playbooks and contacts


def test_a_station_writes_its_own_playbook_and_reports_keep_theirs(cast: Cast) -> None:
    before = a_report(cast)
    assert before.playbook is not None
    options: dict[str, Any] = {
        "station": cast.station_a,
        "kind": before.kind,
        "lines": [{"kind": "courier", "aim": "turn round"}],
        "questions": [{"code": "q1", "text": "what?"}, {"code": "", "text": "where?"}],
        "note": "",
        "at": NIGHT,
        "by": cast.leader_a,
    }
    saved = playbooks.save_playbook(based_on=before.playbook.pk, **options)
    assert [row["code"] for row in saved.questions] == ["q1", "q2"]
    with pytest.raises(AntifraudRefused):
        playbooks.save_playbook(based_on=before.playbook.pk, **options)
    before.refresh_from_db()
    assert before.playbook != saved
    assert [line.aim for line in a_report(cast).lines.all()] == ["turn round"]
    assert a_report(cast, station=cast.station_b, village=None).lines.count() == 4


@pytest.mark.parametrize("number", ["13805980000", "12", "hotline"])
def test_the_directory_holds_public_services_only(cast: Cast, number: str) -> None:
    with pytest.raises(AntifraudRefused) as refused:
        contacts.save_contact(
            contact_id=None,
            remit=Remit.of_stations(frozenset({cast.station_a.pk})),
            station=cast.station_a,
            kind="bank",
            name="A bank",
            phones_given=[number],
            hours="",
            region="",
            needs="",
            at=NIGHT,
            by=cast.leader_a,
        )
    assert refused.value.field == "phones"


def test_a_contact_shows_when_it_last_worked_and_how_fast_it_answers(cast: Cast) -> None:
    contact, line = a_contact(), line_of(a_report(cast), "courier")
    edited(line, 1, cast.officer_a, contact=contact)
    for minute, answer in ((0, Answer.NO_ANSWER), (6, Answer.AGREED)):
        record_attempt(
            record_id=uuid.uuid4(),
            line_id=line.pk,
            answer=answer,
            at=NIGHT + minute * MINUTE,
            by=cast.officer_a,
        )
    booked(line, "returned", 5, cast.officer_a)
    found = type(contact).objects.with_record().get()
    assert (found.last_success, found.median_answer) == (NIGHT + HOUR, 6 * MINUTE)


# ---- warnings before a loss


def test_a_warning_stores_its_limits_by_level(cast: Cast) -> None:
    red, blue = a_warning(cast, level="critical"), a_warning(cast, level="low")
    assert (red.sign_by, red.act_by, red.due_at) == (NIGHT + 5 * MINUTE, NIGHT + HOUR, red.sign_by)
    assert blue.sign_by == NIGHT + 2 * HOUR


def test_at_a_high_level_a_call_does_not_do(cast: Cast) -> None:
    found = stepped(a_warning(cast, level="high"), "sign", cast.officer_a)
    assert found.due_at == found.act_by
    assert stepped(found, "call", cast.officer_a, reached=True).reached_at is None
    with pytest.raises(NotNow):
        stepped(found, "persuade", cast.officer_a)
    met = stepped(found, "visit", cast.officer_a, reached=True)
    assert met.reached_at == NIGHT + 5 * MINUTE
    assert met.due_at is not None
    assert met.due_at > found.act_by
    ended = stepped(met, "persuade", cast.officer_a)
    assert (ended.status, ended.due_at, ended.done_at) == ("persuaded", None, NIGHT + 5 * MINUTE)


def test_a_warning_nobody_signs_for_is_told_to_the_leaders_then_to_the_chief(cast: Cast) -> None:
    a_warning(cast)
    assert intercept_sweep.sweep(at=NIGHT + 29 * MINUTE).late == 0
    assert [intercept_sweep.sweep(at=NIGHT + 31 * MINUTE).late for _twice in range(2)] == [1, 0]
    assert intercept_sweep.sweep(at=NIGHT + 3 * HOUR).late == 1
    to = {r.officer for n in Notice.objects.filter(kind="dissuasion.late") for r in n.recipients.all()}
    assert {cast.leader_a, cast.room_a, cast.chief_a} == to


def test_one_that_came_too_late_becomes_a_report_of_the_same_person(cast: Cast) -> None:
    found = stepped(a_warning(cast), "sign", cast.officer_a)
    playbooks.install(at=NIGHT)
    key = uuid.uuid4()
    report = dissuasions.report_defrauded(
        dissuasion_id=found.pk,
        record_id=key,
        amount_fen=5000,
        channel="bank",
        words="",
        transferred_at=NIGHT,
        at=NIGHT + 10 * MINUTE,
        by=cast.officer_a,
    )
    found.refresh_from_db()
    assert (found.status, found.report) == ("defrauded", report)
    assert (report.phone_hash, report.kind) == (found.phone_hash, found.kind)
    assert showing.reveal(row=report, reason="call back", at=NIGHT, by=cast.officer_a) == RANG
    assert Entry.objects.filter(verb="fraud.person_revealed").count() == 1
    with pytest.raises(AntifraudRefused):
        showing.reveal(row=report, reason=" ", at=NIGHT, by=cast.officer_a)


def test_persons_and_words_go_when_their_time_is_over_and_the_figures_stay(cast: Cast) -> None:
    report = a_report(cast)
    line = line_of(report, "courier")
    record_attempt(
        record_id=uuid.uuid4(), line_id=line.pk, answer="agreed", words="w", at=NIGHT, by=cast.officer_a
    )
    booked(line, "returned", 890_000, cast.officer_a)
    reports.close(report_id=report.pk, words="back", rest_lost=False, at=NIGHT, by=cast.officer_a)
    warning = stepped(a_warning(cast), "sign", cast.officer_a)
    stepped(warning, "not_fraud", cast.officer_a)
    soon, later = NIGHT + 700 * 24 * HOUR, NIGHT + 1100 * 24 * HOUR
    assert intercept_retention.apply_retention(at=soon) == {"fraud_reports": 0, "dissuasions": 0}
    assert intercept_retention.apply_retention(at=later) == {"fraud_reports": 1, "dissuasions": 1}
    assert intercept_retention.apply_retention(at=later) == {"fraud_reports": 0, "dissuasions": 0}
    report.refresh_from_db()
    assert (report.person_sealed, report.phone_hash, report.words) == ("", "", "")
    assert (report.returned_fen, line.attempts.get().words) == (890_000, "")

"""Reports: once a record, in one's own village, raised by what was seen, joined when they are the same."""

import uuid
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from disputes.choices import EventVerb, Level, PartyRole, Signal, Status, Step
from disputes.errors import NotYourVillage, RecordTaken, ReportRefused, StepRefused
from disputes.models import Deadline, Dispute, Event, Party, Report
from disputes.operations.parties import PartyInput, open_party, reveal_parties
from disputes.operations.reporting import add_words
from ledger.models import Entry
from notices.models import Notice, Recipient
from tests.cast import Cast, at
from tests.disputes.helpers import NOON, WANG, later, reported

pytestmark = pytest.mark.django_db


def test_a_report_gets_a_number_a_deadline_and_a_line_in_the_ledger(cast: Cast) -> None:
    made = reported(cast)
    assert made.number == "SA-JF-20260903-0001"
    assert (made.status, made.station, made.reported_by) == (Status.REPORTED, cast.station_a, cast.cadre_a)
    due = {found.step: found.due_at for found in Deadline.objects.open()}
    assert due == {Step.TRIAGE: later(hours=2), Step.FEEDBACK: at("2026-09-05 00:00")}
    assert Entry.objects.get(verb="dispute.reported").object_id == str(made.pk)
    assert [event.verb for event in Event.objects.all()] == [EventVerb.REPORTED]
    assert reported(cast).number == "SA-JF-20260903-0002"


def test_the_same_record_again_is_the_same_dispute(cast: Cast) -> None:
    key = uuid.uuid4()
    first, again = reported(cast, record_id=key), reported(cast, record_id=key, words="other words")
    assert first.pk == again.pk == key
    assert Dispute.objects.count() == Report.objects.count() == 1
    with pytest.raises(RecordTaken):
        reported(cast, record_id=key, by=cast.officer_a)


def test_names_and_numbers_are_sealed_masked_and_found_by_their_hash(cast: Cast) -> None:
    made = reported(cast)
    party = Party.objects.get(role=PartyRole.APPLICANT)
    assert (party.name_mask, party.phone_mask) == ("王*", "138****1234")
    row = "|".join(str(value) for value in Party.objects.filter(pk=party.pk).values_list()[0])
    assert WANG not in row
    assert "13800001234" not in row
    assert (open_party(party).name, open_party(party).phone) == (WANG, "13800001234")
    with pytest.raises(ReportRefused):
        reveal_parties(dispute=made, reason=" ", at=NOON, by=cast.officer_a)
    assert not Entry.objects.filter(verb="dispute.parties_revealed").exists()
    assert len(reveal_parties(dispute=made, reason="call them", at=NOON, by=cast.officer_a)) == 2
    assert Entry.objects.get(verb="dispute.parties_revealed").reason == "call them"


def test_of_a_minor_nothing_is_kept_but_that_there_is_one(cast: Cast) -> None:
    reported(cast, parties=[PartyInput(name="小明", phone="13800009999", is_minor=True)])
    party = Party.objects.get()
    assert (party.is_minor, party.name_sealed, party.phone_sealed, party.name_mask) == (True, "", "", "")
    party.name_mask = "小*"
    with pytest.raises(IntegrityError), transaction.atomic():
        party.save()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"words": "  "}, "words"),
        ({"words": "x" * 2001}, "words"),
        ({"place_words": "x" * 121}, "place_words"),
        ({"parties": [PartyInput(name="王五", phone="12")]}, "phone"),
        ({"parties": [PartyInput(name="王" * 61)]}, "parties"),
        ({"parties": [PartyInput(name=f"王{n}") for n in range(11)]}, "parties"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(cast: Cast, given: dict[str, Any], field: str) -> None:
    with pytest.raises(ReportRefused) as refused:
        reported(cast, **given)
    assert refused.value.field == field
    assert not Dispute.objects.exists()


def test_a_cadre_reports_for_the_own_village_only(cast: Cast) -> None:
    with pytest.raises(NotYourVillage):
        reported(cast, village=cast.village_b)


@pytest.mark.parametrize(
    ("signals", "level"),
    [
        ({Signal.WEAPONS}, Level.CRITICAL),
        ({Signal.INJURY}, Level.CRITICAL),
        ({Signal.THREATS}, Level.HIGH),
        ({Signal.MINORS}, Level.HIGH),
        ({Signal.THREATS, Signal.MINORS}, Level.CRITICAL),
    ],
)
def test_danger_raises_the_level_and_calls_the_duty_desk_at_once(
    cast: Cast, signals: set[Signal], level: Level
) -> None:
    made = reported(cast, level=Level.LOW, signals=frozenset(signals))
    assert (made.level, made.level_reported) == (level, Level.LOW)
    notice = Notice.objects.get(kind="dispute.alarm")
    assert (notice.urgent, notice.needs_acknowledgement) == (True, True)
    told = set(Recipient.objects.filter(notice=notice).values_list("officer__username", flat=True))
    assert {"room_a", "chief_a", "officer_a", "leader_a"} <= told
    assert not told & {"officer_b", "chief_b", "cadre_a", "outsider"}
    assert Deadline.objects.get(step=Step.TRIAGE).due_at == later(minutes=15)


def test_a_notice_tells_no_name_number_or_word_of_the_report(cast: Cast) -> None:
    reported(cast, signals=frozenset({Signal.THREATS}))
    text = str(list(Notice.objects.values_list("params", flat=True)))
    for secret in (WANG, "13800001234", "田埂", "桥头"):
        assert secret not in text


def test_a_report_of_the_same_dispute_keeps_its_own_words_and_may_raise_the_level(cast: Cast) -> None:
    first = reported(cast, level=Level.LOW)
    second = reported(
        cast,
        by=cast.officer_a,
        same_as=first.pk,
        words="动手了",
        signals=frozenset({Signal.INJURY}),
        at=later(hours=1),
        received_at=later(hours=1),
    )
    assert second.pk == first.pk
    first.refresh_from_db()
    assert (first.level, first.words, first.signals) == (Level.CRITICAL, "两家为田埂吵了起来", ["injury"])
    assert Report.objects.get(by=cast.officer_a).words == "动手了"
    assert Dispute.objects.count() == 1
    assert Party.objects.count() == 2, "the same names are the same people"
    assert Notice.objects.filter(kind="dispute.alarm").count() == 1


def test_same_as_a_dispute_of_another_village_is_left_aside(cast: Cast) -> None:
    theirs = reported(cast, village=cast.village_b, by=cast.officer_b)
    mine = reported(cast, same_as=theirs.pk)
    assert mine.pk != theirs.pk
    assert mine.earlier is None
    assert not Report.objects.get(pk=mine.pk).said_same


def test_words_are_added_by_the_reporter_and_never_by_a_stranger(cast: Cast) -> None:
    made, key = reported(cast), uuid.uuid4()
    said: dict[str, Any] = {"dispute_id": made.pk, "at": later(hours=1), "received_at": later(hours=1)}
    add_words(record_id=key, words="又吵了", by=cast.cadre_a, **said)
    add_words(record_id=key, words="又吵了", by=cast.cadre_a, **said)
    assert Event.objects.filter(verb=EventVerb.WORDS).count() == 1
    with pytest.raises(ReportRefused):
        add_words(record_id=uuid.uuid4(), words=" ", by=cast.cadre_a, **said)
    with pytest.raises(StepRefused):
        add_words(record_id=uuid.uuid4(), words="x", by=cast.officer_b, **said)

"""A hazard's way from report to closing: by operations, with stored deadlines, held by the database as well."""

import csv
import datetime
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import translation

from hazards import bundle, rules
from hazards.choices import Stage, Status
from hazards.errors import (
    ExtensionRefused,
    HazardRefused,
    NotNow,
    OwnFinding,
    PoliceOnly,
    RecordTaken,
    SecondPerson,
)
from hazards.models import Extension, Hazard, Recheck, Step, Transfer
from hazards.operations import orders, rechecks, steps, transfers
from jurisdiction.errors import DomainError
from ledger.models import Entry
from tests.cast import Cast, at
from tests.hazards.helpers import DAY, HOUR, NOON, a_photo, a_recheck, a_report, closed, ordered, picture

pytestmark = pytest.mark.django_db
GOLDEN = Path(__file__).with_name("golden") / "deadlines.csv"


TRANSFERS = {
    "transfer": "",
    "answer_working": "working",
    "answer_done": "done",
    "answer_declined": "declined",
}


def _take(cast: Cast, step: str, level: str, when: datetime.datetime) -> Hazard:
    """A hazard at whose last step the clock says `when`."""
    if step == "report":
        return a_report(cast, when, level=level)
    found = a_report(cast, min(when, NOON), level=level)
    who: dict[str, Any] = {"hazard_id": found.pk, "by": cast.leader_a}
    steps.assess(kind=found.kind, level=level, at=when if step == "assess" else min(when, NOON), **who)
    if step == "on_spot":
        steps.fix_on_spot(words="", at=when, **who)
    elif step == "order":
        orders.order(demands="mend it", at=when, **who)
    elif step in TRANSFERS:
        sent = transfers.transfer(
            to="power",
            words="please mend it",
            town_informed=False,
            at=when if step == "transfer" else NOON,
            **who,
        )
        if step != "transfer":
            transfers.answer(
                transfer_id=sent.pk, reply=TRANSFERS[step], words="yes", at=when, by=cast.leader_a
            )
    elif step in ("put_right", "confirm", "supervise"):
        orders.order(demands="mend it", at=NOON, **who)
        if step == "put_right":
            steps.put_right(at=when, **who)
        elif step == "confirm":
            a_recheck(found, cast.auxiliary_a, when)
        else:
            Hazard.objects.filter(pk=found.pk).update(status=Status.OVERDUE)
            steps.supervise(words="by Thursday", at=when, **who)
    found.refresh_from_db()
    return found


def _deadlines() -> list[tuple[str, str, str, str]]:
    with GOLDEN.open() as lines:
        return [(row["step"], row["level"], row["at"], row["due_at"]) for row in csv.DictReader(lines)]


@pytest.mark.parametrize(("step", "level", "when", "due_at"), _deadlines())
def test_what_is_due_is_stored_when_it_begins_to_run(
    step: str, level: str, when: str, due_at: str, cast: Cast
) -> None:
    found = _take(cast, step, level, at(when))
    assert found.due_at == at(due_at)
    assert found.leader_alert_at is not None
    assert found.chief_alert_at is not None
    assert found.due_at < found.leader_alert_at < found.chief_alert_at


def test_found_ordered_put_right_looked_at_by_another_and_closed(cast: Cast) -> None:
    found = closed(cast)
    assert found.status == Status.CLOSED
    assert found.closed_by == cast.leader_a
    assert found.recurs_until == at("2026-12-05 00:00")
    trail = list(Step.objects.filter(hazard=found).values_list("action", "became"))
    assert trail == [
        ("report", "reported"),
        ("assess", "assessed"),
        ("order", "ordered"),
        ("put_right", "to_recheck"),
        ("confirm", "rechecked"),
        ("close", "closed"),
    ]
    verbs = set(Entry.objects.filter(object_id=str(found.pk)).values_list("verb", flat=True))
    assert verbs >= {"hazard.reported", "hazard.ordered", "hazard.rechecked", "hazard.closed"}


def test_the_order_bears_the_next_number_of_the_year(cast: Cast) -> None:
    first, second = ordered(cast), ordered(cast, words="another chain")
    assert first.orders.get().number == "(A)责改字〔2026〕1号"
    assert second.orders.get().number == "(A)责改字〔2026〕2号"
    assert first.orders.get().addressee == cast.place_a.name


def test_a_deadline_longer_than_the_level_allows_is_refused_beside_its_field(cast: Cast) -> None:
    found = a_report(cast)
    steps.assess(hazard_id=found.pk, kind=found.kind, level="high", at=NOON, by=cast.leader_a)
    with pytest.raises(HazardRefused) as refused:
        orders.order(
            hazard_id=found.pk, demands="mend", rectify_by=NOON + 30 * DAY, at=NOON, by=cast.leader_a
        )
    assert refused.value.field == "rectify_by"
    assert not found.orders.exists()


# ---- by another person


def test_whoever_found_it_does_not_re_inspect_it(cast: Cast) -> None:
    found = ordered(cast)
    steps.put_right(hazard_id=found.pk, at=NOON + DAY, by=cast.officer_a)
    with pytest.raises(OwnFinding):
        a_recheck(found, cast.officer_a, NOON + DAY)
    assert not Recheck.objects.exists()


def test_whoever_found_it_does_not_close_it_after_anothers_re_inspection(cast: Cast) -> None:
    found = ordered(cast)
    steps.put_right(hazard_id=found.pk, at=NOON + DAY, by=cast.officer_a)
    a_recheck(found, cast.auxiliary_a, NOON + DAY)
    a_photo(found, cast.auxiliary_a, NOON + DAY)
    with pytest.raises(OwnFinding):
        steps.close(hazard_id=found.pk, words="fine", at=NOON + DAY, by=cast.officer_a)
    with pytest.raises(PoliceOnly):
        steps.close(hazard_id=found.pk, words="fine", at=NOON + DAY, by=cast.auxiliary_a)


def test_whoever_found_it_does_not_dismiss_it(cast: Cast) -> None:
    found = a_report(cast)
    with pytest.raises(OwnFinding):
        steps.dismiss(hazard_id=found.pk, words="not so bad", at=NOON, by=cast.officer_a)
    dismissed = steps.dismiss(hazard_id=found.pk, words="a cat", at=NOON, by=cast.leader_a)
    assert dismissed.status == Status.DISMISSED


def test_the_database_refuses_a_closing_by_the_finder(cast: Cast) -> None:
    found = closed(cast)
    with pytest.raises(IntegrityError, match="hazard_not_closed_by_its_finder"), transaction.atomic():
        Hazard.objects.filter(pk=found.pk).update(closed_by=cast.officer_a)


def test_the_database_refuses_a_re_inspection_by_the_finder(cast: Cast) -> None:
    found = ordered(cast)
    with pytest.raises(DatabaseError, match="re-inspects"), transaction.atomic():
        Recheck.objects.create(hazard=found, passed=True, at=NOON, received_at=NOON, by=cast.officer_a)


def test_the_database_refuses_a_closing_that_nobody_re_inspected(cast: Cast) -> None:
    found = ordered(cast)
    Hazard.objects.filter(pk=found.pk).update(status=Status.RECHECKED)
    with pytest.raises(DatabaseError, match="re-inspected"), transaction.atomic():
        Hazard.objects.filter(pk=found.pk).update(
            status=Status.CLOSED, closed_at=NOON, closed_by=cast.leader_a
        )


def test_the_database_refuses_every_transition_that_the_rules_refuse(cast: Cast) -> None:
    found = a_report(cast)
    wrong = []
    for old in Status:
        for new in Status:
            if old == new or {old, new} & {Status.CLOSED, Status.DISMISSED}:
                continue
            with transaction.atomic():
                # A row that is inserted may stand anywhere.
                row = Hazard.objects.get(pk=found.pk)
                row.pk, row.number, row.status = uuid.uuid4(), f"X-{old}-{new}", old
                row._state.adding = True
                row.save(force_insert=True)
                try:
                    with transaction.atomic():
                        Hazard.objects.filter(pk=row.pk).update(status=new)
                except DatabaseError:
                    allowed = False
                else:
                    allowed = True
                if allowed != ((old, new) in rules.TRANSITIONS):
                    wrong.append((old, new, allowed))
    assert wrong == []


def test_a_trail_is_written_once(cast: Cast) -> None:
    a_report(cast)
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        Step.objects.update(words="otherwise")
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        Step.objects.update(words="")


# ---- the photo


def test_nothing_is_closed_without_a_photo_of_the_re_inspection(cast: Cast) -> None:
    found = ordered(cast)
    a_recheck(found, cast.auxiliary_a, NOON + DAY)
    with translation.override("en"), pytest.raises(HazardRefused, match="no photo"):
        steps.close(hazard_id=found.pk, words="I believe it", at=NOON + DAY, by=cast.leader_a)


def test_a_photo_of_the_finder_is_no_second_pair_of_eyes(cast: Cast) -> None:
    found = ordered(cast)
    a_recheck(found, cast.auxiliary_a, NOON + DAY)
    a_photo(found, cast.officer_a, NOON + DAY)
    with translation.override("en"), pytest.raises(HazardRefused, match="no photo"):
        steps.close(hazard_id=found.pk, words="", at=NOON + DAY, by=cast.leader_a)


def test_where_the_place_is_not_proven_the_closer_says_why_it_is_the_same(cast: Cast) -> None:
    found = ordered(cast)
    a_photo(found, cast.officer_a, NOON, Stage.BEFORE)
    a_recheck(found, cast.auxiliary_a, NOON + DAY)
    after = a_photo(found, cast.auxiliary_a, NOON + DAY, point=None)
    assert after.verdict == "unknown"
    with translation.override("en"), pytest.raises(HazardRefused, match="how you know"):
        steps.close(hazard_id=found.pk, words=" ", at=NOON + DAY, by=cast.leader_a)
    assert steps.close(hazard_id=found.pk, words="same door", at=NOON + DAY, by=cast.leader_a).is_settled


def test_photos_are_compared_whichever_comes_first(cast: Cast) -> None:
    found = ordered(cast)
    after = a_photo(found, cast.auxiliary_a, NOON + DAY)
    before = a_photo(found, cast.officer_a, NOON, Stage.BEFORE, bearing=70.0)
    after.refresh_from_db()
    assert (after.compared_with, after.verdict, after.turn) == (before, "same", 20)


def test_a_recheck_sent_twice_is_stored_once_and_a_taken_key_is_refused(cast: Cast) -> None:
    found, key = ordered(cast), uuid.uuid4()
    said: dict[str, Any] = {"record_id": key, "hazard_id": found.pk, "passed": True, "words": ""}
    moments: dict[str, Any] = {"at": NOON + DAY, "received_at": NOON + 2 * DAY}
    first = rechecks.record_recheck(**said, **moments, by=cast.auxiliary_a)
    assert rechecks.record_recheck(**said, **moments, by=cast.auxiliary_a) == first
    assert Step.objects.filter(hazard=found, action="confirm").count() == 1
    with pytest.raises(RecordTaken):
        rechecks.record_recheck(**said, **moments, by=cast.leader_a)


def test_an_older_look_that_comes_late_does_not_override_a_newer_one(cast: Cast) -> None:
    found = ordered(cast)
    steps.put_right(hazard_id=found.pk, at=NOON + DAY, by=cast.officer_a)
    a_recheck(found, cast.auxiliary_a, NOON + 3 * DAY, passed=False)
    with translation.override("en"), pytest.raises(HazardRefused, match="newer"):
        a_recheck(found, cast.chief_a, NOON + 2 * DAY)
    found.refresh_from_db()
    assert found.status == Status.RECTIFYING
    a_recheck(found, cast.chief_a, NOON + 4 * DAY)
    found.refresh_from_db()
    assert found.status == Status.RECHECKED


def test_a_failing_look_that_comes_after_a_passing_one_stands_in_the_trail(cast: Cast) -> None:
    found = ordered(cast)
    a_recheck(found, cast.auxiliary_a, NOON + DAY)
    a_recheck(found, cast.chief_a, NOON + 2 * DAY, passed=False)
    found.refresh_from_db()
    last = found.steps.latest("pk")
    assert (found.status, last.action, last.words) == (Status.RECHECKED, "advise", "chain still there")
    with pytest.raises(OwnFinding):
        a_recheck(found, cast.officer_a, NOON + 2 * DAY, passed=False)


# ---- not put right


@pytest.mark.parametrize(
    ("days", "status"), [(2, Status.RECTIFYING), (9, Status.OVERDUE)], ids=["in time", "late"]
)
def test_not_put_right_goes_back_to_what_its_deadline_says(days: int, status: Status, cast: Cast) -> None:
    found = ordered(cast)
    steps.put_right(hazard_id=found.pk, at=NOON + DAY, by=cast.officer_a)
    a_recheck(found, cast.auxiliary_a, NOON + days * DAY, passed=False)
    found.refresh_from_db()
    assert found.status == status
    assert found.due_at == found.rectify_by


def test_what_was_put_right_on_the_spot_and_was_not_is_assessed_again(cast: Cast) -> None:
    found = a_report(cast)
    steps.assess(hazard_id=found.pk, kind=found.kind, level=found.level, at=NOON, by=cast.officer_a)
    steps.fix_on_spot(hazard_id=found.pk, words="chain taken off", at=NOON, by=cast.officer_a)
    a_recheck(found, cast.auxiliary_a, NOON + DAY, passed=False)
    found.refresh_from_db()
    assert (found.status, found.way) == (Status.ASSESSED, "")


def test_somebody_elses_faster_step_is_not_overwritten(cast: Cast) -> None:
    found = a_report(cast)
    steps.assess(hazard_id=found.pk, kind=found.kind, level="high", at=NOON, by=cast.leader_a)
    with pytest.raises(NotNow):
        steps.assess(hazard_id=found.pk, kind="other", level="low", at=NOON, by=cast.officer_a)
    found.refresh_from_db()
    assert (found.level, found.handler) == ("high", cast.leader_a)


# ---- found again


def test_found_again_within_the_limit_the_closed_one_reopens_with_its_trail(cast: Cast) -> None:
    first = closed(cast)
    again = a_report(cast, NOON + 30 * DAY, by=cast.leader_a, words="chained again")
    assert again == first
    assert (again.status, again.recurrences, again.found_by) == (Status.REPORTED, 1, cast.leader_a)
    assert again.closed_at is None
    assert [step.action for step in again.steps.all()][-2:] == ["close", "reopen"]
    assert again.sightings.count() == 2


def test_whoever_found_it_again_does_not_close_it_by_the_old_re_inspection(cast: Cast) -> None:
    again = closed(cast)
    a_report(cast, NOON + 30 * DAY, by=cast.leader_a)
    steps.assess(hazard_id=again.pk, kind=again.kind, level="low", at=NOON + 30 * DAY, by=cast.officer_a)
    orders.order(hazard_id=again.pk, demands="mend", at=NOON + 30 * DAY, by=cast.officer_a)
    again.refresh_from_db()
    a_recheck(again, cast.auxiliary_a, NOON + 31 * DAY)
    with translation.override("en"), pytest.raises(HazardRefused, match="no photo"):
        steps.close(hazard_id=again.pk, words="x", at=NOON + 31 * DAY, by=cast.chief_a)


def test_what_was_found_again_is_compared_with_its_own_photos_alone(cast: Cast) -> None:
    first = closed(cast)
    old = first.photos.get(stage=Stage.AFTER)
    again = a_report(cast, NOON + 30 * DAY, by=cast.leader_a)
    steps.assess(hazard_id=again.pk, kind=again.kind, level="low", at=NOON + 30 * DAY, by=cast.officer_a)
    orders.order(hazard_id=again.pk, demands="mend", at=NOON + 30 * DAY, by=cast.officer_a)
    steps.put_right(hazard_id=again.pk, at=NOON + 31 * DAY, by=cast.officer_a)
    again.refresh_from_db()
    after = a_photo(again, cast.auxiliary_a, NOON + 31 * DAY, content=picture(10))
    assert (after.compared_with, after.verdict) == (None, "unknown")
    listed = bundle.for_phone(cast.auxiliary_a, cast.station_a, NOON + 31 * DAY)
    assert listed is not None
    assert [row["latitude"] for row in listed["rechecks"]] == [None]
    before = NOON + 30 * DAY - HOUR / 6
    fresh = a_photo(again, cast.leader_a, before, Stage.BEFORE, content=picture(11))
    after.refresh_from_db()
    assert (after.compared_with, after.verdict) == (fresh, "same")
    was = (old.compared_with_id, old.verdict)
    old.refresh_from_db()
    assert (old.compared_with_id, old.verdict) == was, "what closed it then stays"


@pytest.mark.parametrize(
    "values",
    [
        {"when": NOON + 100 * DAY},
        {"when": NOON + DAY},
        {"kind": "wiring"},
        {"place": None},
    ],
    ids=["after the limit", "seen before it was closed", "another kind", "no place"],
)
def test_otherwise_it_is_a_hazard_of_its_own(values: dict[str, Any], cast: Cast) -> None:
    first = closed(cast)
    options: dict[str, Any] = {"when": NOON + 30 * DAY, **values}
    assert a_report(cast, **options) != first


# ---- more time


def test_more_time_is_asked_for_by_one_and_allowed_by_another_once(cast: Cast) -> None:
    found = ordered(cast)
    until = at("2026-09-16 00:00")
    asked = orders.ask_extension(
        hazard_id=found.pk, until=until, reason="parts on the way", at=NOON + DAY, by=cast.leader_a
    )
    with pytest.raises(ExtensionRefused):
        orders.decide_extension(extension_id=asked.pk, allowed=True, at=NOON + DAY, by=cast.leader_a)
    with pytest.raises(PoliceOnly):
        orders.decide_extension(extension_id=asked.pk, allowed=True, at=NOON + DAY, by=cast.officer_a)
    orders.decide_extension(extension_id=asked.pk, allowed=True, at=NOON + DAY, by=cast.chief_a)
    found.refresh_from_db()
    assert found.rectify_by == found.due_at == until
    assert found.orders.get().rectify_by == at("2026-09-11 00:00"), "the order stays as it was issued"
    with translation.override("en"), pytest.raises(ExtensionRefused, match="once"):
        orders.ask_extension(
            hazard_id=found.pk, until=until + DAY, reason="still", at=NOON + 2 * DAY, by=cast.officer_a
        )


def test_after_a_refusal_more_time_may_be_asked_for_again(cast: Cast) -> None:
    found = ordered(cast)
    for reason in ("first", "second"):
        asked = orders.ask_extension(
            hazard_id=found.pk, until=at("2026-09-16 00:00"), reason=reason, at=NOON + DAY, by=cast.leader_a
        )
        orders.decide_extension(extension_id=asked.pk, allowed=False, at=NOON + DAY, by=cast.chief_a)
    assert Extension.objects.filter(allowed=False).count() == 2
    found.refresh_from_db()
    assert found.rectify_by == at("2026-09-11 00:00")


@pytest.mark.parametrize("until", ["2026-09-11 00:00", "2026-09-27 00:00"])
def test_an_extension_beyond_its_bounds_is_refused_beside_the_day(until: str, cast: Cast) -> None:
    found = ordered(cast)
    with pytest.raises(ExtensionRefused) as refused:
        orders.ask_extension(
            hazard_id=found.pk, until=at(until), reason="parts", at=NOON + DAY, by=cast.leader_a
        )
    assert refused.value.field == "until"


def test_no_time_is_given_once_the_deadline_has_passed(cast: Cast) -> None:
    found = ordered(cast)
    with pytest.raises(ExtensionRefused):
        orders.ask_extension(
            hazard_id=found.pk,
            until=at("2026-09-16 00:00"),
            reason="late",
            at=at("2026-09-11 00:00"),
            by=cast.leader_a,
        )


# ---- transferred


def _transferred(cast: Cast, **values: Any) -> tuple[Hazard, Transfer]:
    found = a_report(cast, **values)
    steps.assess(hazard_id=found.pk, kind=found.kind, level=found.level, at=NOON, by=cast.leader_a)
    sent = transfers.transfer(
        hazard_id=found.pk, to="power", words="please", town_informed=True, at=NOON, by=cast.leader_a
    )
    found.refresh_from_db()
    return found, sent


@pytest.mark.parametrize(
    ("reply", "status", "due_at"),
    [
        ("working", Status.RECTIFYING, "2026-09-21 00:00"),
        ("done", Status.TO_RECHECK, "2026-09-12 00:00"),
        ("declined", Status.ASSESSED, "2026-09-16 00:00"),
    ],
)
def test_an_answer_moves_the_hazard_that_waits_for_it_and_its_limit(
    reply: str, status: Status, due_at: str, cast: Cast
) -> None:
    found, sent = _transferred(cast)
    when = at("2026-09-05 12:00") if reply == "working" else at("2026-09-08 12:00")
    transfers.answer(transfer_id=sent.pk, reply=reply, words="so it is", at=when, by=cast.officer_a)
    found.refresh_from_db()
    assert (found.status, found.due_at, found.alerted) == (status, at(due_at), 0)
    sent.refresh_from_db()
    assert (sent.reply, sent.answer, sent.answered_at) == (reply, "so it is", when)
    assert found.steps.latest("pk").words == "so it is"


def test_whoever_saw_to_it_answers_once_more_and_the_trail_keeps_both(cast: Cast) -> None:
    found, sent = _transferred(cast)
    said: dict[str, Any] = {"transfer_id": sent.pk, "by": cast.officer_a}
    transfers.answer(**said, reply="working", words="will do", at=NOON + DAY)
    transfers.answer(**said, reply="done", words="done", at=NOON + 2 * DAY)
    found.refresh_from_db()
    sent.refresh_from_db()
    assert (found.status, sent.reply, sent.answer) == (Status.TO_RECHECK, "done", "done")
    assert [step.words for step in found.steps.order_by("pk")][-2:] == ["will do", "done"]
    with pytest.raises(HazardRefused):
        transfers.answer(**said, reply="declined", words="no", at=NOON + 3 * DAY)


def test_declined_the_way_is_settled_anew(cast: Cast) -> None:
    found, sent = _transferred(cast)
    transfers.answer(transfer_id=sent.pk, reply="working", words="will do", at=NOON + DAY, by=cast.officer_a)
    again = transfers.transfer(
        hazard_id=found.pk,
        to="town",
        words="please",
        town_informed=False,
        at=NOON + 2 * DAY,
        by=cast.leader_a,
    )
    transfers.answer(transfer_id=again.pk, reply="declined", words="no", at=NOON + 3 * DAY, by=cast.leader_a)
    found.refresh_from_db()
    assert (found.status, found.way, found.answer_by) == (Status.ASSESSED, "", None)
    orders.order(hazard_id=found.pk, demands="mend", at=NOON + 3 * DAY, by=cast.leader_a)


def test_an_answer_that_nothing_waits_for_is_kept_and_moves_nothing(cast: Cast) -> None:
    found, sent = _transferred(cast)
    again = transfers.transfer
    steps.begin(hazard_id=found.pk, at=NOON, by=cast.leader_a)
    again(hazard_id=found.pk, to="town", words="x", town_informed=True, at=NOON + DAY, by=cast.leader_a)
    transfers.answer(transfer_id=sent.pk, reply="declined", words="no", at=NOON + 2 * DAY, by=cast.leader_a)
    found.refresh_from_db()
    assert found.status == Status.TRANSFERRED
    assert found.steps.latest("pk").action == "answer"
    with pytest.raises(HazardRefused) as refused:
        transfers.answer(transfer_id=sent.pk, reply="perhaps", words="x", at=NOON + DAY, by=cast.leader_a)
    assert refused.value.field == "reply"


# ---- two pairs of eyes


def _of_a_cadre(cast: Cast) -> Hazard:
    """Reported by the cadre, ordered by leader_a."""
    return ordered(cast, by=cast.cadre_a)


def test_whoever_ordered_it_does_not_re_inspect_it(cast: Cast) -> None:
    found = _of_a_cadre(cast)
    with pytest.raises(SecondPerson):
        a_recheck(found, cast.leader_a, NOON + DAY)
    with pytest.raises(DatabaseError, match="ordered"), transaction.atomic():
        Recheck.objects.create(hazard=found, passed=True, at=NOON, received_at=NOON, by=cast.leader_a)
    assert Hazard.objects.filter(pk=found.pk, status=Status.ORDERED).exists()


def test_whoever_put_it_right_on_the_spot_does_not_re_inspect_it(cast: Cast) -> None:
    found = a_report(cast, by=cast.cadre_a)
    steps.assess(hazard_id=found.pk, kind=found.kind, level="low", at=NOON, by=cast.leader_a)
    steps.fix_on_spot(hazard_id=found.pk, words="", at=NOON, by=cast.auxiliary_a)
    assert found not in Hazard.objects.to_recheck_by(cast.auxiliary_a.pk)
    assert found in Hazard.objects.to_recheck_by(cast.officer_a.pk)
    with pytest.raises(SecondPerson):
        a_recheck(found, cast.auxiliary_a, NOON + DAY)


def test_whoever_took_down_that_it_is_put_right_may_re_inspect_it(cast: Cast) -> None:
    found = _of_a_cadre(cast)
    steps.put_right(hazard_id=found.pk, at=NOON + DAY, by=cast.auxiliary_a)
    assert found in Hazard.objects.to_recheck_by(cast.auxiliary_a.pk)
    assert a_recheck(found, cast.auxiliary_a, NOON + DAY).passed


def test_what_one_found_and_the_other_ordered_waits_for_a_third_and_both_hear_who_may(cast: Cast) -> None:
    found = ordered(cast)
    for who in (cast.officer_a, cast.leader_a):
        with translation.override("en"), pytest.raises(DomainError, match="or the central station"):
            a_recheck(found, who, NOON + DAY)
    a_recheck(found, cast.auxiliary_a, NOON + DAY)
    a_photo(found, cast.auxiliary_a, NOON + DAY)
    assert steps.close(hazard_id=found.pk, words="same door", at=NOON + DAY, by=cast.leader_a).is_settled


def test_two_police_officers_of_one_night_can_order_re_inspect_and_close(cast: Cast) -> None:
    found = _of_a_cadre(cast)
    a_photo(found, cast.cadre_a, NOON, Stage.BEFORE)
    a_recheck(found, cast.officer_a, NOON + DAY)
    a_photo(found, cast.officer_a, NOON + DAY)
    assert steps.close(hazard_id=found.pk, words="", at=NOON + DAY, by=cast.officer_a).is_settled


def test_what_one_police_officer_alone_had_a_hand_in_another_one_closes(cast: Cast) -> None:
    found = _of_a_cadre(cast)
    a_recheck(found, cast.auxiliary_a, NOON + DAY)
    a_photo(found, cast.auxiliary_a, NOON + DAY)
    steps.advise(hazard_id=found.pk, words="well done", at=NOON + DAY, by=cast.officer_a)
    with pytest.raises(SecondPerson):
        steps.close(hazard_id=found.pk, words="fine", at=NOON + DAY, by=cast.leader_a)
    with pytest.raises(DatabaseError, match="one police officer"), transaction.atomic():
        Hazard.objects.filter(pk=found.pk).update(
            status=Status.CLOSED, closed_at=NOON, closed_by=cast.leader_a
        )
    assert steps.close(hazard_id=found.pk, words="fine", at=NOON + DAY, by=cast.officer_a).is_settled


def test_who_worked_on_an_earlier_episode_may_re_inspect_the_present_one(cast: Cast) -> None:
    closed(cast)
    again = a_report(cast, NOON + 30 * DAY, by=cast.cadre_a)
    steps.assess(hazard_id=again.pk, kind=again.kind, level="low", at=NOON + 30 * DAY, by=cast.officer_a)
    orders.order(hazard_id=again.pk, demands="mend", at=NOON + 30 * DAY, by=cast.officer_a)
    assert a_recheck(again, cast.leader_a, NOON + 31 * DAY).passed


# ---- others


def test_a_critical_hazard_is_told_to_the_township_when_it_is_transferred(cast: Cast) -> None:
    found = a_report(cast, level="critical")
    steps.assess(hazard_id=found.pk, kind=found.kind, level="critical", at=NOON, by=cast.leader_a)
    said: dict[str, Any] = {
        "hazard_id": found.pk,
        "to": "fire_service",
        "words": "please seal",
        "at": NOON + HOUR,
    }
    with pytest.raises(HazardRefused) as refused:
        transfers.transfer(**said, town_informed=False, by=cast.leader_a)
    assert refused.value.field == "town_informed"
    sent = transfers.transfer(**said, town_informed=True, by=cast.leader_a)
    assert sent.number == "(A)移字〔2026〕1号"
    answered: dict[str, Any] = {"transfer_id": sent.pk, "at": NOON + DAY, "by": cast.officer_a}
    transfers.answer(**answered, reply="done", words="sealed")
    with pytest.raises(HazardRefused):
        transfers.answer(**answered, reply="done", words="sealed twice")


@pytest.mark.parametrize("who", ["cadre_a", "auxiliary_a"])
def test_orders_are_for_the_police(who: str, cast: Cast) -> None:
    found = a_report(cast)
    with pytest.raises(PoliceOnly):
        steps.assess(hazard_id=found.pk, kind="other", level="low", at=NOON, by=getattr(cast, who))


def test_a_remark_moves_nothing(cast: Cast) -> None:
    found = a_report(cast, by=cast.cadre_a)
    steps.advise(hazard_id=found.pk, words="the owner is away", at=NOON, by=cast.cadre_a)
    found.refresh_from_db()
    assert found.status == Status.REPORTED
    assert [step.action for step in found.steps.all()] == ["report", "advise"]

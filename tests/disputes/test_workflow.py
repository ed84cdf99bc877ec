"""From the desk's first look to the last visit: who may, what follows, what the law asks for."""

import uuid
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from disputes.choices import (
    Confirmation,
    EscalationTarget,
    EventVerb,
    Exclusion,
    FollowUpResult,
    Level,
    MediationResult,
    MediatorKind,
    Route,
    SessionResult,
    SettlementForm,
    Signal,
    Status,
    Step,
)
from disputes.errors import DisputeMoved, FourEyes, MediationRefused, MergeRefused, RecordTaken, StepRefused
from disputes.models import (
    Agreement,
    Deadline,
    Dispute,
    Event,
    FollowUp,
    LevelChange,
    Mediation,
    Party,
    Session,
)
from disputes.operations.agreements import note_confirmation
from disputes.operations.closing import answer, close, escalate, reopen, withdraw
from disputes.operations.levels import decide_level, set_level
from disputes.operations.merging import merge
from disputes.operations.moves import swap
from disputes.operations.parties import PartyInput
from disputes.operations.sessions import fail_mediation
from disputes.operations.triage import accept, assign, pass_on, refuse
from ledger.models import Entry
from notices.models import Notice, Recipient
from tests.cast import Cast, at
from tests.disputes.helpers import (
    NOON,
    accepted,
    agreed,
    assigned,
    later,
    met,
    reported,
    settled,
    visited,
)

pytestmark = pytest.mark.django_db


def steps(dispute: Dispute) -> dict[str, object]:
    return {row.step: row.due_at for row in Deadline.objects.open().filter(dispute=dispute)}


def told(kind: str = "dispute.moved") -> list[str]:
    return [notice.params["moved"] for notice in Notice.objects.filter(kind=kind).order_by("pk")]


# ---- the desk


def test_a_report_taken_up_asks_for_a_mediator_and_the_cadre_hears_of_it(cast: Cast) -> None:
    made = accepted(cast)
    assert (made.status, made.route, made.accepted_at) == (Status.ACCEPTED, Route.PEOPLES, later(minutes=30))
    assert set(steps(made)) == {Step.ASSIGN, Step.FEEDBACK}
    assert told() == [EventVerb.ACCEPTED]
    assert list(Recipient.objects.filter(notice__kind="dispute.moved").values_list("officer", flat=True)) == [
        cast.cadre_a.pk
    ]


def test_a_complex_dispute_may_be_answered_within_five_days(cast: Cast) -> None:
    made = reported(cast)
    accept(dispute_id=made.pk, route=Route.PEOPLES, is_complex=True, at=later(minutes=30), by=cast.room_a)
    assert steps(made)[Step.FEEDBACK] == at("2026-09-09 00:00")


@pytest.mark.parametrize("who", ["auxiliary_a", "cadre_a", "officer_b", "justice_a", "system_admin"])
def test_who_is_no_police_officer_of_the_station_takes_nothing_up(cast: Cast, who: str) -> None:
    made = reported(cast)
    with pytest.raises(StepRefused):
        accept(dispute_id=made.pk, route=Route.PEOPLES, at=NOON, by=getattr(cast, who))


@pytest.mark.parametrize("found", list(Exclusion))
def test_the_law_excludes_police_mediation_of_some_cases(cast: Cast, found: Exclusion) -> None:
    made = reported(cast)
    with pytest.raises(MediationRefused) as refused:
        accept(dispute_id=made.pk, route=Route.POLICE, exclusions=[found], at=NOON, by=cast.room_a)
    assert refused.value.field == "exclusions"
    accept(dispute_id=made.pk, route=Route.PEOPLES, exclusions=[found], at=NOON, by=cast.room_a)
    with pytest.raises(IntegrityError), transaction.atomic():
        Dispute.objects.filter(pk=made.pk).update(route=Route.POLICE)


def test_what_is_not_taken_up_says_why_to_its_reporter_and_nothing_is_due_any_more(cast: Cast) -> None:
    made = reported(cast)
    with pytest.raises(StepRefused):
        refuse(dispute_id=made.pk, reason=" ", at=NOON, by=cast.room_a)
    refuse(dispute_id=made.pk, reason="请找镇自然资源所", at=later(hours=1), by=cast.room_a)
    made.refresh_from_db()
    assert (made.status, made.closed_at, steps(made)) == (Status.REFUSED, later(hours=1), {})
    assert Event.objects.get(verb=EventVerb.REFUSED).told == "请找镇自然资源所"


def test_passed_on_the_department_has_fifteen_days_and_the_answer_closes_it(cast: Cast) -> None:
    made = reported(cast)
    pass_on(dispute_id=made.pk, department="镇劳动监察中队", at=NOON, by=cast.room_a)
    assert steps(made) == {Step.DEPARTMENT: at("2026-09-19 00:00")}
    close(dispute_id=made.pk, told="工钱已补发", at=later(days=3), by=cast.room_a)
    made.refresh_from_db()
    assert (made.status, steps(made)) == (Status.CLOSED, {})


def test_two_who_act_at_once_do_not_both_win(cast: Cast) -> None:
    mine = reported(cast)
    theirs = Dispute.objects.get(pk=mine.pk)
    swap(mine, Status.ACCEPTED, accepted_at=NOON, route=Route.PEOPLES)
    with pytest.raises(DisputeMoved):
        swap(theirs, Status.REFUSED, closed_at=NOON)


def test_the_database_refuses_a_status_that_cannot_follow(cast: Cast) -> None:
    made = reported(cast)
    with pytest.raises(IntegrityError, match="cannot go from"), transaction.atomic():
        Dispute.objects.filter(pk=made.pk).update(status=Status.SETTLED, settled_at=NOON)


# ---- who mediates


def test_named_as_mediator_one_has_three_working_days_for_the_first_session(cast: Cast) -> None:
    made = assigned(cast)
    assert made.mediator == cast.cadre_a
    assert steps(made)[Step.FIRST_SESSION] == at("2026-09-09 00:00")  # Thursday: Friday, Monday, Tuesday
    assert steps(made)[Step.MEDIATION] == at("2026-10-04 00:00")
    assert Recipient.objects.get(notice__kind="dispute.assigned").officer == cast.cadre_a


@pytest.mark.parametrize(
    ("route", "who", "kind"),
    [
        (Route.POLICE, "cadre_a", MediatorKind.CADRE),
        (Route.POLICE, "auxiliary_a", MediatorKind.OFFICER),
        (Route.POLICE, "justice_a", MediatorKind.JUSTICE),
        (Route.PEOPLES, "auxiliary_a", MediatorKind.OFFICER),
        (Route.PEOPLES, "officer_b", MediatorKind.OFFICER),
        (Route.PEOPLES, "unposted", MediatorKind.OFFICER),
        (Route.PEOPLES, "cadre_a", MediatorKind.OFFICER),
    ],
)
def test_who_may_not_mediate_is_not_named(cast: Cast, route: Route, who: str, kind: MediatorKind) -> None:
    made = accepted(cast, route=route)
    with pytest.raises(MediationRefused):
        assign(dispute_id=made.pk, mediator=getattr(cast, who), mediator_kind=kind, at=NOON, by=cast.room_a)


def test_another_mediator_takes_over_and_the_month_runs_on(cast: Cast) -> None:
    made = assigned(cast)
    month = steps(made)[Step.MEDIATION]
    assign(
        dispute_id=made.pk,
        mediator=cast.justice_a,
        mediator_kind=MediatorKind.JUSTICE,
        at=later(days=1),
        by=cast.justice_a,
    )
    assert steps(made)[Step.MEDIATION] == month
    results = list(Mediation.objects.order_by("assigned_at").values_list("result", flat=True))
    assert results == [MediationResult.REPLACED, ""]


# ---- sessions


def test_peoples_mediation_begins_only_when_both_agree_to_it(cast: Cast) -> None:
    made = assigned(cast)
    with pytest.raises(MediationRefused) as refused:
        met(made, cast.cadre_a, consent=False)
    assert refused.value.field == "consent"
    assert not Session.objects.exists()
    met(made, cast.cadre_a)
    met(made, cast.cadre_a, consent=False, at=later(days=2))
    assert Mediation.objects.get().consented_at == later(days=1)


def test_a_session_is_kept_once_and_sets_the_time_of_the_second(cast: Cast) -> None:
    made, key = assigned(cast), uuid.uuid4()
    assert met(made, cast.cadre_a, record_id=key).pk == met(made, cast.cadre_a, record_id=key).pk
    made.refresh_from_db()
    assert (made.status, Session.objects.count()) == (Status.MEDIATING, 1)
    assert steps(made)[Step.SECOND_SESSION] == at("2026-09-16 00:00")
    assert Step.FIRST_SESSION not in steps(made)
    assert Step.FEEDBACK not in steps(made)
    with pytest.raises(RecordTaken):
        met(made, cast.officer_a, record_id=key)


def test_a_session_to_which_somebody_did_not_come_meets_no_deadline(cast: Cast) -> None:
    made = assigned(cast)
    met(made, cast.cadre_a, result=SessionResult.ABSENT, consent=False)
    assert Step.FIRST_SESSION in steps(made)
    assert Step.SECOND_SESSION not in steps(made)


def test_nobody_but_the_mediator_writes_a_session_down(cast: Cast) -> None:
    made = assigned(cast)
    for who in (cast.officer_a, cast.chief_a, cast.justice_a, cast.officer_b):
        with pytest.raises(StepRefused):
            met(made, who)


def test_one_officer_alone_mediates_only_where_everything_is_recorded(cast: Cast) -> None:
    made = assigned(cast, route=Route.POLICE)
    with pytest.raises(MediationRefused) as refused:
        met(made, cast.officer_a, recorded=False)
    assert refused.value.field == "second"
    for second in (cast.auxiliary_a, cast.officer_a, cast.officer_b):
        with pytest.raises(MediationRefused):
            met(made, cast.officer_a, recorded=False, second=second)
    assert met(made, cast.officer_a, recorded=False, second=cast.leader_a).second == cast.leader_a


def test_a_minors_guardian_has_to_be_there(cast: Cast) -> None:
    made = assigned(cast, parties=[PartyInput(name="", is_minor=True), PartyInput(name="王建国")])
    with pytest.raises(MediationRefused) as refused:
        met(made, cast.cadre_a)
    assert refused.value.field == "guardian_present"
    assert met(made, cast.cadre_a, guardian_present=True).guardian_present


@pytest.mark.parametrize("field", ["place", "notes"])
def test_a_session_without_place_or_words_is_sent_back(cast: Cast, field: str) -> None:
    with pytest.raises(StepRefused) as refused:
        met(assigned(cast), cast.cadre_a, **{field: " "})  # type: ignore[arg-type]  # one of the texts
    assert refused.value.field == field


# ---- agreement and visits


def test_a_written_agreement_plans_two_visits_and_thirty_days_for_the_court(cast: Cast) -> None:
    made = settled(cast)
    assert (made.status, made.settled_at) == (Status.SETTLED, later(days=2))
    assert [str(visit.due_on) for visit in FollowUp.objects.all()] == ["2026-09-12", "2026-10-05"]
    assert str(Agreement.objects.get().confirm_by) == "2026-10-05"
    assert set(steps(made)) == {Step.FIRST_FOLLOWUP, Step.SECOND_FOLLOWUP, Step.CONFIRMATION}


def test_an_oral_agreement_and_one_of_the_police_go_to_no_court(cast: Cast) -> None:
    oral = settled(cast, form=SettlementForm.ORAL)
    police = settled(cast, route=Route.POLICE)
    assert {row.confirm_by for row in Agreement.objects.all()} == {None}
    assert Step.CONFIRMATION not in steps(oral)
    assert Agreement.objects.get(dispute=police).number == "(A)调解字〔2026〕1号"
    with pytest.raises(StepRefused):
        note_confirmation(
            agreement_id=Agreement.objects.get(dispute=oral).pk,
            confirmation=Confirmation.APPLIED,
            on=later(days=3).date(),
            at=later(days=3),
            by=cast.cadre_a,
        )


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"text": " "}, "text"),
        ({"agreed_on": later(days=3).date()}, "agreed_on"),
        ({"effective_on": later(days=1).date()}, "effective_on"),
    ],
)
def test_an_agreement_that_cannot_be_is_sent_back(cast: Cast, given: dict[str, Any], field: str) -> None:
    made = assigned(cast)
    met(made, cast.cadre_a)
    with pytest.raises(StepRefused) as refused:
        agreed(made, cast.cadre_a, **given)
    assert refused.value.field == field


def test_the_court_is_asked_within_thirty_days_and_answers_after(cast: Cast) -> None:
    made = settled(cast)
    found = Agreement.objects.get()

    def note(confirmation: Confirmation, when: str) -> None:
        moment = at(f"{when} 09:00")
        note_confirmation(
            agreement_id=found.pk, confirmation=confirmation, on=moment.date(), at=moment, by=cast.justice_a
        )

    with pytest.raises(StepRefused):
        note(Confirmation.CONFIRMED, "2026-09-20")
    with pytest.raises(StepRefused):
        note(Confirmation.APPLIED, "2026-10-06")
    note(Confirmation.APPLIED, "2026-10-05")
    assert Step.CONFIRMATION not in steps(made)
    note(Confirmation.CONFIRMED, "2026-10-20")
    found.refresh_from_db()
    assert (found.confirmation, str(found.confirmed_on)) == (Confirmation.CONFIRMED, "2026-10-20")


def test_the_last_visit_that_finds_it_kept_closes_it(cast: Cast) -> None:
    made = settled(cast)
    visited(made, cast.cadre_a, FollowUpResult.KEPT, later(days=7))
    made.refresh_from_db()
    assert made.status == Status.SETTLED
    with pytest.raises(StepRefused):
        close(dispute_id=made.pk, at=later(days=8), by=cast.room_a)
    visited(made, cast.cadre_a, FollowUpResult.KEPT, later(days=30))
    made.refresh_from_db()
    assert (made.status, made.closed_at) == (Status.CLOSED, later(days=30))
    assert set(steps(made)) == {Step.CONFIRMATION}, "the court may still confirm it: that reminder stays"


def test_nobody_met_is_no_visit(cast: Cast) -> None:
    made = settled(cast)
    extra = visited(made, cast.cadre_a, FollowUpResult.ABSENT, later(days=7))
    assert extra.ordinal == 3
    assert Step.FIRST_FOLLOWUP in steps(made)
    assert FollowUp.objects.open().count() == 2


def test_a_relapse_opens_it_again_and_is_counted(cast: Cast) -> None:
    made = settled(cast)
    visited(made, cast.cadre_a, FollowUpResult.RELAPSED, later(days=7))
    made.refresh_from_db()
    assert (made.status, made.relapses, made.settled_at) == (Status.REPORTED, 1, None)
    assert steps(made) == {Step.TRIAGE: later(days=7, hours=2), Step.FEEDBACK: at("2026-09-12 00:00")}
    assert not FollowUp.objects.open().exists()


def test_an_agreement_not_kept_comes_back_to_the_desk(cast: Cast) -> None:
    made = settled(cast)
    visited(made, cast.cadre_a, FollowUpResult.NOT_KEPT, later(days=7))
    assert Step.DECIDE in steps(made)


def test_the_same_quarrel_reported_again_within_ninety_days_opens_it_and_later_names_it(cast: Cast) -> None:
    made = settled(cast)
    for days in (7, 30):
        visited(made, cast.cadre_a, FollowUpResult.KEPT, later(days=days))
    again = reported(cast, same_as=made.pk, at=later(days=60), received_at=later(days=60))
    assert (again.pk, again.status, again.relapses) == (made.pk, Status.REPORTED, 1)
    withdraw(dispute_id=made.pk, reason="和好", at=later(days=61), by=cast.room_a)
    fresh = reported(cast, same_as=made.pk, at=later(days=200), received_at=later(days=200))
    assert fresh.pk != made.pk
    assert fresh.earlier_id == made.pk


# ---- upward, withdrawn, opened again


def again(cast: Cast, made: Dispute, when: float, **given: Any) -> Dispute:
    """Somebody reports the same quarrel so many days after noon."""
    moment = later(days=when)
    return reported(cast, **{"same_as": made.pk, "at": moment, "received_at": moment, **given})


def test_a_relapse_reported_while_the_visits_still_run_opens_it_too(cast: Cast) -> None:
    made = settled(cast)
    found = again(cast, made, 5, by=cast.officer_a)
    made.refresh_from_db()
    assert (found.pk, made.status, made.relapses, made.mediator) == (made.pk, Status.REPORTED, 1, None)
    assert steps(made) == {Step.TRIAGE: later(days=5, hours=2), Step.FEEDBACK: at("2026-09-10 00:00")}
    assert not FollowUp.objects.open().exists()
    assert Event.objects.get(verb=EventVerb.REOPENED).detail == {"relapse": True}
    assert told()[-1] == EventVerb.REOPENED


def test_what_was_written_before_the_settlement_and_came_late_opens_nothing(cast: Cast) -> None:
    made = settled(cast)
    again(cast, made, 5, at=later(days=1))
    made.refresh_from_db()
    assert (made.status, made.relapses) == (Status.SETTLED, 0)
    assert Event.objects.filter(verb=EventVerb.JOINED).exists()


def test_what_is_opened_again_carries_no_judgement_of_the_earlier_episode(cast: Cast) -> None:
    made = accepted(cast)
    accepted_at = made.accepted_at
    Dispute.objects.filter(pk=made.pk).update(
        complex=True, exclusions=[Exclusion.GANG], escalated_to=EscalationTarget.TOWN
    )
    pass_on(dispute_id=made.pk, department="林业站", at=later(days=1), by=cast.room_a)
    reopen(dispute_id=made.pk, reason="退回", relapse=False, at=later(days=2), by=cast.room_a)
    made.refresh_from_db()
    assert (made.complex, made.exclusions, made.department, made.escalated_to) == (False, [], "", "")
    assert steps(made)[Step.FEEDBACK] == at("2026-09-07 00:00")
    accept(dispute_id=made.pk, route=Route.POLICE, at=later(days=3), by=cast.room_a)
    assert steps(made)[Step.FEEDBACK] == at("2026-09-07 00:00"), "no longer the five days of a complex one"
    made.refresh_from_db()
    assert made.accepted_at == later(days=3) != accepted_at


def test_a_relapse_that_is_complex_has_its_days_from_the_relapse_on(cast: Cast) -> None:
    made = settled(cast)
    again(cast, made, 20)
    when = later(days=20, hours=1)
    accept(dispute_id=made.pk, route=Route.PEOPLES, is_complex=True, at=when, by=cast.room_a)
    found = Deadline.objects.open().get(dispute=made, step=Step.FEEDBACK)
    assert found.begun_at == later(days=20)
    assert found.due_at > later(days=23)


def test_what_was_opened_again_before_is_put_right(cast: Cast) -> None:
    made = settled(cast)
    visited(made, cast.cadre_a, FollowUpResult.RELAPSED, later(days=7))
    right = Deadline.objects.open().get(step=Step.FEEDBACK)
    as_it_should_be = (right.begun_at, right.due_at, right.chief_at, right.district_at)
    right.delete()
    Dispute.objects.update(complex=True, exclusions=[Exclusion.GANG], department="x")
    migration = import_module("disputes.migrations.0007_opened_again_afresh")
    for _twice in range(2):
        migration.forget_what_was_judged(apps, None)
        migration.answer_is_due(apps, None)
    found = Deadline.objects.open().get(step=Step.FEEDBACK)
    assert (found.begun_at, found.due_at, found.chief_at, found.district_at) == as_it_should_be
    made.refresh_from_db()
    assert (made.complex, made.exclusions, made.department) == (False, [], "")


def failed(cast: Cast, **given: Any) -> Dispute:
    made = assigned(cast, **given)
    assert made.mediator is not None
    mediator = made.mediator
    met(made, mediator, at=later(hours=6), result=SessionResult.ABSENT)
    fail_mediation(dispute_id=made.pk, reason="一方不同意调解", at=later(days=1), by=mediator)
    made.refresh_from_db()
    return made


def test_the_village_tries_before_it_goes_upward(cast: Cast) -> None:
    made = accepted(cast)
    to: dict[str, Any] = {
        "dispute_id": made.pk,
        "target": EscalationTarget.TOWN,
        "reason": "牵涉三个组",
        "by": cast.room_a,
    }
    with pytest.raises(StepRefused):
        escalate(**to, at=NOON)
    made = failed(cast)
    assert set(steps(made)) == {Step.DECIDE}
    escalate(**{**to, "dispute_id": made.pk}, at=later(days=2))
    made.refresh_from_db()
    assert (made.status, made.escalated_to) == (Status.ESCALATED, EscalationTarget.TOWN)
    assert steps(made) == {Step.UPPER: at("2026-09-12 00:00")}


def test_giving_up_without_any_session_is_no_attempt_of_the_village(cast: Cast) -> None:
    made = assigned(cast)
    fail_mediation(dispute_id=made.pk, reason="没空", at=later(days=1), by=cast.cadre_a)
    upward: dict[str, Any] = {"dispute_id": made.pk, "reason": "x", "by": cast.room_a, "at": later(days=2)}
    for target in (EscalationTarget.TOWN, EscalationTarget.DISTRICT):
        with pytest.raises(StepRefused) as refused:
            escalate(**upward, target=target)
        assert refused.value.field == "target"
    assign(
        dispute_id=made.pk,
        mediator=cast.cadre_a,
        mediator_kind=MediatorKind.CADRE,
        at=later(days=2),
        by=cast.room_a,
    )
    met(made, cast.cadre_a, at=later(days=3), result=SessionResult.ABSENT)
    escalate(**{**upward, "at": later(days=4)}, target=EscalationTarget.TOWN)
    made.refresh_from_db()
    assert made.status == Status.ESCALATED


def test_failed_police_mediation_is_taken_up_on_the_other_way_and_a_cadre_may_try(cast: Cast) -> None:
    made = failed(cast, route=Route.POLICE)
    first = made.accepted_at
    assert set(steps(made)) == {Step.DECIDE}
    accept(
        dispute_id=made.pk,
        route=Route.PEOPLES,
        exclusions=[Exclusion.REFUSED],
        at=later(days=2),
        by=cast.room_a,
    )
    made.refresh_from_db()
    assert (made.status, made.route, made.accepted_at) == (Status.ACCEPTED, Route.PEOPLES, first)
    assert set(steps(made)) == {Step.ASSIGN}
    assign(
        dispute_id=made.pk,
        mediator=cast.cadre_a,
        mediator_kind=MediatorKind.CADRE,
        at=later(days=3),
        by=cast.room_a,
    )
    made.refresh_from_db()
    assert made.status == Status.ASSIGNED


def test_failed_police_mediation_may_end_with_advice_to_go_to_court(cast: Cast) -> None:
    made = failed(cast, route=Route.POLICE)
    court: dict[str, Any] = {
        "dispute_id": made.pk,
        "reason": "标的大",
        "at": later(days=2),
        "by": cast.room_a,
    }
    with pytest.raises(StepRefused):
        escalate(**court, target=EscalationTarget.TOWN)
    escalate(**court, target=EscalationTarget.COURT)
    made.refresh_from_db()
    assert (made.status, made.escalated_to) == (Status.CLOSED, EscalationTarget.COURT)


@pytest.mark.parametrize("level", [Level.HIGH, Level.CRITICAL])
def test_red_and_orange_go_upward_at_once(cast: Cast, level: Level) -> None:
    made = reported(cast, level=level)
    escalate(dispute_id=made.pk, target=EscalationTarget.DISTRICT, reason="人多", at=NOON, by=cast.room_a)
    assert Recipient.objects.get(notice__kind="dispute.escalated").officer == cast.commander


def test_advice_to_go_to_court_ends_it(cast: Cast) -> None:
    made = failed(cast)
    escalate(
        dispute_id=made.pk, target=EscalationTarget.COURT, reason="标的大", at=later(days=2), by=cast.room_a
    )
    made.refresh_from_db()
    assert (made.status, made.escalated_to, steps(made)) == (Status.CLOSED, EscalationTarget.COURT, {})


def test_what_was_written_before_the_closing_and_came_late_opens_nothing(cast: Cast) -> None:
    made = failed(cast)
    escalate(
        dispute_id=made.pk, target=EscalationTarget.COURT, reason="标的大", at=later(days=2), by=cast.room_a
    )
    again(cast, made, 2.04, at=later(days=1.96))
    made.refresh_from_db()
    assert (made.status, made.relapses) == (Status.CLOSED, 0)
    assert Event.objects.filter(dispute=made, verb=EventVerb.JOINED).exists()
    again(cast, made, 3)
    made.refresh_from_db()
    assert (made.status, made.relapses) == (Status.REPORTED, 1)


def test_withdrawn_and_opened_again(cast: Cast) -> None:
    made = assigned(cast)
    withdraw(dispute_id=made.pk, reason="自行和解", at=later(days=1), by=cast.cadre_a)
    made.refresh_from_db()
    assert (made.status, made.mediator, steps(made)) == (Status.WITHDRAWN, None, {})
    reopen(dispute_id=made.pk, reason="又来找", relapse=False, at=later(days=2), by=cast.room_a)
    made.refresh_from_db()
    assert (made.status, made.relapses) == (Status.REPORTED, 0)


def test_an_answer_reaches_the_reporter_and_meets_its_deadline(cast: Cast) -> None:
    made = reported(cast)
    answer(dispute_id=made.pk, words="明天民警上门", at=later(hours=1), by=cast.officer_a)
    assert Step.FEEDBACK not in steps(made)
    assert told() == [EventVerb.TOLD]


# ---- levels and joining


def test_red_is_lowered_by_two_people_only(cast: Cast) -> None:
    made = reported(cast, signals=frozenset({Signal.WEAPONS}))
    change = set_level(
        dispute_id=made.pk, level=Level.MEDIUM, reason="刀已收走", at=later(hours=1), by=cast.room_a
    )
    made.refresh_from_db()
    assert (made.level, change.decided_at) == (Level.CRITICAL, None)
    with pytest.raises(FourEyes):
        set_level(dispute_id=made.pk, level=Level.LOW, reason="x", at=later(hours=1), by=cast.chief_a)
    for who in (cast.room_a, cast.officer_a):
        with pytest.raises(FourEyes):
            decide_level(change_id=change.pk, granted=True, at=later(hours=2), by=who)
    decide_level(change_id=change.pk, granted=True, at=later(hours=2), by=cast.chief_a)
    made.refresh_from_db()
    assert made.level == Level.MEDIUM
    with pytest.raises(IntegrityError), transaction.atomic():
        LevelChange.objects.update(decided_by=cast.room_a)


def test_other_levels_change_at_once_and_a_new_red_calls_the_desk(cast: Cast) -> None:
    made = reported(cast)
    set_level(dispute_id=made.pk, level=Level.LOW, reason="小事", at=NOON, by=cast.room_a)
    set_level(dispute_id=made.pk, level=Level.CRITICAL, reason="动刀", at=later(hours=1), by=cast.room_a)
    made.refresh_from_db()
    assert made.level == Level.CRITICAL
    assert Notice.objects.filter(kind="dispute.alarm").count() == 1
    assert steps(made)[Step.TRIAGE] == later(hours=1, minutes=15)


def rungs(made: Dispute, step: Step) -> tuple[object, ...]:
    row = Deadline.objects.open().get(dispute=made, step=step)
    return row.due_at, row.chief_at, row.district_at


def test_another_report_that_raises_the_level_starts_the_first_look_anew_and_lifts_the_rungs(
    cast: Cast,
) -> None:
    made = reported(cast)
    hour = {"at": later(hours=1), "received_at": later(hours=1)}
    reported(cast, by=cast.officer_a, same_as=made.pk, signals=frozenset({Signal.WEAPONS}), **hour)
    assert rungs(made, Step.TRIAGE) == (
        later(hours=1, minutes=15),
        later(hours=1, minutes=25),
        later(hours=2, minutes=15),
    )
    assert rungs(made, Step.FEEDBACK) == tuple(
        at(f"2026-09-05 {moment}") for moment in ("00:00", "00:10", "01:00")
    )


def test_joining_two_disputes_does_the_same(cast: Cast) -> None:
    first = reported(cast)
    second = reported(cast, by=cast.officer_a, level=Level.HIGH)
    merge(dispute_id=second.pk, into=first.pk, at=later(minutes=30), by=cast.room_a)
    assert rungs(first, Step.TRIAGE)[:2] == (later(minutes=45), later(minutes=55))


def test_a_graver_level_never_gives_more_time_and_an_overdue_step_reaches_the_chief_soon(cast: Cast) -> None:
    made = reported(cast)
    set_level(
        dispute_id=made.pk, level=Level.HIGH, reason="人多", at=later(hours=1, minutes=55), by=cast.room_a
    )
    assert rungs(made, Step.TRIAGE)[0] == later(hours=2), "not a quarter of an hour from now"
    late = reported(cast)
    set_level(dispute_id=late.pk, level=Level.CRITICAL, reason="动刀", at=later(hours=5), by=cast.room_a)
    assert rungs(late, Step.TRIAGE) == (later(hours=2), later(hours=5, minutes=10), later(hours=6))


def test_joined_disputes_keep_both_trails_and_the_graver_level(cast: Cast) -> None:
    first = reported(cast, level=Level.LOW, parties=[PartyInput(name="王建国")])
    second = reported(
        cast,
        by=cast.officer_a,
        level=Level.HIGH,
        words="隔壁也来说",
        parties=[PartyInput(name="王建国", phone="13800001234"), PartyInput(name="孙六")],
    )
    merge(dispute_id=second.pk, into=first.pk, at=later(hours=1), by=cast.room_a)
    merge(dispute_id=second.pk, into=first.pk, at=later(hours=1), by=cast.room_a)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (second.status, second.merged_into, steps(second)) == (Status.MERGED, first, {})
    assert (first.level, first.words, second.words) == (Level.HIGH, "两家为田埂吵了起来", "隔壁也来说")
    assert sorted(Party.objects.filter(dispute=first).values_list("name_mask", "phone_mask")) == [
        ("孙*", ""),
        ("王*", "138****1234"),
    ]
    assert second.events.filter(verb=EventVerb.REPORTED).exists()
    assert Event.objects.filter(dispute=first, verb=EventVerb.JOINED).count() == 1
    accept(dispute_id=first.pk, route=Route.PEOPLES, at=later(hours=2), by=cast.room_a)
    reached = {row.officer for row in Recipient.objects.filter(notice__params__moved=EventVerb.ACCEPTED)}
    assert reached == {cast.cadre_a, cast.officer_a}, "whoever reported either hears how it goes on"


def test_only_open_disputes_of_one_village_are_joined(cast: Cast) -> None:
    mine, other = reported(cast), reported(cast)
    theirs = reported(cast, village=cast.village_b, by=cast.officer_b)
    for into in (mine.pk, theirs.pk):
        with pytest.raises(MergeRefused):
            merge(dispute_id=mine.pk, into=into, at=NOON, by=cast.room_a)
    refuse(dispute_id=other.pk, reason="x", at=NOON, by=cast.room_a)
    with pytest.raises(MergeRefused):
        merge(dispute_id=mine.pk, into=other.pk, at=NOON, by=cast.room_a)


def test_every_step_is_a_line_of_the_ledger(cast: Cast) -> None:
    made = settled(cast)
    verbs = set(Entry.objects.filter(object_id=str(made.pk)).values_list("verb", flat=True))
    assert {
        "dispute.reported",
        "dispute.accepted",
        "dispute.assigned",
        "dispute.session",
        "dispute.settled",
    } <= verbs
    assert "王建国" not in str(list(Entry.objects.values_list("detail", "reason")))

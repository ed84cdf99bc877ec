"""How one dispute of the demo went, from its report to its end."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from disputes import rules
from disputes.choices import (
    Confirmation,
    EscalationTarget,
    EventVerb,
    FollowUpResult,
    MediationResult,
    MediatorKind,
    PartyRole,
    Route,
    SessionResult,
    SettlementForm,
    Status,
    Step,
)
from disputes.models import Agreement, Dispute, FollowUp, Mediation, Report, Session
from disputes.operations.agreements import VISITS, begin_of, last_day
from disputes.operations.parties import PartyInput, build_party
from disputes.operations.reporting import SERIES
from jurisdiction.choices import OfficerKind
from jurisdiction.models import Officer, Station, Village
from papers.numbers import record_number
from prevention.demo import dispute_words as say
from prevention.demo.dispute_rows import Rows, signals_of, within
from prevention.demo.dispute_words import Quarrel

HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)


@dataclass(slots=True)
class Staff:
    """Who works at a station and in its villages."""

    station: Station
    room: Officer
    police: list[Officer]
    justice: Officer | None
    villages: list[Village]
    cadres: dict[int, Officer] = field(default_factory=dict)


class Story:
    """Writes one dispute; each method takes it one step on and moves the clock."""

    def __init__(
        self, rows: Rows, staff: Staff, village: Village, quarrel: Quarrel, at: datetime.datetime
    ) -> None:
        self.rows, self.rng, self.staff, self.quarrel = rows, rows.rng, staff, quarrel
        self.reporter = staff.cadres.get(village.pk) or self.rng.choice(staff.police)
        self.at = at
        signals = signals_of(self.rng, quarrel)
        self.dispute: Dispute = rows.add(
            Dispute(
                id=rows.key(),
                number=record_number(station=staff.station, series=SERIES, day=at.date()),
                station=staff.station,
                village=village,
                kind=quarrel.kind,
                level=rules.level_with(quarrel.level, signals),
                level_reported=quarrel.level,
                signals=signals,
                words=quarrel.words,
                place_words=quarrel.place,
                point=within(village, self.rng),
                reported_at=at,
                received_at=at + datetime.timedelta(minutes=self.rng.choice([0, 0, 0, 1, 14, 95])),
                reported_by=self.reporter,
            )
        )
        self.at = self.dispute.received_at
        self.report = self._report(self.reporter, quarrel.words)
        self.people: list[Any] = []
        self.mediation: Mediation | None = None

    def _report(self, by: Officer, words: str, *, same: bool = False) -> Report:
        row: Report = self.rows.add(
            Report(
                id=self.rows.key() if same else self.dispute.pk,
                dispute=self.dispute,
                station=self.staff.station,
                kind=self.quarrel.kind,
                level=self.quarrel.level,
                signals=self.dispute.signals,
                words=words,
                place_words=self.quarrel.place,
                point=None if same else self.dispute.point,
                reported_at=self.at if same else self.dispute.reported_at,
                received_at=self.at,
                by=by,
                said_same=same,
            )
        )
        verb = EventVerb.JOINED if same else EventVerb.REPORTED
        self.rows.event(self.dispute, verb, row.reported_at, by, report=row)
        return row

    def name(self, names: Sequence[str]) -> None:
        """Both sides; sometimes one is not known yet."""
        for number, name in enumerate(names):
            role = PartyRole.APPLICANT if number == 0 else PartyRole.RESPONDENT
            phone = f"1390000{self.rng.randrange(10_000):04d}" if self.rng.random() < 0.7 else ""
            given = PartyInput(name=name, phone=phone, role=role)
            party = build_party(self.dispute, given, report=self.report, key=self.rows.key())
            self.people.append(self.rows.add(party))

    def later(self, low: float, high: float) -> datetime.datetime:
        """So many hours on, at a time at which people work."""
        self.at += HOUR * self.rng.uniform(low, high)
        if low >= 2 and not 8 <= self.at.hour < 21:
            self.at = self.at.replace(hour=8, minute=self.rng.randrange(60)) + DAY * (self.at.hour >= 21)
        self.at = self.at.replace(second=0, microsecond=0)
        return self.at

    def take_up(self, route: Route) -> None:
        begun = self.at
        late = self.rng.random() < 0.06
        urgent = self.dispute.level in rules.HIGHEST
        at = self.later(*((0.05, 0.2) if urgent else (0.2, 1.8)) if not late else (2.5, 7))
        self.rows.step(self.dispute, Step.TRIAGE, begun, met=at)
        self.dispute.route, self.dispute.accepted_at, self.dispute.status = route, at, Status.ACCEPTED
        told = self.rng.choice(say.ANSWERS) if self.rng.random() < 0.4 else ""
        self.rows.event(self.dispute, EventVerb.ACCEPTED, at, self.staff.room, told=told)

    def assign(self, mediator: Officer) -> None:
        begun = self.at
        at = self.later(0.2, 5)
        self.rows.step(self.dispute, Step.ASSIGN, begun, met=at)
        kinds = {
            OfficerKind.CADRE: self.rng.choice([MediatorKind.CADRE, MediatorKind.COMMITTEE]),
            OfficerKind.JUSTICE: MediatorKind.JUSTICE,
        }
        self.dispute.mediator, self.dispute.status = mediator, Status.ASSIGNED
        self.mediation = self.rows.add(
            Mediation(
                id=self.rows.key(),
                dispute=self.dispute,
                station=self.staff.station,
                route=self.dispute.route,
                mediator_kind=kinds.get(OfficerKind(mediator.kind), MediatorKind.OFFICER),
                mediator=mediator,
                assigned_at=at,
                assigned_by=self.staff.room,
            )
        )
        self.rows.event(self.dispute, EventVerb.ASSIGNED, at, self.staff.room)

    def meet(self, result: SessionResult, notes: str) -> None:
        mediation, begun = self._running(), self.at
        first = mediation.consented_at is None
        at = self.later(18, 60)
        if first:
            self.rows.step(self.dispute, Step.FIRST_SESSION, begun, met=at)
            mediation.consented_at = at
        self.dispute.status = Status.MEDIATING
        session = self.rows.add(
            Session(
                id=self.rows.key(),
                mediation=mediation,
                dispute=self.dispute,
                station=self.staff.station,
                held_at=at,
                received_at=at,
                place=self.rng.choice(say.PLACES),
                others=self.rng.choice(["", "村民小组长", "村老人会代表", "双方亲属各一人"]),
                recorded=self.dispute.route == Route.POLICE,
                notes=notes,
                result=result,
                by=mediation.mediator,
            )
        )
        self.rows.came += [(session, party) for party in self.people]
        self.rows.event(self.dispute, EventVerb.SESSION, at, mediation.mediator, detail={"result": result})

    def _running(self) -> Mediation:
        assert self.mediation is not None  # noqa: S101  # the plot names a mediator first
        return self.mediation

    def agree(self, form: SettlementForm) -> Agreement:
        mediation = self._running()
        at = self.later(0.5, 3)
        mediation.ended_at, mediation.result = at, MediationResult.SETTLED
        self.dispute.status, self.dispute.settled_at = Status.SETTLED, at
        agreement: Agreement = self.rows.add(
            Agreement(
                id=self.rows.key(),
                mediation=mediation,
                dispute=self.dispute,
                station=self.staff.station,
                form=form,
                agreed_on=at.date(),
                effective_on=at.date(),
                text=self.quarrel.agreed,
                recorded_at=at,
                by=mediation.mediator,
            )
        )
        if form == SettlementForm.WRITTEN and self.dispute.route == Route.PEOPLES:
            agreement.confirm_by = at.date() + 30 * DAY
            agreement.confirmation = self.rng.choice([Confirmation.LAPSED, Confirmation.DECLINED])
            if self.rng.random() < 0.25:
                agreement.confirmation = Confirmation.CONFIRMED
                agreement.applied_on, agreement.confirmed_on = at.date() + 9 * DAY, at.date() + 21 * DAY
        self.rows.event(self.dispute, EventVerb.SETTLED, at, mediation.mediator, detail={"form": form})
        return agreement

    def visit(self, agreement: Agreement, ordinal: int, result: FollowUpResult, note: str) -> None:
        _number, step = VISITS[ordinal - 1]
        deadline = self.rows.step(self.dispute, step, begin_of(agreement.effective_on), met=None)
        self.at = deadline.due_at - HOUR * self.rng.uniform(5, 14)
        deadline.met_at = self.at
        by = self._running().mediator
        self.rows.add(
            FollowUp(
                id=self.rows.key(),
                dispute=self.dispute,
                station=self.staff.station,
                agreement=agreement,
                ordinal=ordinal,
                due_on=last_day(deadline.due_at),
                record_id=self.rows.key(),
                done_at=self.at,
                received_at=self.at,
                result=result,
                note=note,
                by=by,
            )
        )
        detail = {"ordinal": ordinal, "result": result}
        self.rows.event(self.dispute, EventVerb.FOLLOWED_UP, self.at, by, detail=detail)

    def relapse(self, words: str) -> None:
        at = self.later(1, 4)
        self.dispute.relapses += 1
        self.dispute.settled_at = self.dispute.mediator = None
        self.rows.event(
            self.dispute, EventVerb.REOPENED, at, self.reporter, note=words, detail={"relapse": True}
        )

    def fail(self, reason: str) -> None:
        mediation = self._running()
        at = self.later(1, 20)
        mediation.ended_at, mediation.result, mediation.reason = at, MediationResult.FAILED, reason
        self.dispute.mediator, self.dispute.status = None, Status.NOT_SETTLED
        self.rows.event(self.dispute, EventVerb.NOT_SETTLED, at, mediation.mediator, note=reason)

    def escalate(self, target: EscalationTarget) -> None:
        begun = self.at
        at = self.later(4, 40)
        self.rows.step(self.dispute, Step.DECIDE, begun, met=at)
        self.dispute.escalated_to, self.dispute.status = target, Status.ESCALATED
        self.rows.event(self.dispute, EventVerb.ESCALATED, at, self.staff.room, detail={"to": target})

    def pass_on(self, department: str) -> None:
        at = self.later(0.3, 2)
        self.dispute.route, self.dispute.department = Route.DEPARTMENT, department
        self.dispute.status = Status.PASSED_ON
        self.rows.event(
            self.dispute,
            EventVerb.PASSED_ON,
            at,
            self.staff.room,
            note=department,
            detail={"to": "department"},
        )

    def end(
        self, status: Status, verb: EventVerb, *, after: tuple[float, float] = (0.1, 1), **given: Any
    ) -> None:
        at = self.later(*after)
        self.dispute.status, self.dispute.closed_at, self.dispute.mediator = status, at, None
        self.rows.event(self.dispute, verb, at, self.staff.room, **given)

    def say_more(self, words: str) -> None:
        self.rows.event(
            self.dispute, EventVerb.WORDS, self.later(1, 9), self.reporter, note=words, report=self.report
        )

    def second_report(self, by: Officer) -> None:
        self.later(2, 20)
        self._report(by, "隔壁也来反映同一件事。", same=True)

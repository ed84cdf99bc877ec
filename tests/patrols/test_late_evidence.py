"""What reaches the station late is judged by when it happened."""

import datetime
import uuid

import pytest
from django.utils import timezone

from ledger.models import Entry
from patrols import rules
from patrols.choices import CallResult, NumberSource, RoundStatus, StartKind, VehicleOutcome
from patrols.errors import RoundNotRunning, RoundNotStarted, VehicleClosed
from patrols.models import Round, RoundAlert, ShiftMember
from patrols.operations.evidence import note_bundle, note_synced, silent_members
from patrols.operations.reconcile import reconcile
from patrols.operations.rounds import excuse_round, finish_round, start_round
from patrols.operations.vehicles import close_vehicle, record_call
from tests.cast import Cast, at
from tests.patrols.helpers import first_round, open_car, running_round

pytestmark = pytest.mark.django_db
DAWN = at("2026-09-04 06:10")


def test_a_round_begun_in_its_window_and_received_at_dawn_is_on_time_and_no_longer_missed(cast: Cast) -> None:
    found = first_round(cast)
    reconcile(at=at("2026-09-03 21:30"))
    found.refresh_from_db()
    assert found.status == RoundStatus.MISSED
    start_round(round_id=found.pk, at=at("2026-09-03 20:04"), received_at=DAWN, by=cast.officer_a)
    done = finish_round(round_id=found.pk, at=at("2026-09-03 21:10"), received_at=DAWN, by=cast.officer_a)
    assert (done.status, done.start_kind) == (RoundStatus.DONE, StartKind.ON_TIME)
    assert done.received_late
    assert (done.missed_at, done.unmissed_at) == (found.start_by, DAWN)
    assert not RoundAlert.objects.open().filter(round=found).exists()
    verbs = list(
        Entry.objects.filter(object_type="patrols.round", object_id=str(found.pk)).values_list(
            "verb", flat=True
        )
    )
    assert {"round.missed", "round.unmissed", "round.started", "round.finished"} <= set(verbs)


def test_an_earlier_start_from_another_phone_turns_a_made_up_round_into_one_in_time(cast: Cast) -> None:
    found = first_round(cast)
    reconcile(at=at("2026-09-03 21:00"))
    start_round(round_id=found.pk, at=at("2026-09-03 21:05"), by=cast.auxiliary_a)
    made_up = finish_round(round_id=found.pk, at=at("2026-09-03 21:40"), by=cast.auxiliary_a)
    assert made_up.status == RoundStatus.MADE_UP
    start_round(round_id=found.pk, at=at("2026-09-03 20:02"), received_at=DAWN, by=cast.officer_a)
    found.refresh_from_db()
    assert (found.status, found.start_kind, found.started_by) == (
        RoundStatus.DONE,
        StartKind.ON_TIME,
        cast.officer_a,
    )


def test_a_later_start_of_a_walked_round_changes_nothing(cast: Cast) -> None:
    found = running_round(cast)
    again = start_round(round_id=found.pk, at=at("2026-09-03 20:20"), received_at=DAWN, by=cast.auxiliary_a)
    assert (again.started_at, again.started_by) == (found.started_at, cast.officer_a)


def test_an_excused_round_that_was_walked_in_time_is_done(cast: Cast) -> None:
    found = first_round(cast)
    excuse_round(round_id=found.pk, reason="storm", at=at("2026-09-03 22:00"), by=cast.chief_a)
    start_round(round_id=found.pk, at=at("2026-09-03 20:00"), received_at=DAWN, by=cast.officer_a)
    done = finish_round(round_id=found.pk, at=at("2026-09-03 21:00"), received_at=DAWN, by=cast.officer_a)
    assert done.status == RoundStatus.DONE


def test_what_belongs_to_a_round_whose_start_is_unknown_waits_and_outside_it_is_refused(cast: Cast) -> None:
    with pytest.raises(RoundNotStarted):
        open_car(cast, first_round(cast))
    running = running_round(cast)
    finish_round(round_id=running.pk, at=at("2026-09-03 21:00"), by=cast.officer_a)
    assert open_car(cast, running, when=at("2026-09-03 20:50")).found_at == at("2026-09-03 20:50")
    with pytest.raises(RoundNotRunning):
        open_car(cast, running, when=at("2026-09-03 21:30"))


def test_a_call_made_before_the_car_was_closed_counts_though_it_comes_after(cast: Cast) -> None:
    vehicle = open_car(cast, running_round(cast))
    closed_at = at("2026-09-03 20:50")
    close_vehicle(
        vehicle_id=vehicle.pk,
        outcome=VehicleOutcome.OWNER_SECURED,
        talk_given=True,
        at=closed_at,
        by=cast.officer_a,
    )

    def call(when: datetime.datetime) -> None:
        record_call(
            record_id=uuid.uuid4(),
            vehicle_id=vehicle.pk,
            result=CallResult.REACHED,
            number="13800000000",
            source=NumberSource.ON_CAR,
            reason="",
            contact=None,
            at=when,
            by=cast.auxiliary_a,
        )

    call(at("2026-09-03 20:30"))
    vehicle.refresh_from_db()
    assert (vehicle.reached_at, vehicle.closed_at) == (at("2026-09-03 20:30"), closed_at)
    with pytest.raises(VehicleClosed):
        call(at("2026-09-03 20:55"))


def test_missed_is_provisional_until_the_phones_have_sent_past_it_or_a_day_is_over(cast: Cast) -> None:
    now = timezone.now()
    found = first_round(cast)
    Round.objects.filter(pk=found.pk).update(
        status=RoundStatus.MISSED, missed_at=now, start_by=now - datetime.timedelta(hours=2),
        planned_at=now - datetime.timedelta(hours=3), on_time_until=now - datetime.timedelta(hours=3),
        opens_at=now - datetime.timedelta(hours=4), leader_alert_at=now, chief_alert_at=now,
    )  # fmt: skip
    member = ShiftMember.objects.get(shift=found.shift, officer=cast.officer_a)
    ShiftMember.objects.filter(pk=member.pk).update(starts_at=now - datetime.timedelta(hours=5), ends_at=now)
    assert not Round.objects.with_counts().get(pk=found.pk).provisional
    note_bundle(shift=found.shift, officer=cast.officer_a, at=now - datetime.timedelta(hours=5))
    assert Round.objects.with_counts().get(pk=found.pk).provisional
    assert [silent.officer for silent in silent_members(found.shift)] == [cast.officer_a]
    note_synced(officer=cast.officer_a, until=now, at=now)
    assert not Round.objects.with_counts().get(pk=found.pk).provisional


@pytest.mark.parametrize(
    ("minute", "belongs"),
    [("19:54", False), ("19:55", True), ("20:30", True), ("21:05", True), ("21:06", False)],
)
def test_evidence_within_five_minutes_of_a_rounds_ends_belongs_to_it(minute: str, *, belongs: bool) -> None:
    begun, ended = at("2026-09-03 20:00"), at("2026-09-03 21:00")
    assert rules.belongs_to_round(at(f"2026-09-03 {minute}"), started_at=begun, finished_at=ended) is belongs

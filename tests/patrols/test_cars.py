"""Cars tried: secure ones counted, open ones followed until they are closed."""

import datetime
import uuid

import pytest
from django.contrib.gis.geos import Point

from jurisdiction.remit import Remit
from ledger.models import Entry
from patrols import rules
from patrols.choices import CallResult, NumberSource, VehicleOutcome, VehicleState
from patrols.errors import (
    CheckNotWithdrawable,
    NotOnThisShift,
    PoliceOnly,
    RoundNotRunning,
    VehicleClosed,
)
from patrols.models import CallCode, ContactAttempt, OwnerContact, UnsecuredVehicle, VehicleCheck
from patrols.operations import codes
from patrols.operations.checks import record_vehicle_check, withdraw_check
from patrols.operations.owners import contacts_of, plate_history, reveal_number
from patrols.operations.retention import apply_retention
from patrols.operations.rounds import finish_round
from patrols.operations.vehicles import close_vehicle, leave_for_recheck, start_waiting
from tests.cast import Cast, at
from tests.patrols.helpers import call_owner, first_round, open_car, running_round

pytestmark = pytest.mark.django_db
NOW = at("2026-09-03 20:10")


def tap(
    cast: Cast, round_id: int, key: uuid.UUID | None = None, when: datetime.datetime = NOW
) -> VehicleCheck:
    return record_vehicle_check(
        record_id=key or uuid.uuid4(),
        round_id=round_id,
        place=cast.place_a,
        at=when,
        received_at=when,
        by=cast.officer_a,
    )


def test_a_secure_car_leaves_a_count_at_a_place_and_nothing_about_the_car(cast: Cast) -> None:
    check = tap(cast, running_round(cast).pk)
    assert check.village == cast.village_a
    personal = {"plate", "plate_hash", "point", "description", "photo"}
    assert personal.isdisjoint(field.name for field in VehicleCheck._meta.get_fields())


def test_the_same_tap_sent_twice_is_counted_once(cast: Cast) -> None:
    found, key = running_round(cast), uuid.uuid4()
    assert tap(cast, found.pk, key) == tap(cast, found.pk, key)
    assert VehicleCheck.objects.count() == 1


def test_no_car_can_be_logged_before_the_round_is_started_or_after_it_is_finished(cast: Cast) -> None:
    found = first_round(cast)
    with pytest.raises(RoundNotRunning):
        tap(cast, found.pk)
    running = running_round(cast)
    finish_round(round_id=running.pk, at=at("2026-09-03 21:00"), by=cast.officer_a)
    with pytest.raises(RoundNotRunning):
        tap(cast, running.pk, when=at("2026-09-03 21:06"))
    with pytest.raises(RoundNotRunning):
        tap(cast, running.pk, when=at("2026-09-03 19:50"))
    assert tap(cast, running.pk).checked_at == NOW  # it happened on the round and only came late


def test_a_tap_is_taken_back_within_its_minute_by_its_owner_only(cast: Cast) -> None:
    check = tap(cast, running_round(cast).pk)
    with pytest.raises(CheckNotWithdrawable):
        withdraw_check(record_id=check.pk, at=NOW, by=cast.auxiliary_a)
    with pytest.raises(CheckNotWithdrawable):
        withdraw_check(record_id=check.pk, at=NOW + datetime.timedelta(minutes=2), by=cast.officer_a)
    withdraw_check(record_id=check.pk, at=NOW + datetime.timedelta(seconds=9), by=cast.officer_a)
    assert not VehicleCheck.objects.live().exists()


def test_an_open_car_gets_its_village_from_the_point(cast: Cast) -> None:
    vehicle = open_car(cast, running_round(cast), point=Point(117.35, 26.01, srid=4326))
    assert vehicle.village == cast.village_b


def test_an_open_car_sent_twice_is_one_record_with_one_code(cast: Cast) -> None:
    found, key = running_round(cast), uuid.uuid4()
    assert open_car(cast, found, record_id=key) == open_car(cast, found, record_id=key)
    assert CallCode.objects.count() == 1


def test_another_squads_round_takes_no_car(cast: Cast) -> None:
    with pytest.raises(NotOnThisShift):
        open_car(cast, running_round(cast), by=cast.officer_b)


def test_from_found_over_called_and_waiting_to_locked_by_the_owner(cast: Cast) -> None:
    vehicle = open_car(cast, running_round(cast))
    call_owner(vehicle, cast.officer_a, CallResult.NO_ANSWER)
    vehicle.refresh_from_db()
    assert (vehicle.state, vehicle.reached_at) == (VehicleState.CONTACTING, None)
    call_owner(vehicle, cast.officer_a)
    start_waiting(vehicle_id=vehicle.pk, at=at("2026-09-03 20:25"), by=cast.officer_a)
    close_vehicle(
        vehicle_id=vehicle.pk,
        outcome=VehicleOutcome.OWNER_SECURED,
        talk_given=True,
        at=at("2026-09-03 20:40"),
        by=cast.officer_a,
    )
    vehicle.refresh_from_db()
    assert vehicle.state == VehicleState.CLOSED
    assert vehicle.secured_at == at("2026-09-03 20:40")
    assert vehicle.talk_given
    assert vehicle.attempts.count() == 2


def test_a_closed_car_stays_closed(cast: Cast) -> None:
    vehicle = open_car(cast, running_round(cast))
    options = {
        "vehicle_id": vehicle.pk,
        "talk_given": False,
        "at": NOW + datetime.timedelta(hours=1),
        "by": cast.officer_a,
    }
    close_vehicle(outcome=VehicleOutcome.NOTICE_LEFT, **options)
    close_vehicle(outcome=VehicleOutcome.NOTICE_LEFT, **options)
    with pytest.raises(VehicleClosed):
        close_vehicle(outcome=VehicleOutcome.OWNER_SECURED, **options)
    with pytest.raises(Exception, match="stays closed"):
        UnsecuredVehicle.objects.update(state=VehicleState.FOUND)


def test_a_car_nobody_came_for_is_looked_at_again_next_round(cast: Cast) -> None:
    vehicle = leave_for_recheck(vehicle_id=open_car(cast, running_round(cast)).pk, at=NOW, by=cast.officer_a)
    assert vehicle.state == VehicleState.RECHECK


def test_the_owners_number_is_sealed_masked_and_known_again_for_the_same_plate(cast: Cast) -> None:
    found = running_round(cast)
    first = open_car(cast, found)
    call_owner(first, cast.officer_a)
    contact = OwnerContact.objects.get()
    assert "13800000000" not in contact.number_sealed
    assert contact.number_mask == "138****0000"
    again = open_car(cast, found, plate="闽g·12345", when=at("2026-09-03 21:00"))
    assert contacts_of(again) == [contact]
    assert contacts_of(open_car(cast, found, plate="闽G99999")) == []


def test_a_number_is_shown_only_with_a_reason_and_each_look_is_written_down(cast: Cast) -> None:
    vehicle = open_car(cast, running_round(cast))
    call_owner(vehicle, cast.officer_a)
    contact = OwnerContact.objects.get()
    with pytest.raises(PoliceOnly):
        reveal_number(contact=contact, reason="", at=NOW, by=cast.officer_a)
    assert not Entry.objects.filter(verb="number.revealed").exists()
    assert reveal_number(contact=contact, reason="call now", at=NOW, by=cast.officer_a) == "13800000000"
    entry = Entry.objects.get(verb="number.revealed")
    assert (entry.by, entry.fields, entry.reason) == (cast.officer_a, ["number"], "call now")


def test_looking_an_owner_up_is_for_police_with_a_reason(cast: Cast) -> None:
    vehicle = open_car(cast, running_round(cast))
    with pytest.raises(PoliceOnly):
        call_owner(vehicle, cast.auxiliary_a, source=NumberSource.LOOK_UP, reason="open car")
    with pytest.raises(PoliceOnly):
        call_owner(vehicle, cast.officer_a, source=NumberSource.LOOK_UP)
    call_owner(vehicle, cast.officer_a, source=NumberSource.LOOK_UP, reason="open car")
    assert ContactAttempt.objects.count() == 1


def test_the_third_finding_of_a_plate_suggests_a_visit_at_home(cast: Cast) -> None:
    found = running_round(cast)
    for minute in range(3):
        vehicle = open_car(cast, found, when=at("2026-09-03 20:20") + datetime.timedelta(minutes=minute))
    history = plate_history(
        digest=vehicle.plate_hash,
        remit=Remit.of_stations(frozenset({cast.station_a.pk})),
        at=vehicle.found_at,
        without=vehicle.pk,
    )
    assert (history.times, history.visit_suggested) == (2, True)
    hidden = plate_history(digest=vehicle.plate_hash, remit=Remit(), at=vehicle.found_at)
    assert hidden.times == 0


def test_plain_plates_go_after_30_days_hashes_after_12_months_and_the_repeat_is_known_between(
    cast: Cast,
) -> None:
    vehicle = open_car(cast, running_round(cast))
    call_owner(vehicle, cast.officer_a)
    apply_retention(at=vehicle.found_at + rules.PLAIN_PLATE_KEPT - datetime.timedelta(seconds=1))
    vehicle.refresh_from_db()
    assert vehicle.plate == "闽G12345"
    apply_retention(at=vehicle.found_at + rules.PLAIN_PLATE_KEPT)
    vehicle.refresh_from_db()
    assert (vehicle.plate, vehicle.description) == ("", "")
    assert vehicle.plate_hash
    assert OwnerContact.objects.exists()
    assert (
        apply_retention(at=vehicle.found_at + rules.PLATE_HASH_KEPT + datetime.timedelta(days=1))["contacts"]
        >= 1
    )
    vehicle.refresh_from_db()
    assert vehicle.plate_hash == ""
    assert not OwnerContact.objects.exists()
    assert ContactAttempt.objects.get().contact is None


def test_a_call_code_tells_time_and_station_for_its_night_and_nothing_after(cast: Cast) -> None:
    vehicle = open_car(cast, running_round(cast))
    answer = codes.look_up_code(code=vehicle.call_code.code, address="10.0.0.1", at=at("2026-09-03 21:00"))
    assert (answer.station, answer.issued_at) == ("Station A", vehicle.found_at)
    late = codes.look_up_code(code=vehicle.call_code.code, address="10.0.0.2", at=at("2026-09-04 07:00"))
    assert late == codes.CodeAnswer()


def test_guessing_codes_is_stopped_after_five_tries_from_one_address(cast: Cast) -> None:
    moment = at("2026-09-03 21:00")
    answers = [codes.look_up_code(code=f"{guess:06d}", address="10.0.0.1", at=moment) for guess in range(7)]
    assert [answer.limited for answer in answers] == [False] * 5 + [True] * 2
    assert not codes.look_up_code(code="000009", address="10.0.0.1", at=moment + codes.WINDOW * 2).limited

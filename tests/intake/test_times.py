"""When something happened is the first record's word: mending does not move it, and what is old waits for a person."""

import datetime
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from drills.fake_phone import FakePhone, Sealed
from intake.choices import State
from intake.errors import AlreadySettled, OwnEntry
from intake.models import Submission
from intake.operations import settling
from intake.operations.reading import OLD
from ledger.models import Entry
from patrols.choices import StartKind
from patrols.models import Round, UnsecuredVehicle, VehicleCheck
from tests.cast import Cast, at
from tests.intake.helpers import client_of, phone_of, send
from tests.intake.test_sync import BEGIN, Freeze, later, line, night, open_car, start

__all__ = ["line", "night"]  # fixtures
pytestmark = pytest.mark.django_db
Line = tuple[Client, FakePhone]
FIVE_HOURS = 300.0


def mend(phone: FakePhone, wrong: Sealed, kind: str, data: dict[str, Any], *, minutes: float) -> Sealed:
    """The same again, mended so many minutes after the round began, as the phone's clock then says."""
    return phone.make(kind, data, at=later(minutes), replaces=str(wrong.id))


def car_data(found: Round, **values: Any) -> dict[str, Any]:
    return {"round": found.pk, "plate": "闽G12345", "open_parts": ["boot"], "description": "", **values}


def test_a_car_mended_five_hours_later_was_found_when_it_was_found(night: Round, line: Line) -> None:
    client, phone = line
    end = phone.make("round.finish", {"round": night.pk}, at=later(60))
    wrong = open_car(phone, night, later(2), open_parts=[])
    mended = mend(phone, wrong, "vehicle.found", car_data(night), minutes=FIVE_HOURS)
    states = [answer["state"] for answer in send(client, phone, start(phone, night), end, wrong, mended)]
    assert states == ["applied", "applied", "replaced", "applied"]
    assert UnsecuredVehicle.objects.get().found_at == later(2)
    row = Submission.objects.get(pk=mended.id)
    assert (row.happened_at, row.device_at) == (later(2), later(FIVE_HOURS) - phone.off)
    assert not row.clock_doubtful


def test_a_start_mended_five_hours_later_is_on_time_as_it_was(night: Round, line: Line) -> None:
    client, phone = line
    wrong = phone.make("round.start", {"round": "x"}, at=BEGIN)
    mended = mend(phone, wrong, "round.start", {"round": night.pk}, minutes=FIVE_HOURS)
    assert [answer["state"] for answer in send(client, phone, wrong, mended)] == ["replaced", "applied"]
    night.refresh_from_db()
    assert (night.started_at, night.start_kind) == (BEGIN, StartKind.ON_TIME)


def test_mending_twice_and_with_an_earlier_clock_moves_nothing(night: Round, line: Line) -> None:
    client, phone = line
    wrong = open_car(phone, night, later(20), open_parts=[])
    again = mend(phone, wrong, "vehicle.found", car_data(night, open_parts=[]), minutes=FIVE_HOURS)
    early = mend(phone, again, "vehicle.found", car_data(night), minutes=5)
    answers = send(client, phone, start(phone, night), wrong, again, early)
    assert answers[-1]["state"] == "applied"
    assert UnsecuredVehicle.objects.get().found_at == later(20)


def test_mending_what_told_no_time_is_in_doubt(night: Round, line: Line) -> None:
    client, phone = line
    unreadable = Sealed(uuid.uuid4(), b"{}")
    send(client, phone, start(phone, night), unreadable)
    Submission.objects.filter(pk=unreadable.id).update(author_id=phone.officer_id)
    mended = mend(phone, unreadable, "vehicle.found", car_data(night), minutes=30)
    assert send(client, phone, mended)[0]["state"] == "applied"
    assert Submission.objects.get(pk=mended.id).clock_doubtful


@pytest.fixture
def drawer(cast: Cast, night: Round, line: Line, freeze: Freeze) -> tuple[Client, FakePhone]:
    """A phone found in a drawer three weeks later."""
    freeze("2026-09-24 10:00")
    client = client_of(cast.officer_a)
    return client, phone_of(cast.officer_a, client, line[1].id)


def test_what_is_older_than_fourteen_days_waits_for_a_person_and_keeps_its_time(
    cast: Cast, night: Round, drawer: Line
) -> None:
    client, phone = drawer
    begin = start(phone, night)
    car = phone.make("check.secure", {"round": night.pk, "place": None}, at=later(5), after=[begin.id])
    answers = send(client, phone, begin, car)
    assert [(answer["state"], answer["waits_for"]) for answer in answers] == [("held", OLD)] * 2
    assert all("14" in answer["errors"][""] for answer in answers)
    for record in (begin, car):
        address = reverse("intake:submission_let_in", args=[record.id])
        leader = client_of(cast.leader_a)
        assert leader.post(address, {"reason": ""}).status_code == 422
        assert leader.post(address, {"reason": "the phone lay in the drawer"}).status_code == 302
    night.refresh_from_db()
    assert (night.started_at, VehicleCheck.objects.get().checked_at) == (BEGIN, later(5))
    assert set(Submission.objects.values_list("state", "clock_doubtful")) == {(State.APPLIED, True)}
    entries = Entry.objects.filter(verb="intake.let_in", reason="the phone lay in the drawer")
    assert entries.filter(by=cast.leader_a).count() == 2


def test_mending_an_old_entry_makes_it_no_younger(night: Round, drawer: Line) -> None:
    client, phone = drawer
    wrong = phone.make("round.start", {"round": "x"}, at=BEGIN)
    mended = mend(phone, wrong, "round.start", {"round": night.pk}, minutes=60 * 24 * 20)
    answers = send(client, phone, wrong, mended)
    assert [answer["waits_for"] for answer in answers] == [OLD, OLD]


def test_nobody_lets_an_entry_of_their_own_in_and_nothing_else_is_let_in(
    cast: Cast, night: Round, drawer: Line
) -> None:
    client, phone = drawer
    begin = start(phone, night)
    send(client, phone, begin)
    now = at("2026-09-24 10:00")
    with pytest.raises(OwnEntry):
        settling.let_in(record_id=begin.id, reason="mine", at=now, by=cast.officer_a)
    held = phone.make("check.secure", {"round": night.pk}, at=now - datetime.timedelta(hours=1))
    send(client, phone, held)
    with pytest.raises(AlreadySettled):
        settling.let_in(record_id=held.id, reason="x", at=now, by=cast.leader_a)


def test_the_list_shows_what_is_in_doubt_whether_applied_or_not(
    cast: Cast, night: Round, drawer: Line
) -> None:
    client, phone = drawer
    old = start(phone, night)
    send(client, phone, old)
    sure = phone.make("check.secure", {"round": night.pk, "place": None}, at=timezone.now())
    send(client, phone, sure)
    shown = {}
    for state in ("", "doubtful", "stuck"):
        page = client_of(cast.chief_a).get(reverse("intake:submission_list"), {"state": state})
        assert page.status_code == 200
        shown[state] = {str(row.pk) for row in page.context["object_list"]}
    assert shown[""] == {str(old.id), str(sure.id)}
    in_doubt = set(map(str, Submission.objects.filter(clock_doubtful=True).values_list("pk", flat=True)))
    assert shown["doubtful"] == in_doubt == {str(old.id)}
    elsewhere = client_of(cast.chief_b).get(reverse("intake:submission_list"), {"state": "doubtful"})
    assert not elsewhere.context["object_list"]

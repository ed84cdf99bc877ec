"""What phones send is accepted first, answered with a receipt, and applied after."""

import datetime
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drills.fake_phone import FakePhone, Sealed
from intake.choices import ClashChoice, State
from intake.models import Clash, Phone, Submission
from intake.operations.applying import sweep
from intake.operations.settling import decide_clash, try_again
from jurisdiction.models import Officer, Village
from patrols.choices import RoundStatus, StartKind, VehicleOutcome
from patrols.models import Photo, PresenceCell, Round, ShiftMember, UnsecuredVehicle, VehicleCheck
from patrols.operations.reconcile import reconcile
from tests.cast import Cast, at
from tests.intake.helpers import client_of, phone_of, piece, post, put, send
from tests.patrols.helpers import first_round
from tests.patrols.test_photos import picture

pytestmark = pytest.mark.django_db
Freeze = Callable[[str], None]
DAWN = "2026-09-04 06:10"
BEGIN = at("2026-09-03 20:03")


def later(minutes: float) -> datetime.datetime:
    return BEGIN + datetime.timedelta(minutes=minutes)


@pytest.fixture
def night(cast: Cast, freeze: Freeze) -> Round:
    """The 20:00 round, not started as far as the station knows; it is dawn when the phone comes back."""
    found = first_round(cast)
    freeze(DAWN)
    return found


@pytest.fixture
def line(cast: Cast, night: Round) -> tuple[Client, FakePhone]:
    client = client_of(cast.officer_a)
    return client, phone_of(cast.officer_a, client)


def start(phone: FakePhone, found: Round) -> Sealed:
    return phone.make("round.start", {"round": found.pk}, at=BEGIN)


def open_car(
    phone: FakePhone, found: Round, when: datetime.datetime, *, replaces: str | None = None, **values: Any
) -> Sealed:
    data = {
        "round": found.pk,
        "plate": "闽G12345",
        "open_parts": ["door"],
        "description": "white",
        "place": None,
    }
    return phone.make("vehicle.found", {**data, **values}, at=when, replaces=replaces)


def test_a_night_sent_at_dawn_is_judged_by_when_it_happened(
    cast: Cast, night: Round, line: tuple[Client, FakePhone]
) -> None:
    reconcile(at=at("2026-09-03 21:30"))
    client, phone = line
    begin = start(phone, night)
    cars = [
        phone.make(
            "check.secure", {"round": night.pk, "place": cast.place_a.pk}, at=later(number), after=[begin.id]
        )
        for number in range(1, 31)
    ]
    end = phone.make("round.finish", {"round": night.pk}, at=later(60), after=[begin.id])
    answers = send(client, phone, begin, *cars, end)
    assert [answer["state"] for answer in answers] == ["applied"] * 32
    assert all(
        phone.believes(answer, record) for answer, record in zip(answers, [begin, *cars, end], strict=True)
    )
    night.refresh_from_db()
    assert (night.status, night.start_kind, night.started_at) == (RoundStatus.DONE, StartKind.ON_TIME, BEGIN)
    assert night.received_late
    assert VehicleCheck.objects.filter(round=night).count() == 30
    first = VehicleCheck.objects.get(pk=cars[0].id)
    assert (first.checked_at, first.received_at, first.by) == (later(1), at(DAWN), cast.officer_a)


def test_the_same_bytes_again_are_one_row_and_the_same_receipt(
    night: Round, line: tuple[Client, FakePhone]
) -> None:
    client, phone = line
    record = start(phone, night)
    first, second = put(client, phone, record), put(client, phone, record)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["received_at"] == second.json()["received_at"]
    assert phone.believes(second.json(), record)
    assert Submission.objects.count() == 1


def test_other_bytes_under_a_taken_key_are_kept_beside_the_first(
    night: Round, line: tuple[Client, FakePhone]
) -> None:
    client, phone = line
    begin = start(phone, night)
    other = phone.make("round.finish", {"round": night.pk}, at=later(5), record_id=begin.id)
    put(client, phone, begin)
    for _ in range(2):
        answer = put(client, phone, other)
        assert (answer.status_code, answer.json()["state"]) == (409, "taken")
        assert phone.believes(answer.json(), other)
    stored = Submission.objects.get()
    assert bytes(stored.body) == begin.body
    assert [bytes(rival.body) for rival in stored.rivals.all()] == [other.body]


def test_records_in_any_order_wait_for_what_comes_first(
    cast: Cast, night: Round, line: tuple[Client, FakePhone]
) -> None:
    client, phone = line
    begin = start(phone, night)
    car = open_car(phone, night, later(3))
    call = phone.make(
        "vehicle.call", {"vehicle": car.id, "number": "13800000000", "result": "reached"}, at=later(4)
    )
    close = phone.make(
        "vehicle.close",
        {"vehicle": car.id, "outcome": "owner_secured", "talk_given": True},
        at=later(9),
        after=[call.id],
    )
    assert send(client, phone, close)[0]["waits_for"] == f"record:{call.id}"
    assert send(client, phone, call)[0]["waits_for"] == f"record:{car.id}"
    assert send(client, phone, car)[0]["waits_for"] == f"round:{night.pk}"
    assert send(client, phone, begin)[0]["state"] == "applied"
    assert set(Submission.objects.values_list("state", flat=True)) == {State.APPLIED}
    vehicle = UnsecuredVehicle.objects.get(pk=car.id)
    assert (vehicle.reached_at, vehicle.secured_at, vehicle.talk_given) == (later(4), later(9), True)


def test_what_is_refused_names_the_field_and_is_mended_by_another_record(
    night: Round, line: tuple[Client, FakePhone]
) -> None:
    client, phone = line
    begin = start(phone, night)
    wrong = open_car(phone, night, later(2), open_parts=[])
    call = phone.make("vehicle.wait", {"vehicle": wrong.id}, at=later(3), after=[wrong.id])
    answers = send(client, phone, begin, wrong, call)
    assert list(answers[1]["errors"]) == ["open_parts"]
    assert (answers[1]["state"], answers[2]["state"]) == ("refused", "held")
    mended = phone.make(
        "vehicle.found",
        {"round": night.pk, "plate": "闽G12345", "open_parts": ["boot"], "description": "", "place": None},
        at=later(2),
        replaces=str(wrong.id),
    )
    assert send(client, phone, mended)[0]["state"] == "applied"
    states = dict(Submission.objects.values_list("pk", "state"))
    assert states[wrong.id] == State.REPLACED
    assert states[call.id] == State.APPLIED, "what waited for the wrong one goes on with the mended one"
    assert UnsecuredVehicle.objects.get().waiting_since == later(3)
    again = phone.make("vehicle.found", {"round": night.pk}, at=later(2), replaces=str(begin.id))
    assert send(client, phone, again)[0]["state"] == "refused"


@pytest.mark.parametrize("told", [later(2), later(302)], ids=["the time kept", "the time of mending"])
def test_mending_moves_no_time(night: Round, line: tuple[Client, FakePhone], told: datetime.datetime) -> None:
    """Five hours lie between: whatever the later record says, the car was found when the first one said."""
    client, phone = line
    begin = start(phone, night)
    end = phone.make("round.finish", {"round": night.pk}, at=later(60), after=[begin.id])
    wrong = open_car(phone, night, later(2), open_parts=[])
    assert send(client, phone, begin, end, wrong)[2]["state"] == "refused"
    again = open_car(phone, night, told, open_parts=[], replaces=str(wrong.id))
    assert send(client, phone, again)[0]["state"] == "refused"
    mended = open_car(phone, night, told, replaces=str(again.id))
    assert send(client, phone, mended)[0]["state"] == "applied"
    assert UnsecuredVehicle.objects.get().found_at == later(2)
    assert Submission.objects.get(pk=mended.id).happened_at == later(2)


def test_a_round_begun_on_time_stays_on_time_when_its_start_is_mended(
    cast: Cast, night: Round, line: tuple[Client, FakePhone]
) -> None:
    client, phone = line
    ShiftMember.objects.filter(shift=night.shift, officer=cast.officer_a).delete()
    begin = start(phone, night)
    assert send(client, phone, begin)[0]["state"] == "refused"
    ShiftMember.objects.create(
        shift=night.shift,
        officer=cast.officer_a,
        starts_at=night.shift.starts_at,
        ends_at=night.shift.ends_at,
    )
    mended = phone.make("round.start", {"round": night.pk}, at=later(300), replaces=str(begin.id))
    assert send(client, phone, mended)[0]["state"] == "applied"
    night.refresh_from_db()
    assert (night.started_at, night.start_kind) == (BEGIN, StartKind.ON_TIME)


def test_two_phones_that_disagree_are_shown_to_a_person(
    cast: Cast, night: Round, line: tuple[Client, FakePhone]
) -> None:
    client, phone = line
    car = open_car(phone, night, later(3))
    first = phone.make("vehicle.close", {"vehicle": car.id, "outcome": "not_secured"}, at=later(10))
    send(client, phone, start(phone, night), car, first)
    partner = client_of(cast.auxiliary_a)
    other = phone_of(cast.auxiliary_a, partner)
    second = other.make("vehicle.close", {"vehicle": car.id, "outcome": "owner_secured"}, at=later(12))
    assert send(partner, other, second)[0]["state"] == "clash"
    vehicle = UnsecuredVehicle.objects.get(pk=car.id)
    assert vehicle.outcome == VehicleOutcome.NOT_SECURED
    clash = Clash.objects.get()
    assert (clash.field, clash.stored_by) == ("outcome", cast.officer_a)
    decide_clash(
        clash_id=clash.pk, choice=ClashChoice.TAKEN, reason="the owner came", at=at(DAWN), by=cast.chief_a
    )
    vehicle.refresh_from_db()
    assert (vehicle.outcome, vehicle.closed_by, vehicle.secured_at) == (
        VehicleOutcome.OWNER_SECURED,
        cast.auxiliary_a,
        later(12),
    )


def test_a_clash_may_also_leave_what_was_stored(
    cast: Cast, night: Round, line: tuple[Client, FakePhone]
) -> None:
    client, phone = line
    car = open_car(phone, night, later(3))
    edits = [
        phone.make(
            "vehicle.edit",
            {"vehicle": car.id, "base": {"plate": "闽G12345"}, "changes": {"plate": plate}},
            at=later(5 + number),
        )
        for number, plate in enumerate(("闽G12346", "闽G12347"))
    ]
    answers = send(client, phone, start(phone, night), car, *edits)
    assert [answer["state"] for answer in answers] == ["applied", "applied", "applied", "clash"]
    decide_clash(
        clash_id=Clash.objects.get().pk, choice=ClashChoice.KEPT, reason="seen", at=at(DAWN), by=cast.chief_a
    )
    assert UnsecuredVehicle.objects.get().plate == "闽G12346"
    assert Submission.objects.get(pk=edits[1].id).state == State.REPLACED


def test_taking_one_side_of_a_clash_leaves_what_somebody_corrected_since(
    cast: Cast, night: Round, line: tuple[Client, FakePhone]
) -> None:
    """The second edit's plate is in question, its description was applied at once and is corrected by a third."""
    client, phone = line
    car = open_car(phone, night, later(3))

    def edit(minute: int, **changes: tuple[str, str]) -> Sealed:
        base = {name: was for name, (was, _now) in changes.items()}
        wanted = {name: now for name, (_was, now) in changes.items()}
        return phone.make(
            "vehicle.edit", {"vehicle": car.id, "base": base, "changes": wanted}, at=later(minute)
        )

    answers = send(
        client,
        phone,
        start(phone, night),
        car,
        edit(5, plate=("闽G12345", "闽G12346")),
        edit(6, plate=("闽G12345", "闽G12347"), description=("white", "grey")),
        edit(7, description=("grey", "silver")),
    )
    assert [answer["state"] for answer in answers[2:]] == ["applied", "clash", "applied"]
    decide_clash(
        clash_id=Clash.objects.get().pk, choice=ClashChoice.TAKEN, reason="seen", at=at(DAWN), by=cast.chief_a
    )
    vehicle = UnsecuredVehicle.objects.get()
    assert (vehicle.plate, vehicle.description) == ("闽G12347", "silver")


def test_another_officers_session_delivers_what_proves_its_author_and_nothing_else(
    cast: Cast, night: Round, line: tuple[Client, FakePhone]
) -> None:
    _client, phone = line
    partner = client_of(cast.auxiliary_a)
    proven = start(phone, night)
    assert send(partner, phone, proven)[0]["state"] == "applied"
    night.refresh_from_db()
    assert night.started_by == cast.officer_a
    stored = Submission.objects.get(pk=proven.id)
    assert (stored.author, stored.delivered_by) == (cast.officer_a, cast.auxiliary_a)
    phone.author_key = b"x" * 32
    forged = phone.make("round.finish", {"round": night.pk}, at=later(30))
    assert send(partner, phone, forged)[0]["state"] == "refused"
    night.refresh_from_db()
    assert night.status == RoundStatus.IN_PROGRESS


def test_a_photo_comes_in_pieces_after_its_text(night: Round, line: tuple[Client, FakePhone]) -> None:
    client, phone = line
    car = open_car(phone, night, later(3))
    content = picture((400, 300))
    said, sealed = phone.seal_photo(content)
    photo = phone.make("photo", {"vehicle": car.id, **said}, at=later(4), after=[car.id])
    answers = send(client, phone, start(phone, night), car, photo)
    assert answers[2]["waits_for"] == f"blob:{said['blob']}"
    half = len(sealed) // 2
    first = piece(client, phone, said["blob"], sealed[:half], 0, len(sealed))
    assert first.json() == {"received": half, "complete": False}
    again = piece(client, phone, said["blob"], sealed[:half], 0, len(sealed))
    assert (again.status_code, again.json()["received"]) == (409, half)
    assert client.get(f"/api/sync/blobs/{said['blob']}").json()["received"] == half
    rest = piece(client, phone, said["blob"], sealed[half:], half, len(sealed))
    assert rest.json()["complete"]
    stored = Photo.objects.get(vehicle_id=car.id)
    with stored.original.open() as kept:
        assert kept.read() == content
    assert stored.taken_at == later(4)


def test_the_way_of_the_phone_becomes_presence(
    cast: Cast, night: Round, line: tuple[Client, FakePhone]
) -> None:
    client, phone = line
    fixes = [
        [int(later(minute / 4).timestamp() * 1000), 26.01 + minute * 0.0002, 117.29, 8]
        for minute in range(40)
    ]
    part = phone.make("track.part", {"round": night.pk, "fixes": fixes}, at=later(11))
    nonsense = phone.make("track.part", {"round": night.pk, "fixes": [[1e300, 26, 117, 5]]}, at=later(11))
    answers = send(client, phone, part, start(phone, night), nonsense)
    assert answers[2]["state"] == "refused"
    assert Submission.objects.get(pk=part.id).state == State.APPLIED
    night.refresh_from_db()
    assert night.track_metres > 800
    assert PresenceCell.objects.filter(round=night, village=cast.village_a).count() >= 4


def test_a_photo_altered_on_the_way_begins_anew(night: Round, line: tuple[Client, FakePhone]) -> None:
    client, phone = line
    said, sealed = phone.seal_photo(picture())
    altered = piece(client, phone, said["blob"], b"x" * len(sealed), 0, len(sealed))
    assert (altered.status_code, altered.json()["received"]) == (422, 0)
    assert piece(client, phone, said["blob"], sealed, 0, len(sealed)).json()["complete"]


def test_have_tells_what_became_of_records_and_what_is_missing(
    cast: Cast, night: Round, line: tuple[Client, FakePhone]
) -> None:
    client, phone = line
    begin, unknown = start(phone, night), uuid.uuid4()
    ShiftMember.objects.filter(officer=cast.officer_a).update(bundle_at=BEGIN)
    send(client, phone, begin)
    said = post(
        client, phone, "have", {"ids": [begin.id, unknown], "waiting": 0, "refused": 0, "storage_kept": True}
    ).json()
    assert said["records"][str(begin.id)]["state"] == "applied"
    assert said["missing"] == [str(unknown)]
    assert Phone.objects.get().storage_kept
    assert ShiftMember.objects.get(officer=cast.officer_a, shift=night.shift).synced_until == at(DAWN)


def test_a_rescue_file_is_imported_as_often_as_one_likes(
    cast: Cast, night: Round, line: tuple[Client, FakePhone]
) -> None:
    _client, phone = line
    leader = client_of(cast.leader_a)
    begin = start(phone, night)
    rows = {"records": [{"id": str(begin.id), "body": begin.body.decode()}]}
    statuses = [post(leader, phone, "rescue", rows).json()["answers"][0]["status"] for _ in range(2)]
    assert statuses == [201, 200]
    stored = Submission.objects.get()
    assert (stored.by_file, stored.author, stored.state) == (True, cast.officer_a, State.APPLIED)


def test_the_author_gives_up_what_was_refused_and_nobody_elses(
    cast: Cast, night: Round, line: tuple[Client, FakePhone]
) -> None:
    client, phone = line
    wrong = phone.make("check.secure", {"round": 987654}, at=later(1))
    assert send(client, phone, wrong)[0]["state"] == "refused"
    assert post(client_of(cast.auxiliary_a), phone, "drop", {"id": wrong.id}).status_code == 404
    assert post(client, phone, "drop", {"id": wrong.id}).json() == {"state": "dropped"}
    begin = start(phone, night)
    send(client, phone, begin)
    assert post(client, phone, "drop", {"id": begin.id}).status_code == 409


def test_a_held_record_is_tried_again_when_its_reason_is_gone(
    cast: Cast, night: Round, line: tuple[Client, FakePhone]
) -> None:
    client, phone = line
    ShiftMember.objects.filter(shift=night.shift, officer=cast.officer_a).delete()
    begin = start(phone, night)
    assert send(client, phone, begin)[0]["state"] == "refused"
    ShiftMember.objects.create(
        shift=night.shift,
        officer=cast.officer_a,
        starts_at=night.shift.starts_at,
        ends_at=night.shift.ends_at,
    )
    assert try_again(record_id=begin.id, at=at(DAWN), by=cast.chief_a).state == State.APPLIED


def test_who_does_not_patrol_gets_nothing(cast: Cast) -> None:
    for officer in (cast.security_admin, cast.audit_admin, cast.unposted):
        answer = client_of(officer).get("/api/sync/bundle", headers={"X-Phone": str(uuid.uuid4())})
        assert answer.status_code == 403


def test_the_bundle_holds_the_night_and_no_plain_plate_of_other_nights(
    cast: Cast, night: Round, line: tuple[Client, FakePhone], freeze: Freeze
) -> None:
    client, phone = line
    send(client, phone, start(phone, night), open_car(phone, night, later(3)))
    freeze("2026-09-04 20:05")
    said = client_of(cast.officer_a).get("/api/sync/bundle", headers={"X-Phone": str(phone.id)})
    body = said.json()
    assert "private, no-store" in said["Cache-Control"]
    assert body["shift"]["squad"] == "Squad A"
    assert [place["name"] for place in body["places"]] == ["Bridge"]
    assert "12345" not in said.content.decode()
    assert list(body["plates"].values()) == [[1, "2026-09-03", 0]]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.binary(max_size=300))
def test_no_bytes_are_too_strange_to_be_answered(
    night: Round, line: tuple[Client, FakePhone], body: bytes
) -> None:
    client, phone = line
    answer = put(client, phone, Sealed(uuid.uuid4(), body))
    assert (answer.status_code, answer.json()["state"]) == (201, "refused")


@pytest.mark.parametrize("said", [{}, {"records": 1}, {"records": [{"id": "x", "body": ""}]}, [1], "text"])
def test_a_malformed_batch_is_answered_in_words(line: tuple[Client, FakePhone], said: Any) -> None:
    client, phone = line
    assert post(client, phone, "records", said).status_code == 400


def test_too_much_at_once_is_refused_and_nothing_is_stored(line: tuple[Client, FakePhone]) -> None:
    client, phone = line
    assert put(client, phone, Sealed(uuid.uuid4(), b"x" * 70_000)).status_code == 413
    assert not Submission.objects.exists()


def test_an_author_who_left_the_service_is_refused(
    cast: Cast, night: Round, line: tuple[Client, FakePhone]
) -> None:
    _client, phone = line
    Officer.objects.filter(pk=cast.officer_a.pk).update(is_active=False)
    answer = send(client_of(cast.auxiliary_a), phone, start(phone, night))[0]
    assert answer["state"] == "refused"


def test_the_sweep_applies_what_was_held_for_something_that_is_there_by_now(
    cast: Cast, night: Round, line: tuple[Client, FakePhone]
) -> None:
    """A server killed between the parent's commit and the release of what waits for it."""
    client, phone = line
    begin = start(phone, night)
    car = phone.make("check.secure", {"round": night.pk}, at=later(1), after=[begin.id])
    loose = phone.make("check.secure", {"round": night.pk}, at=later(2))
    send(client, phone, begin, car, loose)
    VehicleCheck.objects.all().delete()
    for record, waits_for in ((car, f"record:{begin.id}"), (loose, f"round:{night.pk}")):
        Submission.objects.filter(pk=record.id).update(state=State.HELD, waits_for=waits_for)
    assert sweep(at=at(DAWN)) == 2
    assert VehicleCheck.objects.count() == 2


def test_the_outlines_of_the_villages_come_once(cast: Cast, line: tuple[Client, FakePhone]) -> None:
    client, phone = line

    def bundle(outlines: str) -> Any:
        address = f"/api/sync/bundle?outlines={outlines}"
        return client.get(address, headers={"X-Phone": str(phone.id)}).json()

    first = bundle("")
    assert first["outlines"]
    assert first["villages"]
    assert bundle(first["outlines"])["villages"] is None
    village = Village.objects.filter(name=first["villages"][0]["name"]).get()
    village.name = "Another name"
    village.save()
    assert bundle(first["outlines"])["villages"][0]["name"] == "Another name"

"""What people decide, what authors give up, and how the inbox keeps what may still be needed."""

import base64
import datetime
import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from drills.fake_phone import FakePhone, Sealed
from intake.choices import ClashChoice, State
from intake.errors import AlreadySettled
from intake.models import Blob, Clash, Rival, Submission
from intake.operations import blobs, retention, settling
from intake.operations.applying import sweep
from jurisdiction.models import Officer
from patrols.models import Round, ShiftMember, UnsecuredVehicle
from tests.cast import Cast, at
from tests.intake.helpers import client_of, phone_of, piece, post, put, send
from tests.intake.test_sync import BEGIN, DAWN, later, line, night, open_car, start
from tests.patrols.test_photos import picture

__all__ = ["line", "night"]  # fixtures
pytestmark = pytest.mark.django_db
Line = tuple[Client, FakePhone]


def state_of(record: Sealed) -> str:
    return Submission.objects.get(pk=record.id).state


@pytest.fixture
def clashed(cast: Cast, night: Round, line: Line) -> tuple[Client, FakePhone, Sealed]:
    """The partner's phone says another outcome than the officer's did: (client, phone, the later entry)."""
    client, phone = line
    car = open_car(phone, night, later(3))
    first = phone.make("vehicle.close", {"vehicle": car.id, "outcome": "not_secured"}, at=later(10))
    send(client, phone, start(phone, night), car, first)
    partner = client_of(cast.auxiliary_a)
    other = phone_of(cast.auxiliary_a, partner)
    second = other.make("vehicle.close", {"vehicle": car.id, "outcome": "owner_secured"}, at=later(12))
    assert send(partner, other, second)[0]["state"] == "clash"
    return partner, other, second


def test_an_entry_given_up_by_its_author_needs_no_decision(
    cast: Cast, clashed: tuple[Client, FakePhone, Sealed]
) -> None:
    partner, other, second = clashed
    assert post(partner, other, "drop", {"id": second.id}).json()["state"] == "dropped"
    clash = Clash.objects.get()
    assert (clash.choice, clash.decided_by) == (ClashChoice.KEPT, cast.auxiliary_a)
    with pytest.raises(AlreadySettled):
        settling.decide_clash(
            clash_id=clash.pk, choice=ClashChoice.TAKEN, reason="seen", at=at(DAWN), by=cast.chief_a
        )
    assert state_of(second) == State.DROPPED


def test_an_author_who_left_since_does_not_keep_a_person_from_deciding(
    cast: Cast, clashed: tuple[Client, FakePhone, Sealed]
) -> None:
    Officer.objects.filter(pk=cast.auxiliary_a.pk).update(is_active=False)
    answer = client_of(cast.chief_a).post(
        reverse("intake:clash_decide", args=[Clash.objects.get().pk]),
        {"choice": "taken", "reason": "asked both"},
    )
    assert answer.status_code == 302
    assert UnsecuredVehicle.objects.get().outcome == "owner_secured"


def test_an_entry_that_cannot_be_applied_any_more_is_said_in_words(
    cast: Cast, clashed: tuple[Client, FakePhone, Sealed]
) -> None:
    Submission.objects.filter(pk=clashed[2].id).update(body=b"{}")
    answer = client_of(cast.chief_a).post(
        reverse("intake:clash_decide", args=[Clash.objects.get().pk]),
        {"choice": "taken", "reason": "asked both"},
    )
    assert answer.status_code == 422
    assert not Clash.objects.filter(decided_at__isnull=False).exists()


def test_who_decides_reads_which_car_it_is_where_and_on_which_round(
    cast: Cast, night: Round, clashed: tuple[Client, FakePhone, Sealed]
) -> None:
    UnsecuredVehicle.objects.update(village=cast.village_a)
    car = UnsecuredVehicle.objects.get()
    client = client_of(cast.chief_a)
    for address in (
        reverse("intake:clash_decide", args=[Clash.objects.get().pk]),
        reverse("intake:clash_list"),
    ):
        answer = client.get(address)
        page = answer.content.decode()
        assert reverse("patrols:vehicle_detail", args=[car.pk]) in page
        assert cast.village_a.name in page
        assert car.plate not in page, "a list shows masked plates"
    about = client.get(reverse("intake:clash_decide", args=[Clash.objects.get().pk])).context["about"]
    assert (about.at, str(cast.squad_a) in about.round) == (car.found_at, True)


@pytest.mark.parametrize("choice", ClashChoice)
def test_what_waited_for_a_decision_goes_on_after_it(
    cast: Cast, night: Round, clashed: tuple[Client, FakePhone, Sealed], choice: ClashChoice
) -> None:
    partner, other, second = clashed
    note = {"shift": night.shift_id, "kind": "note", "text": "owner came late"}
    after = other.make("observation", note, at=later(13), after=[second.id])
    assert send(partner, other, after)[0]["state"] == "held"
    settling.decide_clash(
        clash_id=Clash.objects.get().pk, choice=choice, reason="asked both", at=at(DAWN), by=cast.chief_a
    )
    assert state_of(after) == State.APPLIED


def test_what_belongs_to_a_given_up_entry_is_refused_not_held_for_ever(night: Round, line: Line) -> None:
    client, phone = line
    wrong = phone.make("check.secure", {"round": 987654}, at=later(1))
    note = {"shift": night.shift_id, "kind": "note", "text": "x"}
    after = phone.make("observation", note, at=later(13), after=[wrong.id])
    send(client, phone, wrong, after)
    post(client, phone, "drop", {"id": wrong.id})
    assert state_of(after) == State.REFUSED


def test_a_mended_entry_that_clashes_and_is_taken_settles_the_one_it_mends(
    cast: Cast, night: Round, clashed: tuple[Client, FakePhone, Sealed]
) -> None:
    partner, other, _second = clashed
    Clash.objects.all().delete()
    car = UnsecuredVehicle.objects.get()
    bad = other.make("vehicle.close", {"vehicle": car.pk, "outcome": "nonsense"}, at=later(14))
    mend = other.make(
        "vehicle.close", {"vehicle": car.pk, "outcome": "owner_secured"}, at=later(14), replaces=str(bad.id)
    )
    assert [answer["state"] for answer in send(partner, other, bad, mend)] == ["refused", "clash"]
    settling.decide_clash(
        clash_id=Clash.objects.get().pk,
        choice=ClashChoice.TAKEN,
        reason="asked",
        at=at(DAWN),
        by=cast.chief_a,
    )
    assert (state_of(bad), state_of(mend)) == (State.REPLACED, State.APPLIED)


def edit(phone: FakePhone, car: Sealed, base: dict[str, Any], changes: dict[str, Any], when: float) -> Sealed:
    return phone.make("vehicle.edit", {"vehicle": car.id, "base": base, "changes": changes}, at=later(when))


def test_only_the_contested_field_of_an_edit_waits_for_a_person(cast: Cast, night: Round, line: Line) -> None:
    client, phone = line
    car = open_car(phone, night, later(3))
    seen = {"plate": "闽G12345", "description": "white", "open_parts": ["door"]}
    one = edit(phone, car, seen, {"plate": "闽G12346", "description": "red"}, 5)
    two = edit(phone, car, seen, {"plate": "闽G12347", "description": "blue", "open_parts": ["window"]}, 6)
    send(client, phone, start(phone, night), car, one, two)
    clash, vehicle = Clash.objects.get(), UnsecuredVehicle.objects.get()
    assert (clash.stored, clash.proposed) == ("闽G12346 · red", "闽G12347 · blue")
    assert (clash.stored_by, clash.stored_at) == (cast.officer_a, later(5))
    assert (vehicle.plate, vehicle.description, vehicle.open_parts) == ("闽G12346", "red", ["window"])


def test_taking_the_later_edit_leaves_what_a_third_one_set_right(
    cast: Cast, night: Round, line: Line
) -> None:
    client, phone = line
    car = open_car(phone, night, later(3))
    seen = {"plate": "闽G12345", "description": "white", "open_parts": ["door"]}
    one = edit(phone, car, seen, {"plate": "闽G12346"}, 5)
    two = edit(phone, car, seen, {"plate": "闽G12347", "description": "blue"}, 6)
    third = edit(phone, car, {**seen, "description": "blue"}, {"description": "green"}, 8)
    send(client, phone, start(phone, night), car, one, two, third)
    settling.decide_clash(
        clash_id=Clash.objects.get().pk,
        choice=ClashChoice.TAKEN,
        reason="asked",
        at=at(DAWN),
        by=cast.chief_a,
    )
    vehicle = UnsecuredVehicle.objects.get()
    assert (vehicle.plate, vehicle.description) == ("闽G12347", "green")


@pytest.mark.parametrize("choice", ClashChoice)
def test_a_third_edit_of_the_contested_field_is_shown_before_anybody_decides_and_kept_with_the_question(
    cast: Cast, night: Round, line: Line, choice: ClashChoice
) -> None:
    client, phone = line
    car = open_car(phone, night, later(3))
    seen = {"plate": "闽G12345", "description": "white", "open_parts": ["door"]}
    one = edit(phone, car, seen, {"plate": "闽G12346"}, 5)
    two = edit(phone, car, seen, {"plate": "闽G12347", "description": "blue"}, 6)
    send(client, phone, start(phone, night), car, one, two)
    desk, address = client_of(cast.chief_a), reverse("intake:clash_decide", args=[Clash.objects.get().pk])
    assert desk.get(address).context["third"] is None, "what was applied of the later entry itself is none"
    third = edit(phone, car, {**seen, "plate": "闽G12346"}, {"plate": "闽G12348"}, 8)
    assert send(client, phone, third)[0]["state"] == "applied"
    typed = {"choice": choice, "reason": "asked both", "seen": "0"}
    refused = desk.post(address, typed)
    assert (refused.status_code, refused.context["third"].words) == (422, "闽G12348")
    assert 'value="asked both"' in refused.content.decode(), "what was typed stays"
    assert UnsecuredVehicle.objects.get().plate == "闽G12348"
    mark = refused.context["third"].mark
    assert f'name="seen" value="{mark}"' in refused.content.decode()
    assert desk.post(address, {**typed, "seen": str(mark)}).status_code == 302
    clash = Clash.objects.get()
    assert (clash.since, clash.since_by, clash.since_at) == ("闽G12348", cast.officer_a, later(8))
    holds = "闽G12347" if choice == ClashChoice.TAKEN else "闽G12348"
    assert UnsecuredVehicle.objects.get().plate == holds
    assert "闽G12348" in desk.get(address).content.decode()


def test_an_outcome_decided_by_another_question_is_a_third_version_too(
    cast: Cast, clashed: tuple[Client, FakePhone, Sealed]
) -> None:
    partner, other, _second = clashed
    twin = other.make(
        "vehicle.close",
        {"vehicle": str(UnsecuredVehicle.objects.get().pk), "outcome": "notice_left"},
        at=later(13),
    )
    send(partner, other, twin)
    first, later_one = Clash.objects.order_by("pk")
    given: dict[str, Any] = {
        "choice": ClashChoice.TAKEN,
        "reason": "seen",
        "at": at(DAWN),
        "by": cast.chief_a,
    }
    settling.decide_clash(clash_id=first.pk, **given)
    with pytest.raises(AlreadySettled):
        settling.decide_clash(clash_id=later_one.pk, **given)
    third = settling.stored_since(later_one)
    assert third is not None
    settling.decide_clash(clash_id=later_one.pk, seen=third.mark, **given)
    assert UnsecuredVehicle.objects.get().outcome == "notice_left"


def test_an_edit_that_does_not_say_what_stood_there_overwrites_nothing(night: Round, line: Line) -> None:
    client, phone = line
    car = open_car(phone, night, later(3))
    blind = edit(phone, car, {}, {"plate": "闽G12347"}, 6)
    assert send(client, phone, start(phone, night), car, blind)[2]["state"] == "refused"
    assert UnsecuredVehicle.objects.get().plate == "闽G12345"


def test_retention_keeps_a_photo_whose_record_still_waits(cast: Cast, night: Round, line: Line) -> None:
    client, phone = line
    refused = open_car(phone, night, later(3), open_parts=[])
    said, sealed = phone.seal_photo(picture())
    photo = phone.make("photo", {"vehicle": refused.id, **said}, at=later(4), after=[refused.id])
    send(client, phone, start(phone, night), refused, photo)
    assert piece(client, phone, said["blob"], sealed, 0, len(sealed)).json()["complete"]
    retention.apply_retention(at=at(DAWN) + datetime.timedelta(days=15))
    assert Blob.objects.exists()
    post(client, phone, "drop", {"id": refused.id})
    post(client, phone, "drop", {"id": photo.id})
    retention.apply_retention(at=at(DAWN) + datetime.timedelta(days=15))
    assert not Blob.objects.exists()


def test_retention_keeps_the_hash_of_other_bytes_under_a_taken_key(night: Round, line: Line) -> None:
    client, phone = line
    begin = start(phone, night)
    put(client, phone, begin)
    put(client, phone, phone.make("round.finish", {"round": night.pk}, at=later(5), record_id=begin.id))
    retention.apply_retention(at=at(DAWN) + datetime.timedelta(days=40))
    rival = Rival.objects.get()
    assert (len(rival.sha256), bytes(rival.body)) == (64, b"")


def test_a_station_that_lost_a_photos_file_asks_for_it_again(line: Line, night: Round) -> None:
    client, phone = line
    said, sealed = phone.seal_photo(picture())
    piece(client, phone, said["blob"], sealed, 0, len(sealed))
    blobs._path(Blob.objects.get()).unlink()
    so_far = client.get(f"/api/sync/blobs/{said['blob']}", headers={"X-Phone": str(phone.id)}).json()
    assert so_far == {"received": 0, "complete": False}
    assert piece(client, phone, said["blob"], sealed, 0, len(sealed)).json()["complete"]
    assert blobs.read_blob(said["blob"]) == sealed


@pytest.mark.parametrize("other", ["中", base64.b64encode(b"abc").decode(), "=="])
def test_a_rescue_file_with_a_damaged_photo_still_brings_its_records(
    night: Round, line: Line, other: str
) -> None:
    client, phone = line
    said, sealed = phone.seal_photo(picture())
    piece(client, phone, said["blob"], sealed[:100], 0, len(sealed))
    begin = start(phone, night)
    rows = [{"id": str(begin.id), "body": begin.body.decode()}]
    file = {"records": rows, "blobs": [{"sha256": said["blob"], "base64": other}]}
    assert post(client, phone, "rescue", file).json()["answers"][0]["state"] == "applied"


def test_a_rescue_file_goes_on_where_a_photos_pieces_ended(line: Line, night: Round) -> None:
    client, phone = line
    said, sealed = phone.seal_photo(picture())
    piece(client, phone, said["blob"], sealed[:100], 0, len(sealed))
    file = {"records": [], "blobs": [{"sha256": said["blob"], "base64": base64.b64encode(sealed).decode()}]}
    assert post(client, phone, "rescue", file).status_code == 200
    assert blobs.read_blob(said["blob"]) == sealed


@pytest.mark.parametrize("content", [b"\xff\xfe", b"[" * 200_000, b'{"records": "x"}'])
def test_what_is_no_rescue_file_is_said_beside_the_field(cast: Cast, content: bytes) -> None:
    answer = client_of(cast.chief_a).post(
        reverse("intake:rescue_import"), {"file": SimpleUploadedFile("x", content)}
    )
    assert answer.status_code == 422
    assert "file" in answer.context["form"].errors


@pytest.mark.parametrize("path", ["records", "have", "drop", "rescue"])
@pytest.mark.parametrize("body", [b"[" * 100_000, b'{"a":' * 100_000, b"\xff\xfe", b'{"ids":' + b"9" * 5000])
def test_malformed_json_is_answered_as_such(line: Line, path: str, body: bytes) -> None:
    client, phone = line
    headers = {"X-Phone": str(phone.id)}
    answer = client.post(f"/api/sync/{path}", data=body, content_type="application/json", headers=headers)
    assert answer.status_code == 400


def test_have_says_nothing_of_another_stations_records(cast: Cast, night: Round, line: Line) -> None:
    client, phone = line
    begin = start(phone, night)
    send(client, phone, begin)
    stranger = client_of(cast.officer_b)
    answer = post(stranger, phone_of(cast.officer_b, stranger), "have", {"ids": [begin.id]}).json()
    assert (answer["missing"], answer["records"]) == ([str(begin.id)], {})


@pytest.mark.parametrize("odd", [{"v": 2}, {"kind": "a\0b"}, {"kind": {}}, {"kind": "\ud800"}])
def test_a_record_of_another_version_or_without_a_kind_is_refused_in_words(
    night: Round, line: Line, odd: dict[str, Any]
) -> None:
    client, phone = line
    kind = odd.pop("kind", "round.start")
    record = phone.make(kind, {"round": night.pk}, at=BEGIN, **odd)
    answer = send(client, phone, record)[0]
    assert (answer["state"], list(answer["errors"])) == ("refused", [""])


def test_a_fault_of_ours_ends_in_words_after_ten_tries_and_a_person_may_try_anew(
    cast: Cast, night: Round, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, phone = line
    begin = start(phone, night)
    with monkeypatch.context() as broken:
        broken.setattr("intake.operations.applying.read_record", lambda found: 1 / 0)
        send(client, phone, begin)
        for _try in range(10):
            sweep(at=at(DAWN))
    found = Submission.objects.get()
    assert (found.state, found.settled_at) == (State.REFUSED, at(DAWN))
    assert settling.try_again(record_id=begin.id, at=at(DAWN), by=cast.chief_a).state == State.APPLIED
    assert Submission.objects.get().tries == 0


def test_a_second_phone_that_holds_something_back_keeps_the_night_open(
    cast: Cast, night: Round, line: Line
) -> None:
    client, phone = line
    ShiftMember.objects.filter(officer=cast.officer_a).update(bundle_at=BEGIN)
    two = phone_of(cast.officer_a, client, uuid.uuid4())
    member = ShiftMember.objects.filter(officer=cast.officer_a, shift=night.shift)
    post(client, phone, "have", {"ids": [], "waiting": 5, "mine_waiting": 5})
    post(client, two, "have", {"ids": [], "waiting": 0, "mine_waiting": 0})
    assert member.get().synced_until is None
    post(client, phone, "have", {"ids": [], "waiting": 0, "mine_waiting": 0})
    assert member.get().synced_until is not None

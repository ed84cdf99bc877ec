"""What cadres and patrols report from phones: disputes, hazards, their photos, and the number that comes back."""

import datetime
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from disputes.choices import MediatorKind, Route
from disputes.models import Dispute, DisputePhoto, Event, FollowUp, Session
from disputes.operations import triage
from drills.fake_phone import FakePhone, Sealed
from hazards.choices import HazardKind, Source
from hazards.models import Hazard, HazardPhoto
from intake.choices import State
from intake.models import Submission
from jurisdiction.models import Officer
from patrols.models import Observation, Photo, Round
from tests.cast import Cast, at
from tests.disputes.helpers import reported, settled
from tests.intake.helpers import client_of, phone_of, piece, post, send
from tests.patrols.helpers import first_round
from tests.patrols.test_photos import picture

pytestmark = pytest.mark.django_db
Freeze = Callable[[str], None]
NOON = at("2026-09-03 12:00")
Line = tuple[Client, FakePhone]


@pytest.fixture(autouse=True)
def noon(freeze: Freeze) -> None:
    freeze("2026-09-03 12:30")


def line(officer: Officer) -> Line:
    client = client_of(officer)
    return client, phone_of(officer, client)


def filed(phone: FakePhone, cast: Cast, *, replaces: uuid.UUID | None = None, **values: Any) -> Sealed:
    data = {
        "village": cast.village_a.pk,
        "kind": "land",
        "level": "medium",
        "signals": [],
        "words": "两家为田埂吵了起来",
        "place_words": "桥头",
        "latitude": 26.01,
        "longitude": 117.29,
        "accuracy": 12,
        "parties": [{"name": "王建国", "phone": "138 0000 1234", "role": "applicant"}],
        "same_as": None,
        **values,
    }
    return phone.make("dispute.report", data, at=NOON, replaces=None if replaces is None else str(replaces))


def send_photo(found: Line, parent: dict[str, Any], **values: Any) -> dict[str, Any]:
    client, phone = found
    said, sealed = phone.seal_photo(picture())
    assert piece(client, phone, said["blob"], sealed, 0, len(sealed)).json()["complete"]
    return send(client, phone, phone.make("photo", {**parent, **said, **values}, at=NOON))[0]


def test_a_report_becomes_a_dispute_and_its_number_comes_back_with_the_receipt(cast: Cast) -> None:
    client, phone = line(cast.cadre_a)
    record = filed(phone, cast)
    first, again = send(client, phone, record)[0], send(client, phone, record)[0]
    dispute = Dispute.objects.get()
    assert (first["state"], first["made"]) == ("applied", {"number": dispute.number})
    assert again["made"] == first["made"]
    assert dispute.reported_at == NOON
    assert dispute.reported_by == cast.cadre_a
    party = dispute.parties.get()
    assert (party.name_mask, party.phone_mask) == ("王*", "138****1234")
    known = post(client, phone, "have", {"ids": [str(record.id)]}).json()["records"]
    assert known[str(record.id)]["made"] == {"number": dispute.number}


def test_a_village_outside_the_remit_is_refused_beside_its_field(cast: Cast) -> None:
    client, phone = line(cast.cadre_a)
    answer = send(client, phone, filed(phone, cast, village=cast.village_b.pk))[0]
    assert answer["state"] == "refused"
    assert list(answer["errors"]) == ["village"]
    assert answer["made"] == {}
    assert not Dispute.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"parties": [{"name": "王", "phone": ""}, {"name": "李", "phone": "123"}]}, "parties.1.phone"),
        ({"kind": "nonsense"}, "kind"),
        ({"level": ""}, "level"),
        ({"words": " "}, "words"),
        ({"words": "长" * 2001}, "words"),
        ({"signals": ["nonsense"]}, "signals.0"),
        ({"village": 99999}, "village"),
        ({"parties": [{"name": "王", "role": "king"}]}, "parties.0.role"),
        ({"latitude": 200}, "latitude"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_mended_as_a_new_record(
    wrong: dict[str, Any], field: str, cast: Cast
) -> None:
    client, phone = line(cast.cadre_a)
    record = filed(phone, cast, **wrong)
    answer = send(client, phone, record)[0]
    assert answer["state"] == "refused"
    assert list(answer["errors"]) == [field]
    assert answer["errors"][field]
    mended = send(client, phone, filed(phone, cast, replaces=record.id))[0]
    assert mended["state"] == "applied"
    assert Dispute.objects.get().pk == record.id
    assert Submission.objects.get(pk=record.id).state == State.REPLACED


def test_of_a_minor_nothing_is_kept(cast: Cast) -> None:
    client, phone = line(cast.cadre_a)
    minor = {"name": "小明", "phone": "13800001234", "role": "other", "is_minor": True}
    send(client, phone, filed(phone, cast, parties=[minor], signals=["minors"]))
    party = Dispute.objects.get().parties.get()
    assert (party.is_minor, party.name_sealed, party.phone_sealed, party.name_mask) == (True, "", "", "")


def test_words_and_photos_wait_for_their_report_and_then_stand_with_it(cast: Cast) -> None:
    client, phone = line(cast.cadre_a)
    record = filed(phone, cast)
    added = phone.make("dispute.add", {"dispute": str(record.id), "words": "又吵了"}, at=NOON)
    assert send(client, phone, added)[0]["waits_for"] == f"record:{record.id}"
    photo = send_photo((client, phone), {"dispute": str(record.id)})
    assert photo["waits_for"] == f"record:{record.id}"
    send(client, phone, record)
    assert set(Submission.objects.values_list("state", flat=True)) == {State.APPLIED}
    assert Event.objects.get(pk=added.id).note == "又吵了"
    kept = DisputePhoto.objects.get()
    assert (kept.dispute_id, kept.pk) == (record.id, uuid.UUID(photo["id"]))


def test_a_photo_has_one_parent(cast: Cast) -> None:
    found = line(cast.cadre_a)
    for parent in ({}, {"dispute": str(uuid.uuid4()), "hazard": str(uuid.uuid4())}):
        answer = send_photo(found, parent)
        assert answer["state"] == "refused"
        assert list(answer["errors"]) == [""]


def hazard(phone: FakePhone, cast: Cast, **values: Any) -> Sealed:
    data = {
        "shift": None, "round": None, "place": cast.place_a.pk, "latitude": None, "longitude": None, "accuracy": None,
        "kind": "fire_exit", "level": "high", "words": "安全出口上了链子", **values,
    }  # fmt: skip
    return phone.make("hazard.report", data, at=NOON)


def test_a_hazard_is_reported_off_duty_and_its_number_comes_back(cast: Cast) -> None:
    client, phone = line(cast.officer_a)
    answer = send(client, phone, hazard(phone, cast))[0]
    found = Hazard.objects.get()
    assert (answer["state"], answer["made"]) == ("applied", {"number": found.number})
    assert (found.place, found.source, found.found_at) == (cast.place_a, Source.DESK, NOON)


def test_a_hazard_of_a_round_says_so(cast: Cast, freeze: Freeze) -> None:
    round_: Round = first_round(cast)
    freeze("2026-09-04 06:10")
    client, phone = line(cast.officer_a)
    send(client, phone, hazard(phone, cast, shift=round_.shift_id, round=round_.pk))
    assert Hazard.objects.get().source == Source.PATROL


def test_a_shift_that_is_not_ones_own_proves_nothing(cast: Cast, freeze: Freeze) -> None:
    round_ = first_round(cast)
    freeze("2026-09-04 06:10")
    client, phone = line(cast.chief_a)
    send(client, phone, hazard(phone, cast, shift=round_.shift_id, round=round_.pk))
    assert Hazard.objects.get().source == Source.DESK


def test_a_cadre_reports_hazards_of_the_own_village_only(cast: Cast) -> None:
    client, phone = line(cast.cadre_a)
    inside = send(client, phone, hazard(phone, cast, place=None, latitude=26.01, longitude=117.29))[0]
    outside = send(client, phone, hazard(phone, cast, place=cast.place_b.pk))[0]
    assert (inside["state"], outside["state"]) == ("applied", "refused")
    assert list(outside["errors"]) == ["place"]
    assert Hazard.objects.get().source == Source.CADRE


def test_a_hazards_photo_keeps_where_the_phone_stood_and_looked(cast: Cast) -> None:
    client, phone = line(cast.officer_a)
    record = hazard(phone, cast)
    send(client, phone, record)
    values = {"latitude": 26.012, "longitude": 117.291, "accuracy": 8, "bearing": 271}
    assert send_photo((client, phone), {"hazard": str(record.id)}, **values)["state"] == "applied"
    kept = HazardPhoto.objects.get()
    assert kept.point is not None
    assert (kept.point.y, kept.point.x, kept.accuracy_m, kept.bearing) == (26.012, 117.291, 8, 271)


def test_an_older_apps_observation_of_a_hazard_becomes_one_with_its_photo(cast: Cast, freeze: Freeze) -> None:
    round_ = first_round(cast)
    freeze("2026-09-04 06:10")
    client, phone = line(cast.officer_a)
    data = {
        "shift": round_.shift_id, "round": round_.pk, "kind": "hazard", "place": cast.place_a.pk,
        "latitude": None, "longitude": None, "accuracy": None, "text": "井盖没了", "people": 0, "apps_installed": 0,
    }  # fmt: skip
    record = phone.make("observation", data, at=NOON + datetime.timedelta(hours=9))
    assert send(client, phone, record)[0]["state"] == "applied"
    assert send_photo((client, phone), {"observation": str(record.id)})["state"] == "applied"
    found = Hazard.objects.get()
    assert (found.pk, found.words, found.kind, found.source) == (
        record.id,
        "井盖没了",
        HazardKind.OTHER,
        Source.PATROL,
    )
    assert HazardPhoto.objects.get().hazard == found
    assert not Observation.objects.exists()
    assert not Photo.objects.exists()


@pytest.mark.parametrize("who", ["cadre_a", "officer_a", "justice_a", "chief_b"])
def test_a_bundle_carries_the_villages_one_may_report_for(who: str, cast: Cast) -> None:
    client, phone = line(getattr(cast, who))
    said = client.get("/api/sync/bundle", headers={"X-Phone": str(phone.id)}).json()
    wanted = {
        "cadre_a": {"Village A"},
        "officer_a": {"Village A"},
        "justice_a": {"Village A"},
        "chief_b": {"Village B"},
    }
    assert {row["name"] for row in said["disputes"]["villages"]} == wanted[who]
    assert set(said["disputes"]["hear"]) == {"low", "medium", "high", "critical"}
    assert (said["plates"] == {}) == (who in ("cadre_a", "justice_a")) or said["plates"] == {}


def meeting(phone: FakePhone, dispute: Dispute, **values: Any) -> Sealed:
    data = {
        "dispute": str(dispute.pk),
        "held_at": NOON,
        "place_words": "村委会",
        "present": [str(dispute.parties.earliest("pk").pk)],
        "others": "",
        "consent": True,
        "guardian_present": False,
        "second": None,
        "recorded": False,
        "notes": "双方说清了界线",
        "result": "continue",
        **values,
    }
    return phone.make("dispute.session", data, at=NOON)


@pytest.fixture
def mediated(cast: Cast) -> Dispute:
    """Village A's, in the hands of its cadre, since an hour before noon."""
    before = NOON - datetime.timedelta(hours=1)
    dispute = reported(cast, at=before, received_at=before)
    triage.accept(dispute_id=dispute.pk, route=Route.PEOPLES, at=before, by=cast.chief_a)
    triage.assign(
        dispute_id=dispute.pk,
        mediator=cast.cadre_a,
        mediator_kind=MediatorKind.CADRE,
        at=before,
        by=cast.chief_a,
    )
    return dispute


def test_a_mediators_meeting_is_stored_once_with_who_came(cast: Cast, mediated: Dispute) -> None:
    client, phone = line(cast.cadre_a)
    record = meeting(phone, mediated)
    assert [send(client, phone, record)[0]["state"] for _ in range(2)] == ["applied", "applied"]
    held = Session.objects.get()
    assert (held.pk, held.held_at, held.place, held.came.count()) == (record.id, NOON, "村委会", 1)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"place_words": ""}, "place_words"),
        ({"place_words": "  "}, "place_words"),
        ({"notes": " "}, "notes"),
        ({"result": "well"}, "result"),
        ({"held_at": NOON + datetime.timedelta(days=1)}, "held_at"),
        ({"consent": False}, "consent"),
        ({"second": 999999}, "second"),
        ({"present": ["nobody"]}, "present.0"),
    ],
)
def test_what_is_wrong_with_a_meeting_is_said_beside_its_field(
    wrong: dict[str, Any], field: str, cast: Cast, mediated: Dispute
) -> None:
    client, phone = line(cast.cadre_a)
    answer = send(client, phone, meeting(phone, mediated, **wrong))[0]
    assert (answer["state"], list(answer["errors"])) == ("refused", [field])
    assert not Session.objects.exists()


def test_who_does_not_mediate_logs_no_meeting(cast: Cast, mediated: Dispute) -> None:
    client, phone = line(cast.officer_a)
    answer = send(client, phone, meeting(phone, mediated))[0]
    assert (answer["state"], list(answer["errors"])) == ("refused", [""])


def test_a_visit_afterwards_is_stored_once(cast: Cast, freeze: Freeze) -> None:
    dispute = settled(cast, cast.cadre_a)
    visit = NOON + datetime.timedelta(days=8)
    freeze("2026-09-11 13:00")
    client, phone = line(cast.cadre_a)
    record = phone.make(
        "dispute.followup", {"dispute": str(dispute.pk), "result": "kept", "note": "都好"}, at=visit
    )
    assert [send(client, phone, record)[0]["state"] for _ in range(2)] == ["applied", "applied"]
    made = FollowUp.objects.get(record_id=record.id)
    assert (made.dispute, made.result, made.done_at) == (dispute, "kept", visit)


def test_a_cadre_learns_nothing_of_another_village_by_bundle_photo_or_words(cast: Cast) -> None:
    elsewhere = reported(cast, by=cast.officer_b, village=cast.village_b)
    found = client, phone = line(cast.cadre_a)
    said = client.get("/api/sync/bundle", headers={"X-Phone": str(phone.id)}).json()["disputes"]
    assert (said["mine"], said["nearby"], said["tasks"]) == ([], [], [])
    assert send_photo(found, {"dispute": str(elsewhere.pk)})["state"] == "refused"
    added = phone.make("dispute.add", {"dispute": str(elsewhere.pk), "words": "什么事"}, at=NOON)
    assert send(client, phone, added)[0]["state"] == "refused"
    same = send(client, phone, filed(phone, cast, same_as=str(elsewhere.pk)))[0]
    assert same["state"] == "applied"
    assert same["made"]["number"] != elsewhere.number
    assert not DisputePhoto.objects.exists()

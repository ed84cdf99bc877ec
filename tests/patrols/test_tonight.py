"""What is written down beside the rounds on the plain pages: the handover read, things seen, visits to owners."""

import uuid
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from jurisdiction.models import Officer
from ledger.models import Entry
from patrols.choices import VisitResult
from patrols.models import HandoverRead, Observation, Shift
from tests.cast import Cast, at
from tests.patrols.helpers import open_car, running_round, seen_and_suggested

pytestmark = pytest.mark.django_db
SignIn = Callable[[Officer], Client]
EVENING = "2026-09-03 20:30"


@pytest.fixture
def shift(cast: Cast, freeze: Callable[[str], None]) -> Shift:
    found = running_round(cast).shift
    before = (
        Shift.objects.exclude(pk=found.pk)
        .filter(station=found.station, starts_at__lt=found.starts_at)
        .first()
    )
    if before is None:
        before = Shift.objects.get(pk=found.pk)
        before.pk = None
        before.roster = None
        before.starts_at, before.ends_at = at("2026-09-02 20:00"), at("2026-09-03 06:00")
        before.duty_date = before.starts_at.date()
        before.save(force_insert=True)
    Shift.objects.filter(pk=before.pk).update(handover_note="the lamp at the bridge is dark")
    freeze(EVENING)
    return found


def test_the_note_of_the_shift_before_is_read_and_acknowledged(
    shift: Shift, cast: Cast, signed_in: SignIn
) -> None:
    client = signed_in(cast.officer_a)
    page = client.get(reverse("patrols:tonight")).content.decode()
    assert "the lamp at the bridge is dark" in page
    assert reverse("patrols:handover_read", args=[shift.pk]) in page
    for _again in range(2):
        client.post(reverse("patrols:handover_read", args=[shift.pk]))
    assert HandoverRead.objects.get().by == cast.officer_a
    page = client.get(reverse("patrols:tonight")).content.decode()
    assert reverse("patrols:handover_read", args=[shift.pk]) not in page
    assert cast.officer_a.name in page


def test_another_squads_shift_takes_no_acknowledgement(shift: Shift, cast: Cast, signed_in: SignIn) -> None:
    assert (
        signed_in(cast.officer_b).post(reverse("patrols:handover_read", args=[shift.pk])).status_code == 404
    )
    assert signed_in(cast.officer_b).get(reverse("patrols:observe", args=[shift.pk])).status_code == 404


def test_something_seen_is_stored_with_its_place(shift: Shift, cast: Cast, signed_in: SignIn) -> None:
    address = reverse("patrols:observe", args=[shift.pk])
    client = signed_in(cast.officer_a)
    form = client.get(address).context["form"]
    said = {"record_id": str(form["record_id"].value()), "kind": "note", "text": "open well cover"}
    said |= {"place": str(cast.place_a.pk), "latitude": "26.011", "longitude": "117.291"}
    for _again in range(2):
        assert client.post(address, said).status_code == 302
    made = Observation.objects.get()
    assert (made.text, made.place, made.by) == ("open well cover", cast.place_a, cast.officer_a)
    assert made.point is not None
    assert made.round is not None


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"kind": "note", "text": ""}, "text"),
        ({"kind": "home_visit", "text": "told of refunds", "people": "0"}, "people"),
        ({"kind": "home_visit", "people": "-3"}, "people"),
        ({"kind": "nonsense", "text": "kept as typed"}, "kind"),
        ({"kind": "hazard", "text": "hazards have a room of their own"}, "kind"),
        ({"kind": "note", "text": "x" * 1001}, "text"),
    ],
)
def test_what_is_missing_is_said_beside_its_field_and_nothing_typed_is_lost(
    said: dict[str, str], field: str, shift: Shift, cast: Cast, signed_in: SignIn
) -> None:
    key = {"record_id": str(uuid.uuid4())}
    answer = signed_in(cast.officer_a).post(reverse("patrols:observe", args=[shift.pk]), {**key, **said})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    for text in said.values():
        assert text in answer.content.decode()
    assert not Observation.objects.exists()


def test_a_cadre_writes_notes_but_visits_no_homes(shift: Shift, cast: Cast, signed_in: SignIn) -> None:
    if not shift.members.filter(officer=cast.cadre_a).exists():
        shift.members.create(officer=cast.cadre_a)
    address = reverse("patrols:observe", args=[shift.pk])
    client = signed_in(cast.cadre_a)
    assert "people" not in client.get(address).context["form"].fields
    key = str(client.get(address).context["form"]["record_id"].value())
    refused = client.post(address, {"record_id": key, "kind": "home_visit", "text": "x", "people": "2"})
    assert refused.status_code == 422
    assert client.post(address, {"record_id": key, "kind": "note", "text": "lights out"}).status_code == 302


def test_a_visit_is_closed_from_the_phone_and_the_look_at_the_plate_is_written_down(
    shift: Shift, cast: Cast, signed_in: SignIn
) -> None:
    vehicle = open_car(cast, shift.rounds.earliest("planned_at"))
    _seen, visit = seen_and_suggested(cast, vehicle)
    client = signed_in(cast.officer_a)
    assert reverse("patrols:my_visits") in client.get(reverse("patrols:tonight")).content.decode()
    listed = client.get(reverse("patrols:my_visits")).content.decode()
    assert vehicle.plate not in listed
    address = reverse("patrols:my_visit", args=[visit.pk])
    assert vehicle.plate in client.get(address).content.decode()
    assert Entry.objects.filter(kind="look", object_id=str(vehicle.pk), by=cast.officer_a).count() == 1
    assert client.post(address, {"note": "nobody said yet"}).status_code == 422
    assert (
        client.post(address, {"result": VisitResult.values[0], "note": "talked at the door"}).status_code
        == 302
    )
    visit.refresh_from_db()
    assert (visit.result, visit.note) == (VisitResult.values[0], "talked at the door")


def test_the_desk_sees_findings_calls_and_visits_of_a_plate(
    shift: Shift, cast: Cast, signed_in: SignIn
) -> None:
    vehicle = open_car(cast, shift.rounds.earliest("planned_at"))
    _seen, visit = seen_and_suggested(cast, vehicle)
    client = signed_in(cast.chief_a)
    for address in (
        reverse("patrols:vehicle_detail", args=[vehicle.pk]),
        reverse("patrols:repeat_detail", args=[vehicle.plate_hash]),
    ):
        answer = client.get(address)
        assert answer.context["visits"] == [visit]
        assert reverse("patrols:visit_close", args=[visit.pk]) in answer.content.decode()

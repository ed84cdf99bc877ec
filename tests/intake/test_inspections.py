"""Visits by checklist and re-inspections from phones: planned ones taken along, stored when the signal is back, judged by
when they were made."""

import datetime
import uuid
from typing import Any

import pytest

from drills.fake_phone import FakePhone, Sealed
from hazards.choices import Stage, Status
from hazards.models import Hazard, HazardPhoto, Inspection, InspectionPlan, Recheck
from hazards.operations import steps
from hazards.operations.checklists import save_checklist
from hazards.operations.planning import plan_inspections
from intake.bundle import bundle_for
from intake.choices import State
from intake.models import Submission
from jurisdiction.choices import PlaceKind
from jurisdiction.models import Officer
from tests.cast import Cast, at
from tests.hazards.helpers import DAY, ITEMS, a_checklist, a_photo, a_report, a_shop, ordered, picture
from tests.intake.helpers import piece, send
from tests.intake.test_reports import Freeze, Line, line, send_photo

pytestmark = pytest.mark.django_db
NOON = at("2026-09-03 12:00")


@pytest.fixture(autouse=True)
def soon(freeze: Freeze) -> None:
    freeze("2026-09-03 12:30")


def visited(cast: Cast, phone: FakePhone, **values: Any) -> Sealed:
    """The shop's extinguisher is out of date: ordered on the spot by police."""
    replaces = values.pop("replaces", None)
    data = {
        "inspection": None,
        "answers": {"q1": "ok", "q2": "not_ok"},
        "found": [{"item": "q2", "words": "过期", "level": "medium", "way": "deadline", "until": None}],
        "shut": False,
        "consent": "not_needed",
        "words": "",
        **values,
    }
    return phone.make("inspection.done", data, at=NOON, replaces=replaces)


def photo_of(found: Line, parent: dict[str, Any], content: bytes, **values: Any) -> dict[str, Any]:
    client, phone = found
    said, sealed = phone.seal_photo(content)
    piece(client, phone, said["blob"], sealed, 0, len(sealed))
    return send(client, phone, phone.make("photo", {**parent, **said, **values}, at=NOON))[0]


HERE = {"latitude": 26.011, "longitude": 117.291, "accuracy": 5, "bearing": 90}


def test_a_visit_without_a_signal_does_the_planned_one_and_its_findings_wait_for_no_desk(cast: Cast) -> None:
    shop, version = a_shop(cast), a_checklist(cast)
    InspectionPlan.objects.create(
        station=cast.station_a, place_kind=shop.kind, risk=shop.risk, changed_at=NOON
    )
    plan_inspections(at=NOON)
    planned = Inspection.objects.planned().earliest("due_on")
    client, phone = line(cast.officer_a)
    record = visited(cast, phone, place=shop.pk, version=version.pk, inspection=str(planned.pk))
    early = photo_of((client, phone), {"inspection": str(record.id), "item": "q2"}, picture(), **HERE)
    assert early["waits_for"] == f"record:{record.id}"
    for _again in range(2):
        assert send(client, phone, record)[0]["state"] == "applied"
    planned.refresh_from_db()
    assert (planned.record_id, planned.done_at, planned.by) == (record.id, NOON, cast.officer_a)
    assert planned.version == version
    found = Hazard.objects.get()
    assert (found.status, found.found_at, found.words) == (Status.ORDERED, NOON, "过期")
    photo = HazardPhoto.objects.get()
    assert (photo.hazard, photo.stage, photo.bearing, str(photo.pk)) == (found, Stage.BEFORE, 90, early["id"])
    assert set(Submission.objects.values_list("state", flat=True)) == {State.APPLIED}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"answers": {"q1": "ok"}, "found": []}, "q2"),
        ({"found": []}, "q2_words"),
        ({"found": [{"item": "q2", "words": "x", "way": "deadline", "until": "2026-12-01"}]}, "q2_until"),
        ({"found": [{"item": "q2", "words": "x", "way": "fly"}]}, "found.0.way"),
        ({"answers": "all"}, "answers"),
        ({"version": 0}, "version"),
        ({"version": 999_999}, ""),
        ({"place": 999_999}, ""),
    ],
)
def test_what_is_wrong_in_a_visit_is_said_beside_its_item_and_mended_as_a_new_record(
    wrong: dict[str, Any], field: str, cast: Cast
) -> None:
    right = {"place": a_shop(cast).pk, "version": a_checklist(cast).pk}
    client, phone = line(cast.officer_a)
    record = visited(cast, phone, **{**right, **wrong})
    answer = send(client, phone, record)[0]
    assert (answer["state"], list(answer["errors"])) == ("refused", [field])
    assert not Hazard.objects.exists(), "nor is half of it stored"
    mended = send(client, phone, visited(cast, phone, **right, replaces=str(record.id)))[0]
    assert mended["state"] == "applied"
    assert Inspection.objects.get().record_id == record.id


def test_a_list_that_changed_meanwhile_is_no_matter_and_one_of_other_places_is(cast: Cast) -> None:
    shop, version = a_shop(cast), a_checklist(cast)
    other = a_checklist(cast, PlaceKind.PARK)
    save_checklist(
        station=cast.station_a,
        place_kind=shop.kind,
        items=[*ITEMS, {"code": "", "text": "new", "kind": "gas", "level": "low", "basis": ""}],
        note="",
        based_on=version.pk,
        at=NOON,
        by=cast.leader_a,
    )
    client, phone = line(cast.officer_a)
    assert send(client, phone, visited(cast, phone, place=shop.pk, version=other.pk))[0]["state"] == "refused"
    assert (
        send(client, phone, visited(cast, phone, place=shop.pk, version=version.pk))[0]["state"] == "applied"
    )
    assert Inspection.objects.get().version == version


@pytest.mark.parametrize(("who", "state"), [("officer_b", "refused"), ("cadre_a", "refused")])
def test_no_visit_of_another_stations_place_nor_by_a_cadre(cast: Cast, who: str, state: str) -> None:
    shop, version = a_shop(cast), a_checklist(cast)
    client, phone = line(getattr(cast, who))
    assert send(client, phone, visited(cast, phone, place=shop.pk, version=version.pk))[0]["state"] == state
    assert not Inspection.objects.exists()


# ---- re-inspections


def looked(phone: FakePhone, found: Hazard, *, when: datetime.datetime = NOON, **values: Any) -> Sealed:
    replaces = values.pop("replaces", None)
    data = {"hazard": str(found.pk), "passed": True, "words": "", **values}
    return phone.make("hazard.recheck", data, at=when, replaces=replaces)


def waiting(cast: Cast) -> Hazard:
    found = ordered(cast, NOON - DAY, by=cast.cadre_a)
    a_photo(found, cast.cadre_a, NOON - DAY, Stage.BEFORE)
    steps.put_right(hazard_id=found.pk, at=NOON - 2 * datetime.timedelta(hours=1), by=cast.leader_a)
    return found


def test_a_re_inspection_without_a_signal_moves_the_hazard_and_its_photo_is_compared(cast: Cast) -> None:
    found = waiting(cast)
    client, phone = line(cast.officer_a)
    record = looked(phone, found)
    here = {"latitude": 26.01, "longitude": 117.29, "accuracy": 5, "bearing": 95}
    early = photo_of((client, phone), {"recheck": str(record.id)}, picture(180), **here)
    assert early["waits_for"] == f"record:{record.id}"
    answer = send(client, phone, record)[0]
    assert (answer["state"], answer["made"]) == ("applied", {"number": found.number})
    found.refresh_from_db()
    assert (found.status, Recheck.objects.get().at) == (Status.RECHECKED, NOON)
    photo = HazardPhoto.objects.get(stage=Stage.AFTER)
    assert (photo.verdict, photo.turn, photo.by) == ("same", 5, cast.officer_a)
    assert steps.close(hazard_id=found.pk, words="", at=NOON, by=cast.officer_a).is_settled


@pytest.mark.parametrize("who", ["cadre_a", "leader_a", "officer_b"])
def test_who_found_it_ordered_it_or_is_of_another_station_is_refused_in_words(cast: Cast, who: str) -> None:
    found = waiting(cast)
    client, phone = line(getattr(cast, who))
    answer = send(client, phone, looked(phone, found))[0]
    assert answer["state"] == "refused"
    assert answer["errors"][""]
    assert not Recheck.objects.exists()


def test_not_put_right_is_said_in_words_and_mended_without_moving_its_time(cast: Cast) -> None:
    found = waiting(cast)
    client, phone = line(cast.officer_a)
    record = looked(phone, found, passed=False)
    assert list(send(client, phone, record)[0]["errors"]) == ["words"]
    mended = looked(phone, found, passed=False, words="仍上锁", replaces=str(record.id))
    assert send(client, phone, mended)[0]["state"] == "applied"
    made = Recheck.objects.get()
    assert (made.pk, made.at, made.words) == (record.id, NOON, "仍上锁")


def test_one_that_was_made_before_it_was_found_again_counts_no_more(cast: Cast) -> None:
    found = waiting(cast)
    client, phone = line(cast.officer_a)
    Hazard.objects.filter(pk=found.pk).update(found_at=NOON + datetime.timedelta(minutes=5))
    assert send(client, phone, looked(phone, found))[0]["state"] == "refused"
    assert not Recheck.objects.exists()


def test_a_hazard_that_is_no_more_is_said_in_words(cast: Cast) -> None:
    client, phone = line(cast.officer_a)
    gone = phone.make("hazard.recheck", {"hazard": str(uuid.uuid4()), "passed": True}, at=NOON)
    answer = send(client, phone, gone)[0]
    assert (answer["state"], list(answer["errors"])) == ("refused", [""])
    assert send_photo((client, phone), {"recheck": str(gone.id)})["state"] in ("held", "refused")


# ---- what is taken along


def taken(cast: Cast, officer: Officer) -> Any:
    return bundle_for(officer, station=cast.station_a, at=NOON)["hazards"]


def test_the_phone_takes_a_weeks_visits_their_lists_and_what_others_had_put_right(cast: Cast) -> None:
    shop, version = a_shop(cast), a_checklist(cast)
    a_checklist(cast, PlaceKind.PARK)
    planned: dict[str, Any] = {"station": cast.station_a, "place": shop}
    rows = {
        name: Inspection.objects.create(**planned, due_on=(NOON + days * DAY).date(), officer=who)
        for name, days, who in (
            ("late", -3, cast.officer_a),
            ("nobody's", 7, None),
            ("too far", 8, None),
            ("another's", 1, cast.leader_a),
        )
    }
    found = waiting(cast)
    a_report(cast, by=cast.officer_a)
    mine = taken(cast, cast.officer_a)
    assert [row["id"] for row in mine["visits"]] == [rows["late"].pk, rows["nobody's"].pk]
    assert list(mine["checklists"]) == [str(version.pk)]
    assert [item["code"] for item in mine["checklists"][str(version.pk)]] == ["q1", "q2"]
    assert [row["id"] for row in mine["rechecks"]] == [found.pk]
    row = mine["rechecks"][0]
    assert (row["latitude"], row["longitude"], row["bearing"]) == (26.01, 117.29, 90)
    assert (mine["may_order"], taken(cast, cast.auxiliary_a)["may_order"]) == (True, False)
    assert taken(cast, cast.leader_a)["rechecks"] == [], "who had it put right does not look again"
    assert taken(cast, cast.cadre_a) is None
    assert bundle_for(cast.officer_b, station=cast.station_b, at=NOON)["hazards"]["rechecks"] == []

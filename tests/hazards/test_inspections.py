"""Checklists keep their past; inspections make hazards; plans fill the month and leave alone what was moved."""

import datetime
import uuid
from collections import Counter
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import translation

from hazards.choices import Consent, Result, Status
from hazards.errors import ChecklistRefused, InspectionRefused, PlanRefused, PoliceOnly, RecordTaken
from hazards.forms.field import InspectionForm
from hazards.models import ChecklistVersion, Inspection, InspectionPlan, MinorsCount
from hazards.operations import checklists, minors, planning
from hazards.operations.inspections import Found, record_inspection
from jurisdiction.choices import PlaceKind
from jurisdiction.models import Place
from tests.cast import Cast, at
from tests.hazards.helpers import ITEMS, NOON, a_checklist, a_shop

pytestmark = pytest.mark.django_db
FINE = {"q1": "ok", "q2": "na"}


def inspected(cast: Cast, place: Place, version: ChecklistVersion, **values: Any) -> Inspection:
    options: dict[str, Any] = {
        "record_id": uuid.uuid4(),
        "place": place,
        "inspection_id": None,
        "version": version,
        "answers": FINE,
        "at": NOON,
        "received_at": NOON,
        "by": cast.officer_a,
        **values,
    }
    return record_inspection(**options)


# ---- checklists


def test_an_edit_makes_a_new_version_and_changes_no_inspection(cast: Cast) -> None:
    first, shop = a_checklist(cast), a_shop(cast)
    done = inspected(cast, shop, first)
    second = checklists.save_checklist(
        station=cast.station_a,
        place_kind=PlaceKind.MILK_TEA_SHOP,
        items=[
            {**ITEMS[0], "text": "both exits clear"},
            {"text": "no smoking", "kind": "other", "level": "low"},
        ],
        note="second exit",
        based_on=first.pk,
        at=NOON,
        by=cast.leader_a,
    )
    assert second.number == 2
    assert [item["code"] for item in second.items] == ["q1", "q2"] or second.items[1]["code"] != "q1"
    assert checklists.version_for(shop) == second
    done.refresh_from_db()
    assert done.version == first
    assert [item["text"] for item in first.items] == ["exit clear", "extinguisher valid"]


def test_an_item_that_is_gone_does_not_leave_its_code_to_another(cast: Cast) -> None:
    first = a_checklist(cast)
    second = checklists.save_checklist(
        station=cast.station_a,
        place_kind=PlaceKind.MILK_TEA_SHOP,
        items=[ITEMS[0], {**ITEMS[1], "text": ""}, {"text": "no smoking", "kind": "other", "level": "low"}],
        note="",
        based_on=first.pk,
        at=NOON,
        by=cast.leader_a,
    )
    assert [item["code"] for item in second.items] == ["q1", "q3"]


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_refuses_to_change_a_version(change: str, cast: Cast) -> None:
    version = a_checklist(cast)
    rows = ChecklistVersion.objects.filter(pk=version.pk)
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        rows.update(items=[]) if change == "update" else rows.delete()


def test_two_editors_do_not_overwrite_each_other(cast: Cast) -> None:
    first = a_checklist(cast)
    said: dict[str, Any] = {
        "station": cast.station_a,
        "place_kind": PlaceKind.MILK_TEA_SHOP,
        "note": "",
        "at": NOON,
    }
    checklists.save_checklist(items=ITEMS[:1], based_on=first.pk, by=cast.leader_a, **said)
    with translation.override("en"), pytest.raises(ChecklistRefused, match="meanwhile"):
        checklists.save_checklist(items=ITEMS[1:], based_on=first.pk, by=cast.chief_a, **said)


def test_a_station_without_its_own_list_has_everybodys(cast: Cast) -> None:
    checklists.install(at=NOON)
    shop = a_shop(cast)
    common = checklists.version_for(shop)
    assert common is not None
    assert common.checklist.station is None
    own = a_checklist(cast)
    assert checklists.version_for(shop) == own


def test_the_lists_that_come_along_ask_useful_things_of_known_kinds(cast: Cast) -> None:
    checklists.install(at=NOON)
    versions = ChecklistVersion.objects.filter(checklist__station__isnull=True)
    assert {version.checklist.place_kind for version in versions} >= {
        "milk_tea_shop",
        "night_stall",
        "park",
        "firm",
        "old_housing",
        "group_rental",
    }
    for version in versions:
        assert checklists._clean(version.items) == version.items


# ---- inspections


def test_what_is_not_in_order_becomes_a_hazard_ordered_in_place(cast: Cast) -> None:
    version, shop, key = a_checklist(cast), a_shop(cast), uuid.uuid4()
    told = [Found("q1", "chain on the back door", way="deadline", rectify_by=at("2026-09-05 00:00"))]
    answers = {"q1": "not_ok", "q2": "ok"}
    done = inspected(cast, shop, version, record_id=key, answers=answers, found=told)
    assert inspected(cast, shop, version, record_id=key, answers=answers, found=told) == done
    hazard = done.findings.get().hazard
    assert (hazard.kind, hazard.level, hazard.status) == ("fire_exit", "high", Status.ORDERED)
    assert hazard.rectify_by == at("2026-09-05 00:00")
    assert (hazard.source, hazard.source_ref) == ("inspection", str(done.pk))
    assert done.result == Result.FINDINGS


def test_put_right_on_the_spot_still_waits_for_another_person(cast: Cast) -> None:
    told = [Found("q2", "expired", way="on_spot")]
    done = inspected(cast, a_shop(cast), a_checklist(cast), answers={"q1": "ok", "q2": "not_ok"}, found=told)
    hazard = done.findings.get().hazard
    assert hazard.status == Status.ON_SPOT
    assert hazard.recheck_by is not None


@pytest.mark.parametrize(
    ("answers", "found", "field"),
    [
        ({"q1": "ok"}, [], "q2"),
        ({"q1": "ok", "q2": "perhaps"}, [], "q2"),
        ({"q1": "not_ok", "q2": "ok"}, [], "q1_words"),
        ({"q1": "not_ok", "q2": "ok"}, [Found("q1", "  ")], "q1_words"),
        ({"q1": "ok", "q2": "ok"}, [Found("q1", "chain")], "q1"),
    ],
)
def test_what_is_missing_in_a_checklist_is_said_at_its_item(
    answers: dict[str, str], found: list[Found], field: str, cast: Cast
) -> None:
    with pytest.raises(InspectionRefused) as refused:
        inspected(cast, a_shop(cast), a_checklist(cast), answers=answers, found=found)
    assert refused.value.field == field
    assert not Inspection.objects.exists()


def test_an_auxiliary_finds_but_does_not_order(cast: Cast) -> None:
    version, shop = a_checklist(cast), a_shop(cast)
    answers = {"q1": "not_ok", "q2": "ok"}
    with pytest.raises(PoliceOnly):
        inspected(
            cast,
            shop,
            version,
            answers=answers,
            found=[Found("q1", "chain", way="deadline")],
            by=cast.auxiliary_a,
        )
    done = inspected(cast, shop, version, answers=answers, found=[Found("q1", "chain")], by=cast.auxiliary_a)
    assert done.findings.get().hazard.status == Status.REPORTED


def test_cadres_inspect_nothing(cast: Cast) -> None:
    with pytest.raises(PoliceOnly):
        inspected(cast, a_shop(cast), a_checklist(cast), by=cast.cadre_a)


def test_a_home_is_entered_with_recorded_consent_only(cast: Cast) -> None:
    home = a_shop(cast, "Old lane 3", kind=PlaceKind.OLD_HOUSING)
    version = a_checklist(cast, PlaceKind.OLD_HOUSING)
    with pytest.raises(InspectionRefused) as refused:
        inspected(cast, home, version)
    assert refused.value.field == "consent"
    assert inspected(cast, home, version, consent=Consent.GIVEN).result == Result.IN_ORDER
    turned_away = inspected(cast, home, version, consent=Consent.REFUSED)
    assert (turned_away.result, turned_away.answers) == (Result.REFUSED, {})
    with pytest.raises(IntegrityError, match="no_home_is_inspected"), transaction.atomic():
        Inspection.objects.filter(pk=turned_away.pk).update(answers=FINE)


def test_a_home_that_is_shut_asks_nobody_for_consent(cast: Cast) -> None:
    home = a_shop(cast, "Old lane 3", kind=PlaceKind.OLD_HOUSING)
    version = a_checklist(cast, PlaceKind.OLD_HOUSING)
    done = inspected(cast, home, version, answers={}, shut=True)
    assert (done.result, done.consent, done.answers) == (Result.SHUT, Consent.NOT_NEEDED, {})
    form = InspectionForm(
        {"record_id": uuid.uuid4(), "shut": "on"}, place=home, version=version, may_order=True
    )
    assert form.is_valid(), form.errors


def test_another_officers_key_is_refused(cast: Cast) -> None:
    version, shop, key = a_checklist(cast), a_shop(cast), uuid.uuid4()
    inspected(cast, shop, version, record_id=key)
    with pytest.raises(RecordTaken):
        inspected(cast, shop, version, record_id=key, by=cast.leader_a)


# ---- plans


def a_plan(cast: Cast, **values: Any) -> InspectionPlan:
    options: dict[str, Any] = {
        "station": cast.station_a,
        "place_kind": PlaceKind.MILK_TEA_SHOP,
        "risk": "low",
        "times": 2,
        "changed_at": NOON,
        **values,
    }
    return InspectionPlan.objects.create(**options)


def test_planning_fills_the_month_once(cast: Cast) -> None:
    a_plan(cast)
    for number in range(15):
        a_shop(cast, f"Shop {number}")
    first = at("2026-09-01 06:00")
    assert planning.plan_inspections(at=first) == 30
    assert planning.plan_inspections(at=at("2026-09-07 06:00")) == 0
    loads = Counter(Inspection.objects.values_list("due_on", flat=True))
    assert max(loads.values()) == 2
    works = planning.working_days([datetime.date(2026, 9, 1), datetime.date(2026, 9, 30)])
    assert all(works(day) for day in loads if day)
    assert datetime.date(2026, 9, 25) not in loads, "the calendar's day off"
    assert datetime.date(2026, 9, 20) in loads, "a Sunday that is worked"


def test_from_the_twentieth_on_the_next_month_is_planned_too(cast: Cast) -> None:
    a_plan(cast, times=1)
    a_shop(cast)
    planning.plan_inspections(at=at("2026-09-20 06:00"))
    assert set(Inspection.objects.values_list("month", flat=True)) == {
        datetime.date(2026, 9, 1),
        datetime.date(2026, 10, 1),
    }


def test_what_was_moved_by_hand_stays_where_it_was_put(cast: Cast) -> None:
    a_plan(cast, times=1)
    a_shop(cast)
    planning.plan_inspections(at=at("2026-09-01 06:00"))
    found = Inspection.objects.get()
    saturday = datetime.date(2026, 9, 26)
    planning.move_inspection(
        inspection_id=found.pk, due_on=saturday, officer=cast.officer_a, at=NOON, by=cast.leader_a
    )
    planning.plan_inspections(at=at("2026-09-04 06:00"))
    moved = Inspection.objects.get()
    assert (moved.due_on, moved.officer, moved.moved_by) == (saturday, cast.officer_a, cast.leader_a)
    with pytest.raises(PlanRefused):
        planning.move_inspection(
            inspection_id=found.pk,
            due_on=datetime.date(2026, 9, 2),
            officer=None,
            at=NOON,
            by=cast.leader_a,
        )


def test_an_inspection_made_early_counts_for_the_planned_one(cast: Cast) -> None:
    a_plan(cast, times=1)
    shop, version = a_shop(cast), a_checklist(cast)
    planning.plan_inspections(at=at("2026-09-01 06:00"))
    planned = Inspection.objects.get()
    done = inspected(cast, shop, version, at=at("2026-09-01 09:00"))
    assert done.pk == planned.pk
    assert planning.plan_inspections(at=at("2026-09-02 06:00")) == 0


def test_the_same_named_visit_done_twice_leaves_the_next_months_alone(cast: Cast) -> None:
    a_plan(cast, times=1)
    shop, version = a_shop(cast), a_checklist(cast)
    planning.plan_inspections(at=at("2026-09-20 06:00"))
    september, october = Inspection.objects.order_by("month")
    when = at("2026-09-28 09:00")
    first = inspected(cast, shop, version, inspection_id=september.pk, at=when)
    second = inspected(cast, shop, version, inspection_id=september.pk, at=when, by=cast.leader_a)
    october.refresh_from_db()
    assert first.pk == september.pk
    assert second.pk not in (september.pk, october.pk)
    assert october.done_at is None


def test_how_early_a_visit_counts_goes_by_the_stations_day(cast: Cast) -> None:
    shop, version = a_shop(cast), a_checklist(cast)
    planned = Inspection.objects.create(station=cast.station_a, place=shop, due_on=datetime.date(2026, 10, 6))
    assert inspected(cast, shop, version, at=at("2026-09-05 06:00")).pk == planned.pk


def test_an_inspection_made_before_anything_was_planned_counts_too(cast: Cast) -> None:
    shop, version = a_shop(cast), a_checklist(cast)
    inspected(cast, shop, version, at=at("2026-09-02 09:00"))
    a_plan(cast, times=1)
    assert planning.plan_inspections(at=at("2026-09-03 06:00")) == 0


def test_a_new_place_is_visited_in_what_is_left_of_the_month(cast: Cast) -> None:
    a_plan(cast, times=1)
    a_shop(cast)
    planning.plan_inspections(at=at("2026-09-01 06:00"))
    late = a_shop(cast, "New shop")
    planning.plan_inspections(at=at("2026-09-16 06:00"))
    due = Inspection.objects.get(place=late).due_on
    assert due is not None
    assert due >= datetime.date(2026, 9, 16)


# ---- minors


def test_minors_are_a_number_by_place_and_hour(cast: Cast) -> None:
    key = uuid.uuid4()
    said: dict[str, Any] = {
        "place": cast.place_a,
        "day": NOON.date(),
        "hour": 11,
        "at": NOON,
        "received_at": NOON,
        "by": cast.officer_a,
    }
    minors.count_minors(record_id=key, count=7, **said)
    minors.count_minors(record_id=key, count=7, **said)
    minors.count_minors(record_id=uuid.uuid4(), count=9, **said)
    assert list(MinorsCount.objects.values_list("count", flat=True)) == [9]
    with pytest.raises(PoliceOnly):
        minors.count_minors(record_id=uuid.uuid4(), count=1, **{**said, "by": cast.cadre_a})


def test_a_count_has_no_room_for_a_name() -> None:
    texts = {field.name for field in MinorsCount._meta.get_fields() if "Char" in type(field).__name__}
    assert texts == set()

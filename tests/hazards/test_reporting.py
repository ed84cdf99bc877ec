"""Reports of hazards: stored once, numbered, due; a cadre stays within the own villages; a closed one reopens."""

import uuid
from importlib import import_module

import pytest
from django.contrib.gis.geos import Point
from django.db import connection

from hazards.choices import Level, Status
from hazards.errors import HazardRefused, RecordTaken
from hazards.models import Hazard
from hazards.operations import telling
from hazards.operations.reporting import reported_as
from hazards.operations.sweep import sweep
from jurisdiction.models import Place, Village
from ledger.models import Entry
from notices.models import Notice, Recipient
from tests.cast import Cast, at, square
from tests.hazards.helpers import DAY, NOON, a_report, closed

pytestmark = pytest.mark.django_db


def test_a_report_is_numbered_dated_and_on_the_ledger(cast: Cast) -> None:
    found = a_report(cast)
    assert found.number == "SA-YH-20260903-0001"
    assert found.status == Status.REPORTED
    assert found.village == cast.village_a
    assert found.point == cast.place_a.point
    assert found.assess_by == found.due_at == at("2026-09-05 00:00")
    assert [step.action for step in found.steps.all()] == ["report"]
    assert Entry.objects.filter(verb="hazard.reported", object_id=str(found.pk)).count() == 1


def test_the_same_record_sent_again_changes_nothing(cast: Cast) -> None:
    key = uuid.uuid4()
    first = a_report(cast, record_id=key)
    assert a_report(cast, record_id=key, words="other words") == first
    assert Hazard.objects.count() == 1
    assert reported_as(key) == first


def test_a_key_of_somebody_else_is_refused(cast: Cast) -> None:
    key = uuid.uuid4()
    a_report(cast, record_id=key)
    with pytest.raises(RecordTaken):
        a_report(cast, record_id=key, by=cast.auxiliary_a)


@pytest.mark.parametrize(("field", "value"), [("words", "  "), ("kind", "ghosts"), ("level", "purple")])
def test_what_is_missing_is_said_beside_its_field(cast: Cast, field: str, value: str) -> None:
    with pytest.raises(HazardRefused) as refused:
        a_report(cast, **{field: value})  # type: ignore[arg-type]  # one value of a report
    assert refused.value.field == field


def test_a_place_of_another_station_is_refused(cast: Cast) -> None:
    with pytest.raises(HazardRefused) as refused:
        a_report(cast, place=cast.place_b)
    assert refused.value.field == "place"


def test_a_cadre_reports_within_the_own_village_only(cast: Cast) -> None:
    assert a_report(cast, by=cast.cadre_a, place=None).village == cast.village_a
    with pytest.raises(HazardRefused):
        a_report(cast, by=cast.cadre_a, place=None, point=Point(117.35, 26.01, srid=4326))


def test_the_village_follows_from_the_point(cast: Cast) -> None:
    found = a_report(cast, place=None, point=Point(117.35, 26.01, srid=4326), when=NOON)
    assert found.village == cast.village_b


def test_the_place_says_the_village_whatever_a_position_near_the_border_says(cast: Cast) -> None:
    other = Village.objects.create(
        township=cast.village_a.township, name="Next", code="350481105299", boundary=square(117.30, 26.0)
    )
    inside_other = Point(117.305, 26.01, srid=4326)
    found = a_report(cast, by=cast.officer_a, place=cast.place_a, point=inside_other)
    assert found.village == cast.village_a
    assert a_report(cast, by=cast.officer_a, place=None, point=inside_other).village == other


def test_a_cadre_reports_no_place_of_another_village_from_within_the_own_one(cast: Cast) -> None:
    other = Village.objects.create(township=cast.village_a.township, name="Next", code="350481105299")
    Place.objects.filter(pk=cast.place_a.pk).update(village=other)
    cast.place_a.refresh_from_db()
    with pytest.raises(HazardRefused) as refused:
        a_report(cast, by=cast.cadre_a, place=cast.place_a, point=Point(117.285, 26.01, srid=4326))
    assert refused.value.field == "place"
    assert not Hazard.objects.exists()


def test_a_hazard_of_no_place_is_found_again_at_the_same_spot_and_not_further_off(cast: Cast) -> None:
    spot, near, far = (Point(117.285 + step, 26.01, srid=4326) for step in (0, 0.0002, 0.002))
    first = closed(cast, place=None, point=spot)
    assert a_report(cast, NOON + 30 * DAY, by=cast.leader_a, place=None, point=far) != first
    assert a_report(cast, NOON + 30 * DAY, by=cast.leader_a, place=None, point=near) == first
    first.refresh_from_db()
    assert first.recurrences == 1


def test_a_cadre_who_left_the_village_is_told_no_more_of_its_hazards(cast: Cast) -> None:
    found = a_report(cast, by=cast.cadre_a)
    Recipient.objects.all().delete()
    cast.cadre_a.postings.update(ends_on=NOON.date())
    telling.tell_finder(found, at=NOON + DAY, by=cast.officer_a)
    assert not Recipient.objects.exists()
    cast.cadre_a.postings.update(ends_on=None)
    telling.tell_finder(found, at=NOON + DAY, by=cast.officer_a)
    assert [row.officer for row in Recipient.objects.all()] == [cast.cadre_a]


def test_every_notice_of_a_hazard_names_its_village_and_older_ones_are_put_right(cast: Cast) -> None:
    found = a_report(cast, by=cast.cadre_a, level=Level.CRITICAL)
    telling.tell_finder(found, at=NOON + DAY, by=cast.officer_a)
    sweep(at=NOON + DAY * 60)
    assert {"hazard.critical", "hazard.moved", "hazard.late"} <= set(
        Notice.objects.values_list("kind", flat=True)
    )
    assert set(Notice.objects.values_list("village", flat=True)) == {found.village_id}
    Notice.objects.update(village=None)
    migration = import_module("hazards.migrations.0007_notices_of_villages")
    with connection.cursor() as cursor:
        cursor.execute(migration.OF_HAZARDS)
    assert set(Notice.objects.values_list("village", flat=True)) == {found.village_id}

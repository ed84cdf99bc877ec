"""The demo's hazards: every state, before and after, and nothing that the rules or the database would refuse."""

import pytest
from django.db.models import F

from hazards.choices import Source, Stage, Status
from hazards.models import Hazard, HazardPhoto, Inspection, MinorsCount, RectificationOrder, Step
from hazards.operations.sweep import sweep
from hazards.rules import TRANSITIONS
from ledger.chain import first_breaks
from prevention.demo.hazards import refresh_hazards
from tests.cast import at

NOW = at("2026-09-10 14:30")


@pytest.mark.usefixtures("loaded")
def test_hazards_of_the_demo_are_what_the_operations_would_have_written() -> None:
    for _again in range(2):
        refresh_hazards(now=NOW, months=4)
    assert Hazard.objects.count() > 40
    shown = set(Hazard.objects.values_list("status", flat=True))
    assert shown >= {Status.REPORTED, Status.ORDERED, Status.TO_RECHECK, Status.OVERDUE, Status.CLOSED}
    assert set(Hazard.objects.values_list("source", flat=True)) >= {Source.PATROL, Source.INSPECTION}
    moves = set(Step.objects.exclude(was="").exclude(was=F("became")).values_list("was", "became"))
    assert moves <= {(Status(old), Status(new)) for old, new in TRANSITIONS}
    assert not Step.objects.filter(at__gt=NOW).exists()
    assert not Hazard.objects.filter(closed_by=F("found_by")).exists()
    after = HazardPhoto.objects.filter(stage=Stage.AFTER)
    assert after.filter(verdict="same").count() > after.count() / 2
    assert after.exclude(by=F("hazard__found_by")).exists()
    assert not RectificationOrder.objects.filter(number="").exists()
    assert Inspection.objects.planned().filter(officer__username="officer", due_on=NOW.date()).count() >= 4
    assert MinorsCount.objects.exists()
    assert sweep(at=NOW).planned == 0, "this month is planned already"
    assert first_breaks() == []

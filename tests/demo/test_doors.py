"""The demo's households: as many as the villages have, and nothing that the operations would not have written."""

import pytest
from django.db.models import Count, F, Sum

from antifraud import coverage
from antifraud.choices import DoorState, ImportState, RowState
from antifraud.models import AppCount, AppHelp, Campaign, DoorVisit, Household, ImportBatch, PlannedDoor
from jurisdiction.models import Village
from ledger.chain import first_breaks
from prevention.demo.doors import refresh_doors
from tests.cast import at

NOW = at("2026-09-18 14:30")


@pytest.mark.usefixtures("loaded")
def test_the_doors_of_the_demo_agree_with_the_villages_and_the_rules() -> None:
    for _again in range(2):
        refresh_doors(now=NOW, months=20)
    villages = Village.objects.filter(township__station__is_central=True)
    assert villages.count() == 24
    many = dict(Household.objects.order_by().values_list("village").annotate(Count("pk")))
    assert many == {village.pk: village.households for village in villages}
    assert not DoorVisit.objects.filter(at__gt=NOW).exists()
    assert not AppCount.objects.filter(adults__lt=F("registered") + F("installed")).exists()
    gained = AppCount.objects.aggregate(sum=Sum("registered_change"))["sum"]
    assert gained == Household.objects.aggregate(sum=Sum("registered"))["sum"]
    rows = coverage.by_village(Household.objects.all(), list(villages), NOW.date())
    shares = [row.share or 0 for row in rows]
    assert max(shares) - min(shares) > 25
    assert {
        state for state, found in coverage.states(Household.objects.all(), NOW.date()).items() if found
    } == {str(state) for state in DoorState if state != DoorState.LEFT}
    helped = AppHelp.objects.open().filter(household__needs_help=True).count()
    assert helped == Household.objects.filter(needs_help=True).count() > 20
    earlier, later = (
        DoorVisit.objects.filter(at__year=year).count() / months for year, months in ((2025, 11), (2026, 8.5))
    )
    assert later > earlier
    paces = {
        campaign.name: coverage.progress(campaign, NOW.date()).pace for campaign in Campaign.objects.all()
    }
    assert set(paces.values()) >= {"on_track", "met", "missed"} or len(set(paces.values())) >= 3
    assert PlannedDoor.objects.to_do(NOW.date()).exists()
    for sheet, wrong in (("households", 3), ("groups", 1)):
        batch = ImportBatch.objects.get(sheet=sheet)
        assert (batch.state, batch.rows.filter(state=RowState.WRONG).count()) == (ImportState.DRAFT, wrong)
    assert first_breaks() == []

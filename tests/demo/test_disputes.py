"""The demo's disputes: every kind, level and state, names sealed, the logins have something to do."""

import datetime
from collections.abc import Iterator

import pytest
from django.db.models import Count

from disputes.choices import DisputeKind, Level, Signal, Status
from disputes.models import Deadline, Dispute, Event, LevelChange, OverdueAlert, Party, Report
from disputes.operations.parties import open_party
from disputes.operations.sweep import sweep
from jurisdiction.models import Officer
from ledger.chain import first_breaks
from prevention.demo.disputes import refresh_disputes
from tests.demo.conftest import undone
from tests.demo.loading import NOW


@pytest.fixture(scope="module")
def all_disputes(world: None) -> Iterator[None]:
    with undone():
        refresh_disputes(now=NOW)
        yield


@pytest.fixture
def disputes(all_disputes: None, db: None) -> None:
    """All of them, whatever another test did to them."""


@pytest.mark.usefixtures("disputes")
def test_twenty_months_of_disputes_tell_a_whole_story() -> None:
    assert 240 <= Dispute.objects.count() <= 290
    assert set(Dispute.objects.values_list("kind", flat=True)) == set(DisputeKind.values)
    assert set(Dispute.objects.values_list("level", flat=True)) == set(Level.values)
    assert set(Dispute.objects.values_list("status", flat=True)) == set(Status.values)
    assert NOW - Dispute.objects.earliest("received_at").received_at > datetime.timedelta(days=500)
    by_station = dict(Dispute.objects.values_list("station__short_name").annotate(Count("pk")))
    assert by_station["曹远"] > by_station["大湖"] > by_station["贡川"] > 20
    assert Dispute.objects.filter(relapses__gt=0).count() > 8
    assert Report.objects.count() > Dispute.objects.count()
    assert OverdueAlert.objects.exists()


@pytest.mark.usefixtures("disputes")
def test_the_logins_have_something_to_follow_and_to_do() -> None:
    cadre, justice = Officer.objects.get(username="cadre"), Officer.objects.get(username="justice")
    mine = Report.objects.by(cadre.pk)
    assert mine.count() > 20
    assert len(set(mine.values_list("dispute__status", flat=True))) >= 5
    assert Dispute.objects.mediated_by(cadre.pk).open().count() >= 3
    assert Dispute.objects.mediated_by(justice.pk).open().count() >= 3
    assert Dispute.objects.open().filter(level=Level.CRITICAL, signals__contains=[Signal.WEAPONS]).exists()
    assert LevelChange.objects.waiting().count() == 1
    sweep(at=NOW)
    late = Deadline.objects.open().filter(due_at__lte=NOW)
    assert 1 <= late.count() <= 3


@pytest.mark.usefixtures("disputes")
def test_time_lines_run_forward_and_nothing_lies_in_the_future() -> None:
    assert not Event.objects.filter(at__gt=NOW).exists()
    assert not Dispute.objects.filter(closed_at__gt=NOW).exists()
    for dispute in Dispute.objects.ended().prefetch_related("events"):
        moments = [event.at for event in dispute.events.all()]
        assert moments == sorted(moments)
        assert dispute.closed_at == moments[-1], dispute.number


@pytest.mark.usefixtures("disputes")
def test_people_are_invented_sealed_and_openable_and_the_ledger_holds() -> None:
    party = Party.objects.exclude(name_sealed="").first()
    assert party is not None
    assert open_party(party).name.startswith(party.name_mask[0])
    assert first_breaks() == []


@pytest.mark.usefixtures("disputes")
def test_again_it_adds_nothing_and_the_next_number_follows() -> None:
    before = Dispute.objects.count()
    refresh_disputes(now=NOW)
    assert Dispute.objects.count() == before

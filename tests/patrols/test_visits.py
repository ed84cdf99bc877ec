"""Visits at home: the suggestion follows the car, and closes itself when nobody can tell any more where to go."""

import datetime

import pytest

from ledger.models import Entry
from patrols import rules
from patrols.choices import VisitResult
from patrols.models import OwnerVisit, Round, UnsecuredVehicle
from patrols.operations.retention import apply_retention
from patrols.operations.visits import close_visit
from tests.cast import Cast, at
from tests.patrols.helpers import open_car, running_round

pytestmark = pytest.mark.django_db
FIRST = at("2026-09-03 20:20")


def found(cast: Cast, round_: Round, *, times: int, since: datetime.datetime = FIRST) -> UnsecuredVehicle:
    """The same car found open so many times, a minute between; the last finding."""
    for number in range(times):
        vehicle = open_car(cast, round_, when=since + datetime.timedelta(minutes=number))
    return vehicle


def test_an_open_suggestion_follows_the_car_to_its_newest_finding(cast: Cast) -> None:
    round_ = running_round(cast)
    third = found(cast, round_, times=3)
    visit = OwnerVisit.objects.get()
    assert (visit.vehicle, visit.times_found, visit.suggested_at) == (third, 3, third.found_at)
    fifth = found(cast, round_, times=2, since=FIRST + datetime.timedelta(minutes=10))
    visit.refresh_from_db()
    assert (visit.vehicle, visit.times_found, visit.suggested_at) == (fifth, 5, third.found_at)


def test_a_finding_that_arrives_late_does_not_take_the_suggestion_back(cast: Cast) -> None:
    round_ = running_round(cast)
    newest = found(cast, round_, times=4)
    open_car(cast, round_, when=newest.found_at - datetime.timedelta(seconds=30))
    assert OwnerVisit.objects.get().vehicle == newest


def test_a_suggestion_whose_plate_is_erased_closes_itself_and_the_next_one_opens(cast: Cast) -> None:
    round_ = running_round(cast)
    vehicle = found(cast, round_, times=3)
    over = vehicle.found_at + rules.PLAIN_PLATE_KEPT
    assert apply_retention(at=over - datetime.timedelta(seconds=1))["visits"] == 0
    assert apply_retention(at=over)["visits"] == 1
    visit = OwnerVisit.objects.get()
    assert (visit.result, visit.visited_at, visit.visited_by) == (VisitResult.EXPIRED, over, None)
    assert Entry.objects.filter(verb="visit.expired", object_id=str(visit.pk)).count() == 1
    assert apply_retention(at=over)["visits"] == 0
    again = open_car(cast, round_, when=over + datetime.timedelta(minutes=1))
    assert OwnerVisit.objects.open().get().vehicle == again


def test_who_was_there_before_the_plate_was_erased_is_believed_though_it_comes_later(cast: Cast) -> None:
    vehicle = found(cast, running_round(cast), times=3)
    over = vehicle.found_at + rules.PLAIN_PLATE_KEPT
    apply_retention(at=over)
    went = vehicle.found_at + datetime.timedelta(days=2)
    closed = close_visit(
        visit_id=OwnerVisit.objects.get().pk,
        result=VisitResult.TALKED,
        note="at the door",
        at=went,
        received_at=over + datetime.timedelta(hours=1),
        by=cast.officer_a,
    )
    assert (closed.result, closed.visited_at, closed.visited_by) == (
        VisitResult.TALKED,
        went,
        cast.officer_a,
    )

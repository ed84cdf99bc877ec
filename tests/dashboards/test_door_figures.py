"""Visits at the door in figures: each number is the number of rows behind it."""

import datetime
from typing import Any

import pytest
from django.urls import reverse

from antifraud.choices import DoorOutcome
from antifraud.operations.counts import Counted
from dashboards import door_figures
from dashboards.periods import Span
from jurisdiction.remit import Remit
from tests.antifraud.door_helpers import household, visited
from tests.cast import Cast, at

pytestmark = pytest.mark.django_db
SEPTEMBER = Span(datetime.date(2026, 9, 1), datetime.date(2026, 9, 30))
AUGUST = Span(datetime.date(2026, 8, 1), datetime.date(2026, 8, 31))


def a_month(cast: Cast) -> Remit:
    one, two = household(cast, "1号"), household(cast, "2号")
    visited(cast, one, when=at("2026-08-31 23:59"), counted=Counted(2, 0))
    visited(cast, one, when=at("2026-09-01 00:00"), again_reason="帮忙", counted=Counted(2, 2))
    visited(cast, two, DoorOutcome.NOT_HOME, when=at("2026-09-02 20:00"))
    visited(cast, two, when=at("2026-09-30 23:59"), counted=Counted(3, 1))
    visited(cast, household(cast, "9号", village=cast.village_b), by=cast.officer_b)
    return Remit.of_stations(frozenset({cast.station_a.pk}))


def test_the_numbers_of_a_month_are_those_of_its_days_at_the_station(cast: Cast) -> None:
    remit = a_month(cast)
    found = door_figures.counts(SEPTEMBER, remit)
    assert {name: found[name] for name in ("tries", "talked", "told", "households", "gained")} == {
        "tries": 3,
        "talked": 2,
        "told": 2,
        "households": 2,
        "gained": 3,
    }
    assert door_figures.counts(AUGUST, remit)["tries"] == 1
    assert [row["talked"] for row in door_figures.by_month([AUGUST, SEPTEMBER], remit)] == [1, 2]


def test_each_figure_leads_to_as_many_rows(cast: Cast, signed_in: Any, freeze: Any) -> None:
    remit = a_month(cast)
    found = door_figures.counts(SEPTEMBER, remit)
    client = signed_in(cast.chief_a)
    days = f"since=2026-09-01&until=2026-09-30&village={cast.village_a.pk}"
    for name in ("tries", "talked", "told"):
        rows = client.get(f"{reverse('antifraud:visit_list')}?{days}&of={name}").context["object_list"]
        assert len(rows) == found[name], str(rows.query)
    freeze("2026-09-30 23:59")
    page = client.get(f"{reverse('dashboards:doors')}?since=2026-09-01&until=2026-09-30")
    assert page.status_code == 200
    (row,) = [row for row in page.context["villages"] if row["covered"].village == cast.village_a]
    assert (row["tries"], row["covered"].registered, row["covered"].adults) == (3, 3, 5)

"""Fraud in figures: whom a warning reached in time, each number the number of rows behind it."""

import datetime
from typing import Any

import pytest

from antifraud.models import Dissuasion
from dashboards import intercept_figures
from dashboards.matters import readings
from dashboards.periods import Span
from jurisdiction.remit import Remit
from tests.antifraud.intercept_steps import (
    HOUR,
    MINUTE,
    NIGHT,
    a_report,
    a_warning,
    booked,
    line_of,
    stepped,
)
from tests.cast import Cast, at

pytestmark = pytest.mark.django_db
SEPTEMBER = Span(datetime.date(2026, 9, 1), datetime.date(2026, 9, 30))
AUGUST = Span(datetime.date(2026, 8, 1), datetime.date(2026, 8, 31))


def warned(cast: Cast, level: str, way: str, *, late: bool = False, ended: bool = True) -> Dissuasion:
    found = stepped(a_warning(cast, level=level), "sign", cast.officer_a)
    reached = found.act_by + MINUTE if late else found.act_by
    stepped(found, way, cast.officer_a, reached=True, at=reached)
    return stepped(found, "not_fraud", cast.officer_a, at=reached + HOUR) if ended else found


def test_a_person_is_reached_in_time_in_a_way_that_does_at_the_level(cast: Cast, signed_in: Any) -> None:
    warned(cast, "low", "call")
    warned(cast, "high", "visit")
    warned(cast, "high", "call")  # a call does not do
    warned(cast, "low", "sms")  # nor does a message, anywhere
    warned(cast, "low", "visit", late=True)
    warned(cast, "critical", "visit", ended=False)
    a_warning(cast, NIGHT - 30 * 24 * HOUR)
    remit = Remit.of_stations(frozenset({cast.station_a.pk}))
    now, before = (intercept_figures.counts(span, remit) for span in (SEPTEMBER, AUGUST))
    assert (now["warned_received"], now["warned_completed"], now["warned_in_time"]) == (6, 5, 2)
    read = readings(intercept_figures.FIGURES, now=now, before=before, year=before, span=SEPTEMBER)
    (reading,) = [one for one in read if one.figure.name == "warned_in_time"]
    assert (reading.value, reading.on_before) == ("40.0%", "—"), "of nothing there is no share"
    client = signed_in(cast.chief_a)
    assert reading.part is not None
    assert reading.whole is not None
    for count, address in (reading.part, reading.whole):
        assert len(client.get(address).context["object_list"]) == count, address


def test_how_fast_money_came_back_is_told_by_kind_and_by_hour_of_the_report(cast: Cast) -> None:
    for minutes in (10, 20, 60):
        report = a_report(cast)
        for later in (0, 30):  # a second return of the same report changes nothing
            when = NIGHT + (minutes + later) * MINUTE
            booked(line_of(report, "courier"), "returned", 100, cast.officer_a, at=when)
    a_report(cast, at("2026-09-04 09:00"))
    remit = Remit.of_stations(frozenset({cast.station_a.pk}))
    firsts = intercept_figures.first_returns(SEPTEMBER, remit)
    (kind,) = intercept_figures.by_kind(SEPTEMBER, remit, firsts)
    assert (kind["reports"], kind["speed"]) == (4, 20 * MINUTE)
    hours = intercept_figures.by_hour(SEPTEMBER, remit, firsts)
    assert [row["speed"] for row in hours] == [None, None, None, 20 * MINUTE]

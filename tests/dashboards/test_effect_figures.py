"""Who was reached, for how long, and who was defrauded."""

import datetime

import pytest

from antifraud.choices import Audience, Reach
from antifraud.operations.counts import Counted
from dashboards import effect_figures
from dashboards.effect_figures import by_audience, by_village
from dashboards.periods import Span, months_back
from jurisdiction.remit import Remit
from tests.antifraud.door_helpers import household, visited
from tests.antifraud.intercept_steps import a_report
from tests.cast import Cast, at

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 9, 10)
#: October 2025 to September 2026.
MONTHS = months_back(TODAY, 12)
YEAR = Span(MONTHS[0].first, MONTHS[-1].last)
A_AND_B = Remit.everywhere()


def test_adults_count_as_reached_from_the_talk_on_and_for_a_year(cast: Cast) -> None:
    talked = household(cast, "1", adults=3)
    household(cast, "2", adults=5)
    visited(cast, talked, when=at("2026-06-20 12:00"))  # after the middle of June: July, August, September
    everybody, mine = by_village(Reach.VISIT, MONTHS, A_AND_B)  # the other village has no list of households
    assert mine.village == cast.village_a
    assert mine.effect.reached_years == pytest.approx(3 * 3 / 12)
    assert mine.effect.reached_years + mine.effect.other_years == pytest.approx(8)
    assert everybody.effect.reached_years == mine.effect.reached_years
    later = months_back(
        datetime.date(2027, 9, 10), 3
    )  # July to September 2027: the talk is older than a year
    assert by_village(Reach.VISIT, later, A_AND_B)[0].effect.reached_years == 0


def test_the_app_counts_from_the_day_it_was_counted(cast: Cast) -> None:
    found = household(cast, "1", adults=4)
    visited(cast, found, when=at("2026-08-20 12:00"), counted=Counted(4, 3, 0, "unwilling"))
    effect = by_village(Reach.APP, MONTHS, A_AND_B)[0].effect
    assert effect.reached_years == pytest.approx(3 / 12), "September alone"
    assert effect.other_years == pytest.approx(4 - 3 / 12)


def test_reports_stand_where_what_had_reached_them_puts_them(cast: Cast) -> None:
    for number, reached_by in enumerate(([Reach.VISIT, Reach.APP], [Reach.NONE], [Reach.GROUP], [])):
        when = at("2026-08-01 21:00") + datetime.timedelta(days=number)
        a_report(cast, when, reached_by=reached_by, audience=Audience.ELDERLY)
    a_report(cast, at("2026-08-20 21:00"), village=None, reached_by=[Reach.VISIT])
    a_report(cast, at("2025-08-20 21:00"), reached_by=[Reach.VISIT])  # before the months
    household(cast, "1")
    a_report(
        cast, at("2026-08-21 21:00"), village=None, station=cast.station_b, reached_by=[], by=cast.officer_b
    )
    everybody = by_village(Reach.VISIT, MONTHS, A_AND_B)[0]
    assert (everybody.effect.reached, everybody.effect.others, everybody.not_asked) == (1, 2, 1)
    assert everybody.uncounted == 2, "without a village their people are not among those counted"
    elderly = next(row for row in by_audience(YEAR, A_AND_B) if row["audience"] == Audience.ELDERLY)
    assert (elderly["reports"], elderly["not_asked"], elderly["amount"]) == (4, 1, 4 * 890_000)
    assert dict(elderly["ways"]) == {
        Reach.VISIT: 1, Reach.APP: 1, Reach.GROUP: 1, Reach.TALK: 0, Reach.NONE: 1,
    }  # fmt: skip


def test_another_stations_reports_are_not_counted(cast: Cast) -> None:
    a_report(cast, at("2026-08-01 21:00"), reached_by=[Reach.NONE])
    remit = Remit.of_stations(frozenset({cast.station_b.pk}))
    household(cast, "1", village=cast.village_b)
    rows = by_village(Reach.VISIT, MONTHS, remit)
    assert [row.village for row in rows] == [None, cast.village_b]
    assert not any(row.effect.others or row.uncounted for row in rows)
    assert not effect_figures.reports(YEAR, remit).exists()

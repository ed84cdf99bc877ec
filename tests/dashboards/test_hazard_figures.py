"""Hazards in figures: July 2026 counted by hand from golden/hazards.csv."""

import datetime
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from dashboards import hazard_figures, matter_lines
from dashboards.matter_points import hazard_points
from dashboards.matters import readings
from dashboards.periods import Span
from hazards.choices import Consent, Result
from hazards.models import Hazard, Inspection
from jurisdiction.models import Officer
from jurisdiction.remit import Remit
from tests.cast import Cast
from tests.dashboards.matters import JULY, NOON, load_hazards, whole_station

pytestmark = pytest.mark.django_db
SignIn = Callable[[Officer], Client]
COUNTED = {
    "found": "H01 H02 H03 H04 H05 H06 H09",
    "due": "H01 H02 H03 H09",
    "closed_of_due": "H01 H02",
    "late": "H02 H03 H09",
    "righted": "H01 H02 H07",
    "closed": "H01 H02 H05 H07",
    "recurred": "H05",
    "open": "H03 H04 H05 H09",
    "overdue": "H03 H05 H09",
    "again": "H05",
}


@pytest.fixture
def hazards(cast: Cast) -> dict[str, Hazard]:
    return load_hazards(cast)


@pytest.mark.parametrize(("name", "numbers"), COUNTED.items())
def test_each_condition_counts_those_that_were_counted_by_hand_and_shows_them(
    name: str,
    numbers: str,
    cast: Cast,
    hazards: dict[str, Hazard],
    signed_in: SignIn,
    freeze: Callable[[str], None],
) -> None:
    freeze("2026-07-31 12:00")
    assert hazard_figures.counts(JULY, whole_station(cast), at=NOON)[name] == len(numbers.split())
    answer = signed_in(cast.chief_a).get(
        reverse("dashboards:hazard_rows"), {"of": name, "since": "2026-07-01", "until": "2026-07-31"}
    )
    assert sorted(row.number for row in answer.context["page_obj"]) == numbers.split()


def test_every_condition_is_named_and_checked() -> None:
    assert set(hazard_figures.conditions(JULY, at=NOON)) == set(hazard_figures.WORDS) == set(COUNTED)


def test_the_figures_say_what_was_counted_by_hand(cast: Cast, hazards: dict[str, Hazard]) -> None:
    remit = whole_station(cast)
    now, before, year = (
        hazard_figures.counts(span, remit, at=NOON) for span in (JULY, JULY.before(), JULY.year_before())
    )
    found = {
        reading.figure.name: reading
        for reading in readings(hazard_figures.FIGURES, now=now, before=before, year=year, span=JULY)
    }
    assert {name: reading.value for name, reading in found.items() if reading.figure.unit != "days"} == {
        "found": "7",
        "rectification_rate": "50.0%",
        "late_share": "75.0%",
        "recurrence_rate": "25.0%",
    }
    assert now["median"] == pytest.approx(12)  # 4, 12, 32 days
    assert now["p90"] == pytest.approx(28)
    assert found["rectification_rate"].on_before.startswith("-50.0")  # H07 alone was due in June, and closed
    assert found["rectification_rate"].on_year == "—"


def test_villages_stand_in_the_order_of_their_codes(cast: Cast, hazards: dict[str, Hazard]) -> None:
    rows = hazard_figures.by_village(JULY, whole_station(cast), at=NOON)
    assert [(row["village"].name, row["found"], row["open"], row["overdue"]) for row in rows] == [
        ("Village A2", 3, 3, 2),
        ("Village A", 4, 1, 1),
    ]


def test_levels_kinds_places_and_months_add_up(cast: Cast, hazards: dict[str, Hazard]) -> None:
    remit = whole_station(cast)
    levels = hazard_figures.by_level(JULY, remit, at=NOON)
    assert [(row["level"], row["open"], row["overdue"]) for row in levels] == [
        ("critical", 1, 1),
        ("high", 0, 0),
        ("medium", 2, 2),
        ("low", 1, 0),
    ]
    kinds = {row["kind"]: row for row in hazard_figures.by_kind(JULY, remit, at=NOON)}
    assert (kinds["fire_exit"]["found"], kinds["fire_exit"]["again"]) == (2, 1)
    assert "road" not in kinds
    (place,) = hazard_figures.by_place(JULY, remit, at=NOON)
    assert (place["name"], place["village_name"], place["open"], place["overdue"]) == (
        "Bridge",
        "Village A",
        1,
        1,
    )
    june = Span(datetime.date(2026, 6, 1), datetime.date(2026, 6, 30))
    months = hazard_figures.by_month([june, JULY], remit, at=NOON)
    assert [(row["found"], row["due"], row["closed_of_due"]) for row in months] == [(1, 1, 1), (7, 4, 2)]


def test_another_station_sees_its_own(cast: Cast, hazards: dict[str, Hazard]) -> None:
    remit = Remit.of_stations(frozenset({cast.station_b.pk}))
    counts = hazard_figures.counts(JULY, remit, at=NOON)
    assert (counts["found"], counts["open"], counts["late"]) == (1, 1, 1)
    assert [point["properties"]["title"] for point in hazard_points(remit, JULY)] == []  # H08 has no place
    assert hazard_figures.counts(JULY, Remit(), at=NOON)["found"] == 0


def test_open_hazards_lie_on_the_map_by_level_the_gravest_on_top(
    cast: Cast, hazards: dict[str, Hazard]
) -> None:
    found = [point["properties"] for point in hazard_points(whole_station(cast))]
    assert [(point["title"], point["tone"]) for point in found if point["tone"] != "medium"] == [
        ("H04", "low"),
        ("H03", "critical"),
    ]
    assert {point["title"] for point in found if point["tone"] == "medium"} == {"H05", "H09"}
    ended = [point["properties"] for point in hazard_points(whole_station(cast), JULY)]
    assert {point["title"] for point in ended if point["tone"] == "ended"} == {"H01", "H02", "H06"}
    assert all("words" not in str(point) for point in [*found, *ended])


def test_visits_due_within_a_fortnight_are_shown_late_ones_first(
    cast: Cast, hazards: dict[str, Hazard], signed_in: SignIn, freeze: Callable[[str], None]
) -> None:
    for number, day in enumerate(("2026-08-14", "2026-07-30", "2026-08-15"), 1):
        Inspection.objects.create(
            station=cast.station_a, place=cast.place_a, month="2026-08-01", count=number, due_on=day
        )
    Inspection.objects.create(
        station=cast.station_a,
        place=cast.place_a,
        due_on="2026-07-29",
        record_id=cast_id(),
        done_at=NOON,
        by=cast.officer_a,
        result=Result.IN_ORDER,
        consent=Consent.NOT_NEEDED,
    )
    today = datetime.date(2026, 7, 31)
    found = hazard_figures.next_inspections(whole_station(cast), today=today)
    assert [str(visit.due_on) for visit in found] == ["2026-07-30", "2026-08-14"]
    assert not hazard_figures.next_inspections(Remit.of_stations(frozenset({cast.station_b.pk})), today=today)
    freeze("2026-07-31 12:00")
    answer = signed_in(cast.chief_a).get(reverse("dashboards:hazards"))
    assert answer.status_code == 200
    assert "words that stay" not in answer.content.decode()


def cast_id() -> str:
    return "7d1f3c52-0000-4000-8000-000000000001"


def test_the_chiefs_page_says_what_is_overdue(cast: Cast, hazards: dict[str, Hazard]) -> None:
    (line,) = matter_lines.lines(whole_station(cast), NOON)
    assert (line.count, line.url.partition("?")[2]) == (3, "of=overdue")


def test_a_span_that_ends_before_it_begins_is_named_beside_its_field(cast: Cast, signed_in: SignIn) -> None:
    for name in ("disputes", "hazards"):
        answer = signed_in(cast.chief_a).get(
            reverse(f"dashboards:{name}"), {"since": "2026-07-31", "until": "2026-07-01"}
        )
        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == ["until"]

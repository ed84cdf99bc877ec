"""Disputes in figures: July 2026 counted by hand from golden/disputes.csv."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dashboards import dispute_figures, matter_lines
from dashboards.matters import readings
from dashboards.periods import Span
from disputes.models import Dispute
from jurisdiction.models import Officer
from jurisdiction.remit import Remit
from tests.cast import Cast, at
from tests.dashboards.matters import JULY, NOON, load_disputes, whole_station

pytestmark = pytest.mark.django_db
SignIn = Callable[[Officer], Client]
COUNTED = {
    "reported": "D01 D02 D03 D04 D05 D06 D07",
    "accepted": "D01 D02 D03 D04 D05 D06",
    "resolved": "D01 D02 D03",
    "at_village": "D01 D02",
    "by_cadre": "D01",
    "by_committee": "D02",
    "by_officer": "D03",
    "by_justice": "",
    "settled": "D01 D02 D03 D11",
    "agreed": "D01 D02 D03 D04 D11",
    "relapsed": "D04",
    "open": "D04 D05 D06 D08 D13",
    "followed": "D03",
    "overdue": "D05",
    "open_0": "D06",
    "open_1": "D04 D05",
    "open_2": "D08",
    "open_3": "D13",
}


@pytest.fixture
def disputes(cast: Cast) -> dict[str, Dispute]:
    return load_disputes(cast)


@pytest.mark.parametrize(("name", "numbers"), COUNTED.items())
def test_each_condition_counts_those_that_were_counted_by_hand(
    name: str, numbers: str, cast: Cast, disputes: dict[str, Dispute]
) -> None:
    remit = whole_station(cast)
    found = dispute_figures.disputes(JULY, remit, at=NOON).filter(
        dispute_figures.conditions(JULY, at=NOON)[name]
    )
    assert sorted(found.values_list("number", flat=True)) == numbers.split()
    assert dispute_figures.counts(JULY, remit, at=NOON)[name] == len(numbers.split())


def test_every_condition_is_named_and_checked() -> None:
    assert set(dispute_figures.conditions(JULY, at=NOON)) == set(dispute_figures.WORDS) == set(COUNTED)


def test_the_figures_say_what_was_counted_by_hand(cast: Cast, disputes: dict[str, Dispute]) -> None:
    remit = whole_station(cast)
    now, before, year = (
        dispute_figures.counts(span, remit, at=NOON) for span in (JULY, JULY.before(), JULY.year_before())
    )
    found = {
        reading.figure.name: reading
        for reading in readings(dispute_figures.FIGURES, now=now, before=before, year=year, span=JULY)
    }
    assert {name: reading.value for name, reading in found.items() if reading.figure.unit != "days"} == {
        "reported": "7",
        "settlement_rate": "50.0%",
        "village_share": "66.7%",
        "relapse_rate": "20.0%",
    }
    assert now["median"] == pytest.approx(7)  # 2, 4, 10, 12 days
    assert now["p90"] == pytest.approx(11.4)
    assert (found["reported"].on_before, found["reported"].on_year) == ("+250.0%", "+600.0%")
    assert found["settlement_rate"].on_year.startswith("-50.0")
    assert found["relapse_rate"].on_year.startswith("+20.0")
    assert found["settlement_rate"].small
    assert found["settlement_rate"].part is not None
    assert found["settlement_rate"].part[0] == 3
    assert not found["reported"].small


def test_a_settlement_after_a_relapse_is_judged_by_its_last_agreement(
    cast: Cast, disputes: dict[str, Dispute]
) -> None:
    """D14 was agreed on, broke out again and was settled a second time: only the first agreement did not hold."""
    remit = whole_station(cast)
    may, june = (Span(datetime.date(2026, month, 1), datetime.date(2026, month, 30)) for month in (5, 6))
    assert dispute_figures.counts(may, remit, at=NOON)["relapsed"] == 1
    assert dispute_figures.counts(june, remit, at=NOON)["relapsed"] == 0


def test_nothing_counted_is_no_rate(cast: Cast) -> None:
    counts = dispute_figures.counts(JULY, whole_station(cast), at=NOON)
    assert [figure.value(counts) for figure in dispute_figures.FIGURES] == [0, None, None, None, None, None]


def test_villages_stand_in_the_order_of_their_codes_whatever_they_count(
    cast: Cast, disputes: dict[str, Dispute]
) -> None:
    found = dispute_figures.by_village(JULY, whole_station(cast), at=NOON)
    assert [
        (row["village"].name, row["accepted"], row["resolved"], row["open"], row["overdue"]) for row in found
    ] == [("Village A2", 3, 0, 3, 1), ("Village A", 3, 3, 2, 0)]
    everywhere = dispute_figures.by_village(JULY, Remit.everywhere(), at=NOON)
    codes = [row["village"].code for row in everywhere]
    assert codes == sorted(codes)


def test_levels_ages_kinds_and_months_add_up(cast: Cast, disputes: dict[str, Dispute]) -> None:
    remit = whole_station(cast)
    levels = dispute_figures.open_by_level(JULY, remit, at=NOON)
    assert [(row["level"], [count for _name, count in row["ages"]], row["overdue"]) for row in levels] == [
        ("critical", [0, 1, 0, 0], 1),
        ("high", [1, 0, 0, 0], 0),
        ("medium", [0, 1, 0, 1], 0),
        ("low", [0, 0, 1, 0], 0),
    ]
    assert [row["followed"] for row in levels] == [0, 1, 0, 0]
    kinds = {
        row["kind"]: (row["reported"], row["resolved"])
        for row in dispute_figures.by_kind(JULY, remit, at=NOON)
    }
    assert kinds["land"] == (2, 2)
    assert kinds["traffic"] == (0, 0)
    june = Span(datetime.date(2026, 6, 1), datetime.date(2026, 6, 30))
    months = dispute_figures.by_month([june, JULY], remit, at=NOON)
    assert [(row["reported"], row["accepted"], row["resolved"]) for row in months] == [(2, 1, 1), (7, 6, 3)]


def test_another_station_sees_its_own(cast: Cast, disputes: dict[str, Dispute]) -> None:
    remit = Remit.of_stations(frozenset({cast.station_b.pk}))
    counts = dispute_figures.counts(JULY, remit, at=NOON)
    assert (counts["reported"], counts["open"], counts["overdue"]) == (1, 1, 1)
    village = Remit.of_villages(frozenset({cast.village_a.pk}))
    assert dispute_figures.counts(JULY, village, at=NOON)["reported"] == 4
    assert dispute_figures.counts(JULY, Remit(), at=NOON)["reported"] == 0


# ---- pages


def test_the_page_shows_figures_with_their_rows_and_says_that_it_ranks_nobody(
    cast: Cast, disputes: dict[str, Dispute], signed_in: SignIn, freeze: Callable[[str], None]
) -> None:
    freeze("2026-07-31 12:00")
    answer = signed_in(cast.chief_a).get(
        reverse("dashboards:disputes"),
        {"since": "2026-07-01", "until": "2026-07-31"},
        headers={"accept-language": "en"},
    )
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "50.0%" in text
    assert reverse("dashboards:dispute_rows") in text
    assert text.index("Village A2") < text.index("Village A<")
    assert "words that stay" not in text
    assert [row["village"].name for row in answer.context["villages"]] == ["Village A2", "Village A"]


@pytest.mark.parametrize(("name", "numbers"), COUNTED.items())
def test_the_rows_behind_a_figure_are_those_it_counted(
    name: str,
    numbers: str,
    cast: Cast,
    disputes: dict[str, Dispute],
    signed_in: SignIn,
    freeze: Callable[[str], None],
) -> None:
    freeze("2026-07-31 12:00")
    answer = signed_in(cast.chief_a).get(
        reverse("dashboards:dispute_rows"), {"of": name, "since": "2026-07-01", "until": "2026-07-31"}
    )
    assert sorted(row.number for row in answer.context["page_obj"]) == numbers.split()
    assert "words that stay" not in answer.content.decode()


def test_rows_are_narrowed_by_village_kind_and_level(
    cast: Cast, disputes: dict[str, Dispute], signed_in: SignIn, freeze: Callable[[str], None]
) -> None:
    freeze("2026-07-31 12:00")
    client = signed_in(cast.chief_a)

    def numbers(**query: Any) -> list[str]:
        asked = {"of": "reported", "since": "2026-07-01", "until": "2026-07-31", **query}
        return sorted(
            row.number for row in client.get(reverse("dashboards:dispute_rows"), asked).context["page_obj"]
        )

    assert numbers(village=disputes["D04"].village_id) == ["D04", "D05", "D06"]
    assert numbers(kind="land") == ["D01", "D02"]
    assert numbers(level="high", kind="debts") == ["D06"]
    assert numbers(village=cast.village_b.pk) == []  # not among the choices


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"of": "everything"}, "of"),
        ({"of": "open", "level": "purple"}, "level"),
        ({"of": "open", "kind": "war"}, "kind"),
        ({"of": "open", "village": "x"}, "village"),
        ({"of": "open", "since": "2026-07-31", "until": "2026-07-01"}, "until"),
        ({"of": "open", "since": "31.7."}, "since"),
    ],
)
def test_what_cannot_be_asked_is_named_beside_its_field(
    query: dict[str, str], field: str, cast: Cast, disputes: dict[str, Dispute], signed_in: SignIn
) -> None:
    answer = signed_in(cast.chief_a).get(reverse("dashboards:dispute_rows"), query)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert list(answer.context["page_obj"]) == []


@pytest.mark.parametrize("who", ["cadre_a", "justice_a", "system_admin", "audit_admin"])
def test_who_does_no_police_work_sees_none_of_it(who: str, cast: Cast, signed_in: SignIn) -> None:
    client = signed_in(getattr(cast, who))
    for name in ("disputes", "dispute_rows", "hazards", "hazard_rows", "map", "map_data"):
        assert client.get(reverse(f"dashboards:{name}")).status_code == 403, name


def test_the_map_shows_disputes_of_the_remit_by_level_without_words(
    cast: Cast, disputes: dict[str, Dispute], signed_in: SignIn, freeze: Callable[[str], None]
) -> None:
    freeze("2026-07-31 12:00")
    asked = {"layer": "disputes", "since": "2026-07-01", "until": "2026-07-31"}

    def shown(who: Officer) -> dict[str, str]:
        answer = signed_in(who).get(reverse("dashboards:map_data"), asked)
        assert "words that stay" not in answer.content.decode()
        found = [feature["properties"] for feature in answer.json()["features"]]
        return {point["title"]: point["tone"] for point in found}

    assert shown(cast.chief_a) == {
        "D01": "ended",
        "D02": "ended",
        "D07": "ended",
        "D03": "high",
        "D04": "medium",
        "D05": "critical",
        "D06": "high",
    }
    assert shown(cast.officer_b) == {"D10": "critical"}
    assert shown(cast.outsider) == {}


def test_the_chiefs_page_says_what_is_red_orange_and_overdue(
    cast: Cast, disputes: dict[str, Dispute]
) -> None:
    found = matter_lines.lines(whole_station(cast), NOON)
    assert [(line.count, line.url.partition("?")[2]) for line in found] == [
        (1, "of=open&level=critical"),
        (1, "of=overdue"),
        (1, "of=open&level=high"),
    ]
    assert matter_lines.lines(Remit.of_stations(frozenset({cast.elsewhere.pk})), NOON) == []
    assert [line.count for line in matter_lines.lines(whole_station(cast), at("2026-07-21 12:00"))] == [1, 1]

"""Rounds nobody foresees and anybody can draw again."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from jurisdiction.models import Officer, Place
from ledger.models import Entry
from patrols import draws
from patrols.draws import Stop
from patrols.models import Round, ShiftPlace
from patrols.operations.draws import draw_due, draw_round, holds
from patrols.operations.planning import plan_shifts
from patrols.operations.reconcile import reconcile
from tests.cast import Cast, at
from tests.patrols.helpers import first_round, open_car, running_round

SEEDS = st.text("0123456789abcdef", min_size=32, max_size=32)
STOPS = st.lists(
    st.builds(Stop, st.integers(1, 10_000), st.booleans(), st.none() | st.integers(0, 40)),
    max_size=30,
    unique_by=lambda stop: stop.place,
)
MINUTES = st.integers(0, 120)
#: Written down once: whoever changes the generator makes every stored draw look forged.
GOLDEN = ((3, 1, 2, 4, 5), -13, {1: 15, 3: 14})


@given(SEEDS, STOPS, MINUTES, MINUTES)
def test_a_draw_names_every_place_once_and_keeps_its_bounds(
    seed: str, stops: list[Stop], early: int, on_time: int
) -> None:
    drawn = draws.draw(seed, stops, early_minutes=early, on_time_minutes=on_time)
    assert sorted(drawn.order) == sorted(stop.place for stop in stops)
    assert -early <= drawn.start_offset_minutes <= on_time
    assert set(drawn.stay_minutes) == {stop.place for stop in stops if stop.hot}
    assert all(10 <= minutes <= 16 for minutes in drawn.stay_minutes.values())


@given(SEEDS, STOPS)
def test_the_same_seed_gives_the_same_draw_however_the_places_are_listed(
    seed: str, stops: list[Stop]
) -> None:
    one = draws.draw(seed, stops, early_minutes=20, on_time_minutes=10)
    assert draws.draw(seed, stops[::-1], early_minutes=20, on_time_minutes=10) == one


@given(SEEDS, STOPS)
def test_places_not_passed_for_long_come_first(seed: str, stops: list[Stop]) -> None:
    drawn = draws.draw(seed, stops, early_minutes=20, on_time_minutes=10)
    long = {stop.place for stop in stops if stop.nights is None or stop.nights >= 3}
    assert set(drawn.order[: len(long)]) == long


def test_different_seeds_mostly_give_different_orders_and_every_offset_comes_up() -> None:
    stops = [Stop(place, False, 1) for place in range(8)]
    found = [draws.draw(f"{seed:032x}", stops, early_minutes=20, on_time_minutes=10) for seed in range(400)]
    assert len({drawn.order for drawn in found}) > 390
    assert {drawn.start_offset_minutes for drawn in found} == set(range(-20, 11))
    firsts = [drawn.order[0] for drawn in found]
    assert all(25 <= firsts.count(place) <= 85 for place in range(8))


def test_a_draw_of_long_ago_comes_out_the_same_today() -> None:
    stops = [Stop(1, True, None), Stop(2, False, 0), Stop(3, True, 5), Stop(4, False, 1), Stop(5, False, 2)]
    drawn = draws.draw("00112233445566778899aabbccddeeff", stops, early_minutes=20, on_time_minutes=10)
    assert (drawn.order, drawn.start_offset_minutes, drawn.stay_minutes) == GOLDEN


def test_a_place_named_twice_or_negative_minutes_cannot_be_drawn() -> None:
    with pytest.raises(ValueError, match="once"):
        draws.draw("a", [Stop(1, False, 1), Stop(1, True, 1)], early_minutes=0, on_time_minutes=0)
    with pytest.raises(ValueError, match="negative"):
        draws.draw("a", [], early_minutes=-1, on_time_minutes=0)


@pytest.mark.parametrize(
    ("open_cars", "hot"),
    [
        ({}, set()),
        ({1: 1}, set()),
        ({1: 2}, {1}),
        ({1: 9, 2: 3, 3: 2, 4: 2}, {1}),
        ({1: 9, 2: 3, 3: 2, 4: 2, 5: 1}, {1, 2}),
        ({1: 4, 2: 4, 3: 4, 4: 1}, {1, 2, 3}),
    ],
)
def test_hot_is_the_upper_quarter_with_at_least_two_open_cars(
    open_cars: dict[int, int], hot: set[int]
) -> None:
    assert draws.hot_places(open_cars) == hot


@pytest.mark.django_db
def test_a_round_is_drawn_once_and_the_draw_is_written_down(cast: Cast) -> None:
    found = first_round(cast)
    assert draw_round(round_id=found.pk, at=at("2026-09-03 18:30")).draw is not None
    stored = Round.objects.get(pk=found.pk).draw
    assert stored is not None
    assert stored["stops"] == [[cast.place_a.pk, False, None]]
    assert (stored["early"], stored["on_time"]) == (20, 10)
    assert draw_round(round_id=found.pk, at=at("2026-09-03 19:30")).draw == stored
    assert Entry.objects.filter(verb="round.drawn").count() == 1


@pytest.mark.django_db
def test_only_rounds_of_shifts_that_begin_within_two_hours_are_drawn(cast: Cast) -> None:
    plan_shifts(at=at("2026-09-03 17:00"))
    assert draw_due(at=at("2026-09-03 17:59")) == 0
    reconcile(at=at("2026-09-03 18:00"))
    drawn = Round.objects.filter(draw__isnull=False)
    assert {str(found.duty_date) for found in drawn} == {"2026-09-03"}
    assert drawn.count() == 5
    assert draw_due(at=at("2026-09-03 18:01")) == 0


@pytest.mark.django_db
def test_where_cars_stood_open_the_squad_stays_longer(cast: Cast) -> None:
    round_ = running_round(cast)
    for plate in ("闽G11111", "闽G22222"):
        open_car(cast, round_, plate)
    following = Round.objects.filter(squad=cast.squad_a, duty_date="2026-09-04").earliest("planned_at")
    stored = draw_round(round_id=following.pk, at=at("2026-09-04 18:30")).draw
    assert stored is not None
    assert 10 <= stored["stay"][str(cast.place_a.pk)] <= 16


@pytest.mark.django_db
def test_the_reviewers_page_draws_again_and_says_loudly_what_differs(
    cast: Cast, signed_in: Callable[[Officer], Client]
) -> None:
    found = _with_three_places(cast)
    url = reverse("patrols:round_draw", args=[found.pk])
    client = signed_in(cast.chief_a)
    hidden = client.get(url)
    assert found.seed not in hidden.content.decode()
    draw_round(round_id=found.pk, at=at("2026-09-03 18:30"))
    page = client.get(url)
    assert page.context["holds"]
    assert found.seed in page.content.decode()
    found.refresh_from_db()
    assert found.draw is not None
    found.draw["order"] = found.draw["order"][::-1]
    found.save(update_fields=["draw"])
    assert not holds(found)
    forged = client.get(url)
    assert not forged.context["holds"]
    assert [row["place"] for row in forged.context["rows"]] == [
        Place.objects.get(pk=place).name for place in found.draw["order"]
    ]
    found.draw = {"v": 1, "stops": "nonsense"}
    found.save(update_fields=["draw"])
    assert client.get(url).status_code == 200


@pytest.mark.django_db
def test_the_phone_lists_places_in_the_drawn_order(
    cast: Cast, signed_in: Callable[[Officer], Client]
) -> None:
    found = _with_three_places(cast)
    stored = draw_round(round_id=found.pk, at=at("2026-09-03 18:30")).draw
    assert stored is not None
    page = signed_in(cast.officer_a).get(reverse("patrols:round_page", args=[found.pk]))
    assert [place.pk for place, _passing, _stay in page.context["places"]] == stored["order"]


def _with_three_places(cast: Cast) -> Round:
    found = first_round(cast)
    for position, name in enumerate(("Mill", "Ford"), start=2):
        place = Place.objects.create(
            station=cast.station_a,
            village=cast.village_a,
            kind="other",
            name=name,
            point=cast.place_a.point,
            created_at=at("2026-01-01 08:00"),
        )
        ShiftPlace.objects.create(shift=found.shift, place=place, position=position)
    return found

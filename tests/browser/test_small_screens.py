"""What the phone and narrow tables must keep: buttons for gloves, and times that do not break apart."""

import datetime

import pytest
from django.utils import timezone

from patrols.models import Shift
from patrols.operations.rounds import start_round
from tests.browser.conftest import OpenPage
from tests.cast import Cast
from tests.patrols.helpers import open_car

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_maps_zoom_buttons_on_the_phone_can_be_hit_with_gloves(
    cast: Cast, shift_now: Shift, open_as: OpenPage
) -> None:
    page = open_as(cast.officer_a, phone=True, dark=True)
    page.goto("/tonight/")
    page.locator("[data-map][data-ready]").wait_for()
    for name in ("in", "out"):
        box = page.locator(f".leaflet-control-zoom-{name}").bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44


def test_so_can_those_of_a_map_of_the_desk_that_is_opened_on_a_phone(
    cast: Cast, shift_now: Shift, open_as: OpenPage
) -> None:
    page = open_as(cast.cadre_a, phone=True)
    page.goto("/hazards/map/")
    page.locator("[data-map][data-ready]").wait_for()
    for name in ("in", "out"):
        box = page.locator(f".leaflet-control-zoom-{name}").bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44


LINES = """nodes => nodes.map(node => {
    const range = document.createRange();
    range.selectNodeContents(node);
    const middles = [...range.getClientRects()].map(box => Math.round((box.top + box.bottom) / 2));
    return Math.max(...middles) - Math.min(...middles);
})"""


def test_a_rounds_time_and_its_badge_stay_on_one_line_at_any_width(
    cast: Cast, shift_now: Shift, open_as: OpenPage
) -> None:
    page = open_as(cast.officer_a, phone=True, dark=True)
    page.goto("/nights/")
    for width in range(320, 440, 8):
        page.set_viewport_size({"width": width, "height": 844})
        apart = page.locator(".card .nowrap").evaluate_all(LINES)
        assert len(apart) == shift_now.rounds.count()
        assert max(apart) < 8, f"at {width} px"


def test_the_dates_of_a_repeat_vehicle_do_not_break(cast: Cast, shift_now: Shift, open_as: OpenPage) -> None:
    now = timezone.now()
    round_ = start_round(round_id=shift_now.rounds.earliest("planned_at").pk, at=now, by=cast.officer_a)
    for minutes in (1, 2):
        open_car(cast, round_, when=now + datetime.timedelta(minutes=minutes))
    page = open_as(cast.chief_a)
    page.goto("/repeat-vehicles/")
    for width in (900, 1000, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        dates = page.locator("tbody td:nth-child(3), tbody td:nth-child(4)").evaluate_all(LINES)
        assert dates == [0, 0], f"at {width} px"

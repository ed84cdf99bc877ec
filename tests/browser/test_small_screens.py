"""What the phone and narrow tables must keep: buttons for gloves, and times that do not break apart."""

import pytest

from patrols.models import Shift
from tests.browser.conftest import OpenPage
from tests.cast import Cast

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

"""The map tells what became of a car by the shape of its sign, not by colour alone."""

import datetime

import pytest
from django.contrib.gis.geos import Point
from django.utils import timezone

from patrols.choices import VehicleOutcome
from patrols.models import Shift
from patrols.operations.rounds import start_round
from patrols.operations.vehicles import close_vehicle
from tests.browser.conftest import OpenPage
from tests.cast import Cast
from tests.patrols.helpers import open_car

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_each_outcome_on_the_map_has_its_own_shape_and_the_legend_names_it(
    cast: Cast, shift_now: Shift, open_as: OpenPage
) -> None:
    now = timezone.now()
    round_ = start_round(round_id=shift_now.rounds.earliest("planned_at").pk, at=now, by=cast.officer_a)
    outcomes = (None, VehicleOutcome.NOTICE_LEFT, VehicleOutcome.OWNER_SECURED)
    for number, outcome in enumerate(outcomes):
        point = Point(117.285 + number * 0.004, 26.01, srid=4326)
        car = open_car(cast, round_, plate=f"闽G1234{number}", when=now, point=point)
        if outcome:
            close_vehicle(vehicle_id=car.pk, outcome=outcome, talk_given=False, at=now, by=cast.officer_a)
    page = open_as(cast.chief_a)
    night = timezone.localdate(now)
    since, until = night - datetime.timedelta(days=1), night + datetime.timedelta(days=1)
    page.goto(f"/map/?since={since}&until={until}")
    page.locator("[data-map][data-ready]").wait_for()
    turns = {
        tone: "".join(filter(str.isalpha, page.locator(f"path.sign.{tone}").get_attribute("d") or ""))
        for tone in ("bad", "warn", "good")
    }
    assert turns == {"bad": "MLHZ", "warn": "MLLLZ", "good": "Maa"}
    colours = {page.locator(f"path.sign.{tone}").get_attribute("fill") for tone in turns}
    assert len(colours) == 3
    legend = page.locator(".legend").inner_text()
    assert [word in legend for word in ("triangle", "diamond", "circle")] == [True, True, True]

"""The demo says what the mission says, and somebody is on duty whenever it is started."""

import datetime

import pytest
from django.contrib.gis.db.models import Union
from django.core.management import CommandError, call_command
from django.db import connection

from jurisdiction.models import Village, Volunteer
from ledger.chain import first_breaks
from patrols import rules
from patrols.models import Round, RoundAlert, Shift, UnsecuredVehicle
from prevention.demo.cars import weigh
from prevention.demo.tonight import fill_gap, refresh
from tests.cast import at
from tests.demo.loading import NOW


@pytest.mark.usefixtures("loaded")
def test_the_demo_reproduces_the_stations_own_figures_and_keeps_the_law() -> None:
    caoyuan = Village.objects.filter(township__code="350481105")
    assert caoyuan.count() == 24
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ST_Area(%s::geography) / 1e6", [caoyuan.aggregate(all=Union("boundary"))["all"].ewkt]
        )
        assert cursor.fetchone()[0] == pytest.approx(198.75, rel=0.005)
    assert sum(village.population or 0 for village in caoyuan) > 20_000
    assert Volunteer.objects.filter(station__is_central=True).count() >= 20
    expired = UnsecuredVehicle.objects.filter(found_at__lte=NOW - rules.PLAIN_PLATE_KEPT)
    assert expired.exists()
    assert not expired.exclude(plate="").exists()
    assert not Shift.objects.exclude(problems=[]).exists()
    assert first_breaks() == []


@pytest.mark.usefixtures("started")
def test_last_night_leaves_the_chief_something_to_decide() -> None:
    night = Round.objects.filter(duty_date=datetime.date(2026, 9, 9), station__is_central=True)
    assert night.filter(status="missed").count() == 1
    assert night.filter(start_kind="late").exists()
    assert RoundAlert.objects.open().filter(step="chief", round__in=night).count() == 1
    assert UnsecuredVehicle.objects.open().filter(duty_date=datetime.date(2026, 9, 9)).count() == 1
    assert Shift.objects.filter(duty_date=datetime.date(2026, 9, 9), status="awaiting_handover").exists()


@pytest.mark.usefixtures("started")
@pytest.mark.parametrize(
    "moment", ["2026-09-10 07:30", "2026-09-10 12:00", "2026-09-10 21:40", "2026-09-11 01:15"]
)
def test_the_officer_can_start_a_round_whenever_the_demo_is_started(moment: str) -> None:
    now = at(moment)
    refresh(now=now)
    mine = Round.objects.filter(shift__members__officer__username="officer")
    assert mine.filter(status="planned", opens_at__lte=now, start_by__gt=now).count() == 1
    assert mine.filter(status="done", duty_date=now.date()).exists() or now.hour < 3
    refresh(now=now + datetime.timedelta(minutes=1))
    assert Shift.objects.filter(starts_at__lte=now, ends_at__gt=now, roster=None).count() == 1


@pytest.mark.usefixtures("started")
def test_nights_while_the_demo_was_off_are_filled_not_missed() -> None:
    later = NOW + datetime.timedelta(days=4)
    assert fill_gap(now=later) == 4
    refresh(now=later)
    gap = Round.objects.filter(
        duty_date__gt=datetime.date(2026, 9, 9), duty_date__lt=later.date(), shift__roster__isnull=False
    )
    assert gap.filter(status="done").count() > gap.filter(status="missed").count() * 3


def test_open_cars_fall_from_over_ten_a_night_to_about_two() -> None:
    since = datetime.date(2025, 1, 10)
    first = weigh(since, since, first=11.4, now=1.9)
    last = weigh(since + datetime.timedelta(days=606), since, first=11.4, now=1.9)
    assert first > 10
    assert 1.5 < last < 3


def test_the_demo_is_not_loaded_where_the_settings_say_it_is_none() -> None:
    with pytest.raises(CommandError, match="not a demo"):
        call_command("demo")

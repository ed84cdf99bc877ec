"""What a chief must see of one night: exceptions first."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jurisdiction.models import Place
from jurisdiction.remit import Remit
from jurisdiction.templatetags.local_time import clock, short_day
from patrols.choices import AlertStep, ShiftStatus, VehicleState
from patrols.models import Round, RoundAlert, Shift, UnsecuredVehicle


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that wants a decision. `action` is (address to post to, words) or nothing; `url` opens the rows."""

    text: str
    why: str
    url: str
    tone: str = "bad"
    action: tuple[str, str] | None = None


def is_running(remit: Remit, night: datetime.date, *, now: datetime.datetime) -> bool:
    """Whether that night is still under way: its evening has come and a shift of it has not ended."""
    shifts = Shift.objects.within(remit).filter(duty_date=night, ends_at__gt=now)
    return night <= timezone.localdate(now) and shifts.exclude(status=ShiftStatus.CANCELLED).exists()


def exceptions(remit: Remit, *, now: datetime.datetime, step: AlertStep = AlertStep.CHIEF) -> list[Item]:
    """Open escalations, cars nobody closed, shifts short of people, shifts not handed over: oldest first in each."""
    return [
        *_alerts(remit, step),
        *_open_vehicles(remit, now),
        *_short_shifts(remit, now),
        *_not_handed_over(remit, now),
    ]


def _alerts(remit: Remit, step: AlertStep) -> list[Item]:
    found = (
        RoundAlert.objects.within(remit)
        .open()
        .filter(step=step, round__status="missed")
        .select_related("round__squad")
        .order_by("due_at")[:20]
    )
    return [
        Item(
            text=_("%(squad)s missed the round of %(day)s %(time)s")
            % {
                "squad": alert.round.squad,
                "day": short_day(alert.round.planned_at),
                "time": clock(alert.round.planned_at),
            },
            why=_("Not started by %(time)s; squad and squad leader were told before.")
            % {"time": clock(alert.round.start_by)},
            url=reverse("patrols:round_detail", args=[alert.round_id]),
            action=(reverse("patrols:alert_acknowledge", args=[alert.pk]), _("Noted")),
        )
        for alert in found
    ]


def _open_vehicles(remit: Remit, now: datetime.datetime) -> list[Item]:
    found = (
        UnsecuredVehicle.objects.within(remit)
        .open()
        .filter(found_at__lt=now - datetime.timedelta(hours=6))
        .select_related("vehicle_check__place")
        .order_by("found_at")[:20]
    )
    return [
        Item(
            text=_("Open car of %(day)s %(time)s not closed")
            % {"day": short_day(vehicle.found_at), "time": clock(vehicle.found_at)},
            why=vehicle.vehicle_check.place.name if vehicle.vehicle_check.place else _("no place noted"),
            url=reverse("patrols:vehicle_detail", args=[vehicle.pk]),
            tone="warn",
        )
        for vehicle in found
    ]


def _short_shifts(remit: Remit, now: datetime.datetime) -> list[Item]:
    found = (
        Shift.objects.within(remit)
        .filter(starts_at__gt=now, starts_at__lt=now + datetime.timedelta(days=3))
        .exclude(problems=[])
        .exclude(status=ShiftStatus.CANCELLED)
        .select_related("squad")
        .order_by("starts_at")[:10]
    )
    return [
        Item(
            text=_("%(squad)s, night of %(day)s: not fully manned")
            % {"squad": shift.squad, "day": short_day(shift.duty_date)},
            why=" ".join(shift.problem_words),
            url=reverse("patrols:shift_edit", args=[shift.pk]),
            tone="warn",
        )
        for shift in found
    ]


def _not_handed_over(remit: Remit, now: datetime.datetime) -> list[Item]:
    found = (
        Shift.objects.within(remit)
        .filter(status=ShiftStatus.AWAITING_HANDOVER, ends_at__lt=now - datetime.timedelta(hours=2))
        .select_related("squad")
        .order_by("ends_at")[:10]
    )
    return [
        Item(
            text=_("%(squad)s has not handed over the night of %(day)s")
            % {"squad": shift.squad, "day": short_day(shift.duty_date)},
            why=_("The shift ended at %(time)s.") % {"time": clock(shift.ends_at)},
            url=reverse("patrols:shift_detail", args=[shift.pk]),
            tone="warn",
        )
        for shift in found
    ]


def rounds_by_squad(remit: Remit, night: datetime.date) -> list[dict[str, Any]]:
    """The night's rounds, a row a squad."""
    rows: dict[int, dict[str, Any]] = {}
    found = Round.objects.within(remit).filter(duty_date=night).with_counts().select_related("squad__station")
    for round_ in found.order_by("-station__is_central", "squad__name", "planned_at"):
        row = rows.setdefault(
            round_.squad_id, {"squad": round_.squad, "rounds": [], "tried": 0, "unsecured": 0, "places": 0}
        )
        row["rounds"].append(round_)
        row["tried"] += round_.cars_tried
        row["unsecured"] += round_.cars_unsecured
        row["places"] += round_.places_passed
    return list(rows.values())


#: From the least to the most pressing.
TONES = ("info", "good", "warn", "bad")


def _pressing_last(features: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Signs are drawn one over the other: what still needs somebody lies on top."""
    return sorted(features, key=lambda feature: TONES.index(feature["properties"]["tone"]))


def _vehicle_tone(vehicle: UnsecuredVehicle) -> str:
    """Which sign stands for the car on the map; the legend names them."""
    if vehicle.secured_at:
        return "good"
    return "warn" if vehicle.state == VehicleState.CLOSED else "bad"


def vehicle_points(
    remit: Remit, first: datetime.date, last: datetime.date, limit: int = 2000
) -> list[dict[str, Any]]:
    """Cars found open as GeoJSON features: time and outcome, never a plate."""
    found: QuerySet[Any] = (
        UnsecuredVehicle.objects.within(remit)
        .live()
        .filter(duty_date__gte=first, duty_date__lte=last, point__isnull=False)
        .order_by("-found_at")[:limit]
    )
    return _pressing_last(
        [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [vehicle.point.x, vehicle.point.y]},
                "properties": {
                    "title": f"{short_day(vehicle.found_at)} {clock(vehicle.found_at)}",
                    "text": str(vehicle.get_outcome_display() or vehicle.get_state_display()),
                    "url": reverse("patrols:vehicle_detail", args=[vehicle.pk]),
                    "tone": _vehicle_tone(vehicle),
                },
            }
            for vehicle in found
        ]
    )


def place_points(remit: Remit, first: datetime.date, last: datetime.date) -> list[dict[str, Any]]:
    """Places passed as GeoJSON features, larger the more often."""
    nights = Q(passes__round__duty_date__gte=first, passes__round__duty_date__lte=last)
    found: QuerySet[Any] = (
        Place.objects.within(remit).filter(active=True).annotate(times=Count("passes", filter=nights))
    )
    return _pressing_last(
        [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [place.point.x, place.point.y]},
                "properties": {
                    "title": place.name,
                    "text": _("passed %(times)d times") % {"times": place.times},
                    "tone": "info" if place.times else "warn",
                    "size": 5 + min(7, place.times // 4),
                },
            }
            for place in found
        ]
    )

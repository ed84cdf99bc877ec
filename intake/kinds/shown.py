"""Cars and visits as the desk reads of them where entries contradict each other."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from intake.subjects import Subject
from jurisdiction.masks import mask_plate
from jurisdiction.remit import Remit
from jurisdiction.templatetags.local_time import clock, short_day
from patrols.models import OwnerVisit, UnsecuredVehicle

AROUND = ("vehicle_check__place", "vehicle_check__round__squad", "village")


def _car(vehicle: UnsecuredVehicle) -> Subject:
    check = vehicle.vehicle_check
    place = check.place or vehicle.village
    return Subject(
        name=mask_plate(vehicle.plate) or _("car without a plate"),
        place=str(place) if place else "",
        round=_("%(squad)s, round of %(day)s %(time)s")
        % {
            "squad": check.round.squad,
            "day": short_day(check.round.planned_at),
            "time": clock(check.round.planned_at),
        },
        at=vehicle.found_at,
        url=reverse("patrols:vehicle_detail", args=[vehicle.pk]),
    )


def cars(keys: Iterable[str], remit: Remit) -> dict[str, Subject]:
    found = UnsecuredVehicle.objects.within(remit).filter(pk__in=list(keys)).select_related(*AROUND)
    return {str(vehicle.pk): _car(vehicle) for vehicle in found}


def visits(keys: Iterable[str], remit: Remit) -> dict[str, Subject]:
    """By the car that the visit is about: the visit itself has no page once it is closed."""
    found = OwnerVisit.objects.within(remit).filter(pk__in=list(keys))
    around = [f"vehicle__{name}" for name in AROUND]
    return {str(visit.pk): _car(visit.vehicle) for visit in found.select_related("vehicle", *around)}

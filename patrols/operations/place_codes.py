"""Codes on the plates of places: printed, checked when a phone brings one, ended when a plate is gone."""

import datetime
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from jurisdiction.models import Officer, Place
from jurisdiction.sealed import column_key
from ledger.operations import Change, record, record_many
from patrols import place_signs
from patrols.errors import PassRefused
from patrols.models import PlaceCode

CODE_COLUMN = "place_code"
DAYS_VALID = 90
#: Until the new plate hangs, the one before still counts.
GRACE = datetime.timedelta(days=7)


def text_of(code: PlaceCode) -> str:
    """What the plate says."""
    return place_signs.code_text(place=code.place_id, serial=code.serial, key=column_key(CODE_COLUMN))


@transaction.atomic
def print_codes(
    *, places: Sequence[Place], at: datetime.datetime, by: Officer, days_valid: int = DAYS_VALID
) -> list[PlaceCode]:
    """A new printing for each place, in their order; earlier ones stay good for seven more days at most."""
    keys = [place.pk for place in places]
    # Two who print at once wait for each other here, so that no serial is given twice.
    list(Place.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
    PlaceCode.objects.filter(place__in=keys, valid_until__gt=at + GRACE).update(valid_until=at + GRACE)
    last = dict(
        PlaceCode.objects.filter(place__in=keys).order_by().values_list("place").annotate(last=Max("serial"))
    )
    fresh = PlaceCode.objects.bulk_create(
        PlaceCode(
            place=place,
            serial=last.get(place.pk, 0) + 1,
            issued_at=at,
            issued_by=by,
            valid_until=at + datetime.timedelta(days=days_valid),
        )
        for place in places
    )
    record_many(
        Change(
            at=at,
            by=by,
            station=code.place.station_id,
            verb="place_code.printed",
            obj=code.place,
            detail={"serial": code.serial, "valid_until": code.valid_until.isoformat()},
        )
        for code in fresh
    )
    return fresh


@transaction.atomic
def revoke_codes(*, place: Place, at: datetime.datetime, by: Officer) -> int:
    """Ends every code of the place now: its plate was stolen or copied. Scans of before stay. Returns how many."""
    ended = PlaceCode.objects.filter(place=place, valid_until__gt=at, issued_at__lte=at).update(
        valid_until=at
    )
    if ended:
        record(
            at=at,
            by=by,
            station=place.station_id,
            verb="place_code.revoked",
            obj=place,
            detail={"codes": ended},
        )
    return ended


def code_of(*, place: Place, text: str, at: datetime.datetime) -> PlaceCode:
    """The printing that a scanned or typed code belongs to. Raises PassRefused (field `code`) in words that help."""
    sign = place_signs.parse(text)
    if sign is None:
        raise PassRefused(_("This is no code of a place's plate."), field="code")
    if not place_signs.is_genuine(sign, key=column_key(CODE_COLUMN)):
        raise PassRefused(_("This code was not printed by the station, or it was mistyped."), field="code")
    if sign.place != place.pk:
        raise PassRefused(_("This code belongs to another place."), field="code")
    code = PlaceCode.objects.filter(place=place, serial=sign.serial).first()
    if code is None:
        raise PassRefused(_("This code was not printed by the station, or it was mistyped."), field="code")
    if at > code.valid_until:
        raise PassRefused(_("This plate's time is over; it needs a new one."), field="code")
    return code

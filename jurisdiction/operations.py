"""Writes of the ground floor: places, villages, officers, postings."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from jurisdiction import audit
from jurisdiction.errors import DomainError
from jurisdiction.models import Officer, Place, Posting, Village
from jurisdiction.sealed import seal, unseal
from jurisdiction.territory import village_at

PLACE_TABLE, PLACE_PHONE = "jurisdiction_place", "responsible_phone"


class PostingRefused(DomainError):
    code = "posting_refused"


@transaction.atomic
def save_place(
    *, place: Place, given: tuple[float, float], phone: str, at: datetime.datetime, by: Officer
) -> Place:
    """Stores a place; its village follows from the point unless one is set. `given` is the raw (longitude, latitude)."""
    is_new = place.pk is None
    place.raw_longitude, place.raw_latitude = given
    if is_new:
        place.created_at = at
    if place.village_id is None:
        place.village_id = village_at(place.point)
    place.save()
    if phone:
        place.responsible_phone_sealed = seal(phone, table=PLACE_TABLE, column=PLACE_PHONE, row=str(place.pk))
        place.save(update_fields=["responsible_phone_sealed"])
    audit.change(
        at=at,
        by=by,
        station=place.station_id,
        verb="place.created" if is_new else "place.edited",
        obj=place,
        detail={"kind": place.kind, "risk": place.risk, "active": place.active},
    )
    return place


@transaction.atomic
def reveal_place_phone(*, place: Place, reason: str, at: datetime.datetime, by: Officer) -> str:
    """The responsible person's number; the look is written first."""
    audit.look(
        at=at,
        by=by,
        station=place.station_id,
        obj=place,
        fields=["responsible_phone"],
        reason=reason,
        verb="number.revealed",
    )
    return unseal(place.responsible_phone_sealed, table=PLACE_TABLE, column=PLACE_PHONE, row=str(place.pk))


@transaction.atomic
def save_village(*, village: Village, at: datetime.datetime, by: Officer) -> Village:
    village.save()
    audit.change(
        at=at,
        by=by,
        station=village.township.station_id,
        verb="village.edited",
        obj=village,
        detail={"population": village.population, "households": village.households},
    )
    return village


@transaction.atomic
def save_officer(*, officer: Officer, password: str = "", at: datetime.datetime, by: Officer) -> Officer:
    """Stores an officer; a new one gets a first password and may sign in, but sees nothing until posted."""
    is_new = officer.pk is None
    if is_new:
        officer.set_password(password)
    officer.save()
    audit.change(
        at=at,
        by=by,
        station=None,
        verb="officer.created" if is_new else "officer.edited",
        obj=officer,
        detail={"kind": officer.kind, "active": officer.is_active},
    )
    return officer


@transaction.atomic
def post_officer(*, posting: Posting, at: datetime.datetime, by: Officer) -> Posting:
    """Posts an officer. Nobody posts themselves. Raises PostingRefused."""
    if posting.officer_id == by.pk:
        raise PostingRefused(_("You cannot change your own postings."))
    posting.save()
    audit.change(
        at=at,
        by=by,
        station=posting.station_id,
        verb="posting.created",
        obj=posting,
        detail={"officer": posting.officer_id, "role": posting.role, "from": str(posting.starts_on)},
    )
    return posting


@transaction.atomic
def end_posting(*, posting: Posting, on: datetime.date, at: datetime.datetime, by: Officer) -> Posting:
    """Ends a posting on a day (not including it). Raises PostingRefused."""
    if posting.officer_id == by.pk:
        raise PostingRefused(_("You cannot change your own postings."))
    if on <= posting.starts_on:
        raise PostingRefused(_("The last day must come after the first."), field="on")
    posting.ends_on = on
    posting.save(update_fields=["ends_on"])
    audit.change(
        at=at,
        by=by,
        station=posting.station_id,
        verb="posting.ended",
        obj=posting,
        detail={"officer": posting.officer_id, "role": posting.role, "until": str(on)},
    )
    return posting

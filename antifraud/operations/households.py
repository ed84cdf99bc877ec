"""Households: entered, changed, moved away, revealed. Names and numbers are sealed; a number is found by its hash."""

import datetime
import re
import unicodedata
import uuid
from dataclasses import dataclass

from django.contrib.gis.geos import Point
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from antifraud.choices import HelpResult
from antifraud.errors import AntifraudRefused
from antifraud.models import AppHelp, Household
from jurisdiction import phones
from jurisdiction.access import POLICE_WORK
from jurisdiction.choices import Role
from jurisdiction.masks import mask_name, mask_phone
from jurisdiction.models import Officer, Village
from jurisdiction.postings import standing
from jurisdiction.sealed import keyed_hash, seal, unseal
from jurisdiction.time_limits import deadline
from ledger.operations import record, record_look

TABLE, HEAD, PHONE = "antifraud_household", "head", "phone"
HASH_COLUMN = "antifraud_household.phone"
VISITORS = POLICE_WORK | {Role.CADRE}
ADULTS_MOST = 60


@dataclass(frozen=True, slots=True)
class Door:
    """A household as typed. `head`, `phone`: None leaves what is stored, empty takes it away."""

    group_no: int
    door: str
    adults: int = 1
    head: str | None = None
    phone: str | None = None
    point: Point | None = None


def day_of(moment: datetime.datetime) -> datetime.date:
    """The station's day."""
    return timezone.localtime(moment).date()


def door_text(raw: str) -> str:
    """As it is compared: half width, single spaces."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", raw)).strip()


def phone_hash(raw: str) -> str:
    text = phones.normalise(raw)
    return keyed_hash(text, column=HASH_COLUMN) if text else ""


def check_village(village: Village, *, at: datetime.datetime, by: Officer) -> None:
    """Who visits, visits within the own remit. Raises AntifraudRefused (village)."""
    held = standing(by, on=day_of(at))
    if not held.roles & VISITORS or not Village.objects.within(held.remit).filter(pk=village.pk).exists():
        raise AntifraudRefused(_("This village is not yours to visit."), field="village")


def check_door(given: Door) -> None:
    """Raises AntifraudRefused with the field."""
    if not door_text(given.door):
        raise AntifraudRefused(_("Say which door: the house number or what people call it."), field="door")
    if len(door_text(given.door)) > 60:
        raise AntifraudRefused(_("At most 60 characters."), field="door")
    if not 0 <= given.group_no <= 99:
        raise AntifraudRefused(_("Village groups are numbered 1 to 99; 0 is for none."), field="group_no")
    if not 0 < given.adults <= ADULTS_MOST:
        raise AntifraudRefused(_("Between 1 and 60 adults."), field="adults")
    if given.head and len(given.head.strip()) > 60:
        raise AntifraudRefused(_("This name is too long."), field="head")
    if given.phone and given.phone.strip() and phones.kind_of(given.phone) is None:
        raise AntifraudRefused(
            _("This is no telephone number: a mobile has 11 digits, a landline begins with 0598."),
            field="phone",
        )


def fill(household: Household, given: Door) -> None:
    """Writes what was typed into the row; the caller stores it."""
    household.group_no, household.door, household.adults = given.group_no, door_text(given.door), given.adults
    if given.point is not None:
        household.point = given.point
    row = str(household.pk)
    if given.head is not None:
        name = given.head.strip()
        household.head_sealed = seal(name, table=TABLE, column=HEAD, row=row)
        household.head_mask = mask_name(name)
    if given.phone is not None:
        number = phones.normalise(given.phone)
        household.phone_sealed = seal(number, table=TABLE, column=PHONE, row=row)
        household.phone_mask = mask_phone(number) if number else ""
        household.phone_hash = phone_hash(number)


def _store(household: Household, *, insert: bool) -> None:
    try:
        with transaction.atomic():
            household.save(force_insert=insert)
    except IntegrityError as error:
        if "one_household_a_door" in str(error):
            raise AntifraudRefused(_("This door is in the list already."), field="door") from error
        if "no_more_apps_than_adults" in str(error):
            raise AntifraudRefused(
                _("%(count)d people have the app: there are at least as many adults.")
                % {"count": household.registered + household.installed},
                field="adults",
            ) from error
        raise


@transaction.atomic
def add_household(
    *, record_id: uuid.UUID, village: Village, given: Door, at: datetime.datetime, by: Officer
) -> Household:
    """A door that was not in the list. The same key again is the same household. Raises AntifraudRefused (door, …)."""
    there = Household.objects.filter(pk=record_id).first()
    if there is not None:
        return there
    check_village(village, at=at, by=by)
    check_door(given)
    household = Household(
        id=record_id, station_id=village.township.station_id, village=village, created_at=at, changed_at=at
    )
    fill(household, given)
    _store(household, insert=True)
    record(at=at, by=by, station=household.station_id, verb="household.added", obj=household)
    return household


@transaction.atomic
def change_household(
    *, household_id: uuid.UUID, given: Door, at: datetime.datetime, by: Officer
) -> Household:
    """Raises AntifraudRefused (door, adults, phone, …)."""
    check_door(given)
    household = Household.objects.select_for_update().get(pk=household_id)
    if household.left_on is not None:
        raise AntifraudRefused(_("They moved away: enter who lives there now as a new household."))
    fill(household, given)
    household.changed_at = at
    _store(household, insert=False)
    record(at=at, by=by, station=household.station_id, verb="household.changed", obj=household)
    return household


@transaction.atomic
def move_away(*, household_id: uuid.UUID, on: datetime.date, at: datetime.datetime, by: Officer) -> Household:
    """They live there no more: the door is free, name and number go when their time is over. Again changes nothing.
    Raises AntifraudRefused (on)."""
    household = Household.objects.select_for_update().get(pk=household_id)
    if household.left_on is not None:
        return household
    if on > day_of(at):
        raise AntifraudRefused(_("This lies in the future."), field="on")
    household.left_on, household.changed_at = on, at
    household.keep_until = deadline("door.retention", since=at)
    household.needs_help = False
    household.save(update_fields=["left_on", "changed_at", "keep_until", "needs_help"])
    AppHelp.objects.filter(household=household, closed_at__isnull=True).update(
        closed_at=at, closed_by=by, result=HelpResult.LEFT
    )
    record(
        at=at,
        by=by,
        station=household.station_id,
        verb="household.left",
        obj=household,
        detail={"on": f"{on}"},
    )
    return household


@dataclass(frozen=True, slots=True)
class Plain:
    """Whom to ask for, as shown to somebody who said why."""

    head: str
    phone: str


def open_household(household: Household) -> Plain:
    """Unsealed; the caller has written the look down."""
    row = str(household.pk)
    return Plain(
        head=unseal(household.head_sealed, table=TABLE, column=HEAD, row=row),
        phone=unseal(household.phone_sealed, table=TABLE, column=PHONE, row=row),
    )


@transaction.atomic
def reveal_household(*, household: Household, reason: str, at: datetime.datetime, by: Officer) -> Plain:
    """Name and number in plain; the look stands in the ledger before. Raises AntifraudRefused (reason)."""
    if not reason.strip():
        raise AntifraudRefused(_("Give the reason for showing names and numbers."), field="reason")
    record_look(
        at=at,
        by=by,
        station=household.station_id,
        obj=household,
        fields=["head", "phone"],
        reason=reason.strip(),
        verb="household.revealed",
    )
    return open_household(household)

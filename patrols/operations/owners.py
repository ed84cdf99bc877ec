"""Owners' numbers: sealed, masked, each reveal written down; and what a plate's past says."""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Count, Max
from django.utils.translation import gettext as _

from jurisdiction import phones, plates
from jurisdiction.masks import mask_phone
from jurisdiction.models import Officer, Station
from jurisdiction.remit import Remit
from jurisdiction.sealed import keyed_hash, seal, unseal
from ledger.operations import record_look
from patrols import rules
from patrols.choices import NumberSource
from patrols.errors import PoliceOnly
from patrols.models import OwnerContact, UnsecuredVehicle

TABLE = "patrols_ownercontact"
COLUMN = "number"


def remember_number(
    *, vehicle: UnsecuredVehicle, number: str, source: NumberSource, at: datetime.datetime
) -> OwnerContact:
    """Keeps a number for the vehicle's plate, sealed. Without a readable plate it is kept for this vehicle alone."""
    text = phones.normalise(number)
    key = uuid.uuid4()
    contact, _made = OwnerContact.objects.get_or_create(
        station_id=vehicle.station_id,
        plate_hash=vehicle.plate_hash or str(vehicle.pk),
        number_hash=keyed_hash(text, column="owner_contact.number"),
        defaults={
            "id": key,
            "number_sealed": seal(text, table=TABLE, column=COLUMN, row=str(key)),
            "number_mask": mask_phone(text),
            "source": source,
            "learned_at": at,
        },
    )
    return contact


def contacts_of(vehicle: UnsecuredVehicle) -> list[OwnerContact]:
    """Numbers known for the vehicle's plate at its station, masked, the last reached first."""
    hashes = [str(vehicle.pk)]
    if vehicle.plate_hash:
        hashes.append(vehicle.plate_hash)
    return list(OwnerContact.objects.filter(station_id=vehicle.station_id, plate_hash__in=hashes))


@transaction.atomic
def reveal_number(*, contact: OwnerContact, reason: str, at: datetime.datetime, by: Officer) -> str:
    """Opens a number for a call. The look stands in the ledger before it is shown. Raises PoliceOnly without a
    reason."""
    if not reason.strip():
        raise PoliceOnly(_("Give the reason for showing the number."), field="reason")
    record_look(
        at=at,
        by=by,
        station=contact.station_id,
        obj=contact,
        fields=["number"],
        reason=reason.strip(),
        verb="number.revealed",
    )
    return unseal(contact.number_sealed, table=TABLE, column=COLUMN, row=str(contact.pk))


@dataclass(frozen=True, slots=True)
class PlateHistory:
    """How often the plate was found open in the last twelve months within a remit, not counting this time."""

    times: int = 0
    first_at: datetime.datetime | None = None
    last_at: datetime.datetime | None = None

    @property
    def visit_suggested(self) -> bool:
        return rules.suggests_home_visit(self.times + 1)


def plate_history(
    *, digest: str, remit: Remit, at: datetime.datetime, without: uuid.UUID | None = None
) -> PlateHistory:
    """Known by keyed hash, so also after the plain plate has expired."""
    if not digest:
        return PlateHistory()
    found = list(
        UnsecuredVehicle.objects.live()
        .within(remit)
        .filter(plate_hash=digest, found_at__gt=at - rules.PLATE_HASH_KEPT, found_at__lt=at)
        .exclude(pk=without)
        .order_by("found_at")
        .values_list("found_at", flat=True)
    )
    if not found:
        return PlateHistory()
    return PlateHistory(times=len(found), first_at=found[0], last_at=found[-1])


PHONE_COLUMN = "unsecured_vehicle.plate.phone"


def phone_hash(plate: str) -> str:
    """The hash under which phones find a plate again without a signal: a key of its own, 16 hex digits, empty for
    none."""
    text = plates.normalise(plate)
    return keyed_hash(text, column=PHONE_COLUMN)[:16] if text else ""


def known_plates(*, station: Station, at: datetime.datetime) -> dict[str, list[Any]]:
    """Plates found open at the station in twelve months, for phones: {hash: [times, last day, times reached]}."""
    rows = (
        UnsecuredVehicle.objects.live()
        .filter(station=station, found_at__gt=at - rules.PLATE_HASH_KEPT, found_at__lt=at)
        .exclude(phone_hash="")
        .values_list("phone_hash")
        .annotate(times=Count("pk"), last=Max("duty_date"), reached=Count("reached_at"))
    )
    return {digest: [times, last.isoformat(), reached] for digest, times, last, reached in rows}

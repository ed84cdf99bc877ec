"""Whoever rang, or is warned: sealed in the row, masked beside it, found again by the keyed hash of the telephone."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from antifraud.choices import AgeBand
from antifraud.errors import AntifraudRefused
from antifraud.models import Dissuasion, FraudReport, Household
from jurisdiction import phones
from jurisdiction.masks import mask_name, mask_phone
from jurisdiction.sealed import keyed_hash, seal, unseal

#: The column under which households hash their telephones: the same hash finds the same door.
HASH_COLUMN = "antifraud_household.phone"
NAME_MOST = 60


@dataclass(frozen=True, slots=True)
class Person:
    """In plain: as typed, or as shown to somebody who said why."""

    name: str = ""
    phone: str = ""


def phone_hash(raw: str) -> str:
    text = phones.normalise(raw)
    return keyed_hash(text, column=HASH_COLUMN) if text else ""


def check_person(person: Person) -> None:
    """Raises AntifraudRefused (field name, phone)."""
    if len(person.name.strip()) > NAME_MOST:
        raise AntifraudRefused(_("This name is too long."), field="name")
    text = phones.normalise(person.phone)
    if text and phones.kind_of(text) is None and not (text.isdecimal() and 5 <= len(text) <= 12):
        raise AntifraudRefused(
            _("This is no telephone number: digits only, with the area code."), field="phone"
        )


def sealed_columns(row: FraudReport | Dissuasion, person: Person) -> dict[str, Any]:
    """The columns of the row that hold the person. A minor's own name and number are not kept: whoever rang is."""
    table, key = row._meta.db_table, str(row.pk)
    name, phone = person.name.strip(), phones.normalise(person.phone)
    if isinstance(row, Dissuasion) and row.age_band == AgeBand.UNDER_18:
        name = ""
    return {
        "person_sealed": seal(name, table=table, column="person", row=key),
        "person_mask": mask_name(name),
        "phone_sealed": seal(phone, table=table, column="phone", row=key),
        "phone_mask": mask_phone(phone) if phone else "",
        "phone_hash": phone_hash(phone),
    }


def open_person(row: FraudReport | Dissuasion) -> Person:
    """Unsealed; the caller has written the look down."""
    table, key = row._meta.db_table, str(row.pk)
    return Person(
        name=unseal(row.person_sealed, table=table, column="person", row=key),
        phone=unseal(row.phone_sealed, table=table, column="phone", row=key),
    )


def household_of(digest: str, *, station_id: int) -> Household | None:
    """The household of the station that has this telephone; none where several have it."""
    if not digest:
        return None
    found = list(Household.objects.in_use().filter(station_id=station_id, phone_hash=digest)[:2])
    return found[0] if len(found) == 1 else None

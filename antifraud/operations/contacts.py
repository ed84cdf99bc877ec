"""The directory: public services, changed by who plans, retired and never deleted."""

import datetime
import uuid
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from antifraud.choices import LineKind
from antifraud.errors import AntifraudRefused
from antifraud.models import Contact
from jurisdiction import phones
from jurisdiction.models import Officer, Station
from jurisdiction.remit import Remit
from ledger.operations import record


@transaction.atomic
def save_contact(
    *,
    contact_id: uuid.UUID | None,
    remit: Remit,
    station: Station | None,
    kind: str,
    name: str,
    phones_given: Sequence[str],
    hours: str,
    region: str,
    needs: str,
    at: datetime.datetime,
    by: Officer,
) -> Contact:
    """A new contact, or another wording of one within the remit. A mobile number is nobody's hotline and is refused.

    Raises AntifraudRefused (field kind, name, phones)."""
    if kind not in LineKind.values:
        raise AntifraudRefused(_("Choose what kind of contact it is."), field="kind")
    if not name.strip():
        raise AntifraudRefused(_("Give the name."), field="name")
    columns = {
        "kind": kind,
        "name": name.strip()[:60],
        "phones": _numbers(phones_given),
        "hours": hours.strip()[:60],
        "region": region.strip()[:60],
        "needs": needs.strip()[:1000],
        "saved_at": at,
        "saved_by": by,
    }
    try:
        with transaction.atomic():
            if contact_id is None:
                found = Contact.objects.create(station=station, **columns)
            else:
                found = _changeable(contact_id, remit)
                for column, value in columns.items():
                    setattr(found, column, value)
                found.save()
    except IntegrityError as error:
        raise AntifraudRefused(_("This contact is in the directory already."), field="name") from error
    detail = {"name": found.name, "kind": kind}
    record(at=at, by=by, station=found.station_id, verb="fraud_contact.saved", obj=found, detail=detail)
    return found


def copy_for(*, station: Station, contact_id: uuid.UUID, at: datetime.datetime, by: Officer) -> Contact:
    """The station's own entry with the words of everybody's. Raises AntifraudRefused when it has one of that name."""
    shared = Contact.objects.get(pk=contact_id)
    return save_contact(
        contact_id=None,
        remit=Remit.of_stations(frozenset({station.pk})),
        station=station,
        kind=shared.kind,
        name=shared.name,
        phones_given=shared.phones,
        hours=shared.hours,
        region=shared.region,
        needs=shared.needs,
        at=at,
        by=by,
    )


def _changeable(contact_id: uuid.UUID, remit: Remit) -> Contact:
    """Locked; refused when it is not this remit's to change."""
    found: Contact = Contact.objects.select_for_update().get(pk=contact_id)
    if not Contact.objects.changeable(remit).filter(pk=contact_id).exists():
        raise AntifraudRefused(
            _("This contact is not your station's alone: copy it for your station and change the copy.")
        )
    return found


def _numbers(given: Sequence[str]) -> list[str]:
    kept = []
    for raw in given:
        text = phones.normalise(raw)
        if not text:
            continue
        if (
            not text.isdecimal()
            or not 5 <= len(text) <= 16
            or phones.kind_of(text) == phones.PhoneKind.MOBILE
        ):
            raise AntifraudRefused(
                _("“%(number)s” is no number of a public service: no mobile numbers here.") % {"number": raw},
                field="phones",
            )
        kept.append(text)
    if not kept:
        raise AntifraudRefused(_("Give at least one telephone number."), field="phones")
    return kept[:4]


@transaction.atomic
def retire_contact(*, contact_id: uuid.UUID, remit: Remit, at: datetime.datetime, by: Officer) -> Contact:
    """No longer offered; lines that name it keep it. Raises AntifraudRefused."""
    found = _changeable(contact_id, remit)
    if found.retired_at is None:
        Contact.objects.filter(pk=contact_id).update(retired_at=at)
        found.retired_at = at
        detail = {"name": found.name}
        record(at=at, by=by, station=found.station_id, verb="fraud_contact.retired", obj=found, detail=detail)
    return found

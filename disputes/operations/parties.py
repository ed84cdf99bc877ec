"""People in a dispute: sealed, found by keyed hash, each reveal written down."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from disputes.choices import PartyRole
from disputes.errors import ReportRefused
from disputes.models import Dispute, Party, Report
from jurisdiction import phones
from jurisdiction.masks import mask_name, mask_phone
from jurisdiction.models import Officer, Village
from jurisdiction.sealed import keyed_hash, seal, unseal, village_hash, village_key
from jurisdiction.text import squeeze
from ledger.operations import record_look

TABLE = "disputes_party"
NAME_COLUMN, PHONE_COLUMN = "name", "phone"
HASH_COLUMN = "dispute_party.name"
#: What phones hash with, to find a name again without a signal: a key for each village, which opens nothing else.
BOOK_COLUMN = "dispute_party.name.phone"
NAME_MOST, PARTIES_MOST = 60, 10


@dataclass(frozen=True, slots=True)
class PartyInput:
    """Somebody as typed. Without a name: not known yet. Of a minor neither name nor number is kept."""

    name: str
    phone: str = ""
    role: PartyRole = PartyRole.OTHER
    is_minor: bool = False


def name_hash(name: str) -> str:
    text = squeeze(name)
    return keyed_hash(text, column=HASH_COLUMN) if text else ""


def book_key(village: Village) -> bytes:
    """What the phones of one village carry."""
    return village_key(BOOK_COLUMN, village.code)


def book_hash(name: str, village: Village) -> str:
    """16 hex digits: HMAC-SHA-256 of the squeezed name under the key that the village's phones carry."""
    text = squeeze(name)
    return village_hash(text, column=BOOK_COLUMN, code=village.code)[:16] if text else ""


def check_parties(parties: Sequence[PartyInput]) -> None:
    """Raises ReportRefused (field parties, phone)."""
    if len(parties) > PARTIES_MOST:
        raise ReportRefused(_("At most ten people can be named; add the others in words."), field="parties")
    for party in parties:
        if len(party.name.strip()) > NAME_MOST:
            raise ReportRefused(_("This name is too long."), field="parties")
        if party.phone.strip() and phones.kind_of(party.phone) is None:
            raise ReportRefused(
                _("This is no telephone number: a mobile has 11 digits, a landline begins with 0598."),
                field="phone",
            )


def build_party(dispute: Dispute, given: PartyInput, *, report: Report | None, key: uuid.UUID) -> Party:
    """The row for somebody as typed, sealed; the caller stores it."""
    name = "" if given.is_minor else given.name.strip()
    phone = "" if given.is_minor else phones.normalise(given.phone)
    return Party(
        id=key,
        dispute=dispute,
        station_id=dispute.station_id,
        report=report,
        role=given.role,
        name_sealed=seal(name, table=TABLE, column=NAME_COLUMN, row=str(key)),
        name_hash=name_hash(name),
        phone_book_hash=book_hash(name, dispute.village),
        name_mask=mask_name(name),
        phone_sealed=seal(phone, table=TABLE, column=PHONE_COLUMN, row=str(key)),
        phone_mask=mask_phone(phone) if phone else "",
        unknown=not name and not given.is_minor,
        is_minor=given.is_minor,
    )


def store_parties(dispute: Dispute, parties: Sequence[PartyInput], *, report: Report | None) -> None:
    """Adds people who are not there yet; the same name again is the same person, who may get a number."""
    there = {party.name_hash: party for party in dispute.parties.all() if party.name_hash}
    for given in parties:
        known = None if given.is_minor else there.get(name_hash(given.name))
        if known is None:
            if given.name.strip() or given.phone.strip() or given.is_minor:
                build_party(dispute, given, report=report, key=uuid.uuid4()).save(force_insert=True)
        elif given.phone.strip() and not known.phone_sealed:
            phone = phones.normalise(given.phone)
            known.phone_sealed = seal(phone, table=TABLE, column=PHONE_COLUMN, row=str(known.pk))
            known.phone_mask = mask_phone(phone)
            known.save(update_fields=["phone_sealed", "phone_mask"])


@dataclass(frozen=True, slots=True)
class Plain:
    """A party as it may be shown to somebody who said why."""

    party: Party
    name: str
    phone: str


def open_party(party: Party) -> Plain:
    """Unsealed, for papers and reveals; the caller has written the look down."""
    row = str(party.pk)
    return Plain(
        party=party,
        name=unseal(party.name_sealed, table=TABLE, column=NAME_COLUMN, row=row),
        phone=unseal(party.phone_sealed, table=TABLE, column=PHONE_COLUMN, row=row),
    )


@transaction.atomic
def reveal_parties(*, dispute: Dispute, reason: str, at: datetime.datetime, by: Officer) -> list[Plain]:
    """Names and numbers in plain; the look stands in the ledger before they are shown. Raises ReportRefused (reason)."""
    if not reason.strip():
        raise ReportRefused(_("Give the reason for showing names and numbers."), field="reason")
    record_look(
        at=at,
        by=by,
        station=dispute.station_id,
        obj=dispute,
        fields=["party.name", "party.phone"],
        reason=reason.strip(),
        verb="dispute.parties_revealed",
    )
    return [open_party(party) for party in dispute.parties.all()]

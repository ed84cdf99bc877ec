"""Leads: handed on once and out of the giver's sight, then assessed by the command room."""

import datetime
import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from command import rules, sources
from command.choices import LeadStatus
from command.errors import LeadRefused
from command.models import Lead, LeadNote
from jurisdiction.access import POLICE_WORK
from jurisdiction.choices import Role
from jurisdiction.models import Officer
from jurisdiction.postings import standing
from ledger.operations import record
from notices.audience import holders
from notices.operations.outbox import tell

WORDS_MOST = 2000
#: Who sees leads; the district's commander answers for all of its stations.
SEERS = frozenset({Role.COMMAND_ROOM, Role.CHIEF, Role.DISTRICT_COMMANDER})


@transaction.atomic
def hand_on(
    *,
    record_id: uuid.UUID,
    source: Any,
    words: str,
    at: datetime.datetime,
    by: Officer,
) -> None:
    """Hands a lead to the command room and answers nothing: what becomes of it is no longer the giver's to know. `source`
    is a row of one of the registered kinds (command/sources.py); its own trail says “passed on”, as of anything else
    that is. Idempotent by `record_id`. Raises LeadRefused (words)."""
    if not words.strip():
        raise LeadRefused(_("What came to light?"), field="words")
    if len(words.strip()) > WORDS_MOST:
        raise LeadRefused(_("At most 2,000 characters."), field="words")
    found = standing(by, on=timezone.localtime(at).date())
    if not found.roles & POLICE_WORK or source.station_id not in found.remit.stations:
        raise LeadRefused(_("This is not yours to hand on."))
    if Lead.objects.filter(pk=record_id).exists():
        return
    kind = sources.of_row(source)
    lead = Lead(
        id=record_id,
        station_id=source.station_id,
        source=kind.code,
        source_id=source.pk,
        words=words.strip(),
        received_at=at,
        by=by,
    )
    lead.save(force_insert=True)
    kind.passed_on(source, at, by)
    record(at=at, by=by, station=lead.station_id, verb="lead.handed_on", obj=lead)
    tell(
        kind="lead.received",
        event=str(lead.pk),
        to=holders(
            station=lead.station_id,
            roles=[Role.COMMAND_ROOM, Role.CHIEF],
            on=timezone.localtime(at).date(),
        ),
        station=lead.station_id,
        at=at,
        params={"lead": str(lead.pk)},
    )


@transaction.atomic
def assess(*, lead_id: uuid.UUID, status: LeadStatus, note: str, at: datetime.datetime, by: Officer) -> Lead:
    """Moves a lead on, or parks it, with a note. Raises LeadRefused (status, note)."""
    if not note.strip():
        raise LeadRefused(_("Say what this rests on."), field="note")
    lead = Lead.objects.select_for_update().get(pk=lead_id)
    found = standing(by, on=timezone.localtime(at).date())
    if not found.roles & SEERS or lead.station_id not in found.remit.stations:
        raise LeadRefused(_("Leads are the command room's to assess."))
    if lead.forgotten_at is not None:
        raise LeadRefused(_("Its time is over: what it said was removed."))
    if not rules.may_follow(lead.status, status):
        raise LeadRefused(_("This does not follow from where the lead stands."), field="status")
    changed = Lead.objects.filter(pk=lead.pk, status=lead.status).update(status=status)
    if not changed:
        raise LeadRefused(_("Somebody else has just assessed it. Look at it again."))
    LeadNote.objects.create(
        lead=lead, station_id=lead.station_id, status=status, note=note.strip()[:WORDS_MOST], at=at, by=by
    )
    record(
        at=at,
        by=by,
        station=lead.station_id,
        verb="lead.moved",
        obj=lead,
        detail={"was": lead.status, "status": status},
    )
    lead.status = status
    return lead

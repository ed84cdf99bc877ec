"""Squads, their members and volunteers."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from jurisdiction.models import Officer, Volunteer
from ledger.operations import record
from patrols.errors import StaffingRefused
from patrols.models import Squad, SquadMember


@transaction.atomic
def save_squad(*, squad: Squad, at: datetime.datetime, by: Officer) -> Squad:
    is_new = squad.pk is None
    squad.save()
    record(
        at=at,
        by=by,
        station=squad.station_id,
        verb="squad.created" if is_new else "squad.edited",
        obj=squad,
        detail={"active": squad.active, "may_enforce": squad.may_enforce},
    )
    return squad


@transaction.atomic
def add_member(*, member: SquadMember, at: datetime.datetime, by: Officer) -> SquadMember:
    """Puts an officer or a volunteer into a squad; shifts planned from then on carry them."""
    member.save()
    record(
        at=at,
        by=by,
        station=member.squad.station_id,
        verb="member.added",
        obj=member.squad,
        detail={
            "officer": member.officer_id,
            "volunteer": member.volunteer_id,
            "from": str(member.starts_on),
        },
    )
    return member


@transaction.atomic
def end_member(*, member_id: int, on: datetime.date, at: datetime.datetime, by: Officer) -> SquadMember:
    """Ends a membership on a day (not including it). Raises StaffingRefused for a day before it began."""
    member = SquadMember.objects.select_for_update(of=("self",)).select_related("squad").get(pk=member_id)
    if on <= member.starts_on:
        raise StaffingRefused(_("The last day must come after the first."), field="on")
    member.ends_on = on
    member.save(update_fields=["ends_on"])
    record(
        at=at,
        by=by,
        station=member.squad.station_id,
        verb="member.ended",
        obj=member.squad,
        detail={"officer": member.officer_id, "volunteer": member.volunteer_id, "until": str(on)},
    )
    return member


@transaction.atomic
def create_volunteer(*, volunteer: Volunteer, at: datetime.datetime, by: Officer) -> Volunteer:
    """A code name and a station: nothing else is known of a volunteer here."""
    volunteer.save()
    record(at=at, by=by, station=volunteer.station_id, verb="volunteer.created", obj=volunteer)
    return volunteer

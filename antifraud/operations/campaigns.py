"""Campaigns: begun with a goal, ended with a result that stays."""

import datetime
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from antifraud import coverage
from antifraud.choices import Measure
from antifraud.errors import AntifraudRefused
from antifraud.models import Campaign
from antifraud.operations.households import day_of
from jurisdiction.models import Officer, Station, Village
from ledger.operations import record

#: Phones may bring the last evening's visits a day later: until then the result is not written down.
LATE = datetime.timedelta(days=1)
LONGEST = datetime.timedelta(days=366)


@transaction.atomic
def start_campaign(
    *,
    name: str,
    station: Station,
    villages: Sequence[Village],
    measure: Measure,
    goal: int,
    starts_on: datetime.date,
    ends_on: datetime.date,
    at: datetime.datetime,
    by: Officer,
) -> Campaign:
    """Raises AntifraudRefused (name, villages, goal, starts_on, ends_on)."""
    if not name.strip():
        raise AntifraudRefused(_("Give the campaign a name."), field="name")
    if any(village.township.station_id != station.pk for village in villages):
        raise AntifraudRefused(_("This village belongs to another station."), field="villages")
    if ends_on < starts_on or ends_on < day_of(at):
        raise AntifraudRefused(
            _("The last day lies neither before the first nor in the past."), field="ends_on"
        )
    if ends_on - starts_on > LONGEST:
        raise AntifraudRefused(_("A campaign lasts at most a year."), field="ends_on")
    share = measure in (Measure.VISITED_SHARE, Measure.REGISTERED_SHARE)
    if goal < 1 or (share and goal > 100):
        raise AntifraudRefused(
            _("A share lies between 1 and 100 percent.") if share else _("A goal is at least 1."),
            field="goal",
        )
    campaign = Campaign.objects.create(
        name=name.strip(),
        station=station,
        measure=measure,
        goal=goal,
        starts_on=starts_on,
        ends_on=ends_on,
        created_at=at,
        created_by=by,
    )
    campaign.villages.set(villages)
    record(
        at=at,
        by=by,
        station=station,
        verb="campaign.started",
        obj=campaign,
        detail={"measure": str(measure), "goal": goal, "villages": [village.pk for village in villages]},
    )
    return campaign


@transaction.atomic
def end_campaign(*, campaign_id: int, at: datetime.datetime, by: Officer | None) -> Campaign:
    """Writes the result down. Again changes nothing of it."""
    campaign = Campaign.objects.select_for_update().get(pk=campaign_id)
    if campaign.closed_at is not None:
        return campaign
    found = coverage.progress(campaign, day_of(at))
    campaign.result, campaign.closed_at, campaign.closed_by = coverage.freeze(found, campaign), at, by
    campaign.save(update_fields=["result", "closed_at", "closed_by"])
    record(
        at=at,
        by=by,
        station=campaign.station_id,
        verb="campaign.ended",
        obj=campaign,
        detail={"value": found.value, "goal": campaign.goal},
    )
    return campaign


def close_ended(*, at: datetime.datetime) -> int:
    """Campaigns whose last day is over by more than a day. Returns how many."""
    over = Campaign.objects.filter(closed_at__isnull=True, ends_on__lt=day_of(at) - LATE)
    keys = list(over.order_by("pk").values_list("pk", flat=True))
    for key in keys:
        end_campaign(campaign_id=key, at=at, by=None)
    return len(keys)

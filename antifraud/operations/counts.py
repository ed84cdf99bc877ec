"""How many adults have the app, and who wants help with it. Numbers only, as people say them: nobody looks at a phone."""

import datetime
import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from antifraud.choices import HelpResult
from antifraud.errors import AntifraudRefused
from antifraud.models import AppCount, AppHelp, DoorVisit, Household
from antifraud.operations.households import ADULTS_MOST, check_village, day_of
from jurisdiction.models import Officer
from ledger.operations import record


@dataclass(frozen=True, slots=True)
class Counted:
    """What a household says of its adults."""

    adults: int
    registered: int
    installed: int = 0
    no_app_reason: str = ""
    needs_help: bool = False


def check_counted(said: Counted) -> None:
    """Raises AntifraudRefused (adults, registered)."""
    if not 0 < said.adults <= ADULTS_MOST:
        raise AntifraudRefused(_("Between 1 and 60 adults."), field="adults")
    if said.registered < 0 or said.installed < 0 or said.registered + said.installed > said.adults:
        raise AntifraudRefused(
            _("More people with the app than adults in the household."), field="registered"
        )


def apply_count(
    household: Household, said: Counted, *, at: datetime.datetime, by: Officer, visit: DoorVisit | None
) -> None:
    """Writes a count down. The caller holds the row and stores it; an older count that comes late moves nothing that a
    newer one said."""
    check_counted(said)
    late = household.counted_at is not None and household.counted_at > at
    AppCount.objects.create(
        station_id=household.station_id,
        village_id=household.village_id,
        household=household,
        at=at,
        by=by,
        visit=visit,
        adults=said.adults,
        registered=said.registered,
        installed=said.installed,
        no_app_reason=said.no_app_reason,
        registered_change=0 if late else said.registered - household.registered,
    )
    if late:
        return
    household.adults, household.registered, household.installed = said.adults, said.registered, said.installed
    household.no_app_reason = "" if said.registered == said.adults else said.no_app_reason
    household.counted_at = at
    if said.needs_help and not household.needs_help:
        household.needs_help = True
        AppHelp.objects.get_or_create(
            household=household,
            closed_at=None,
            defaults={
                "station_id": household.station_id,
                "village_id": household.village_id,
                "asked_at": at,
                "asked_of": by,
            },
        )


@transaction.atomic
def count_app(*, household_id: uuid.UUID, said: Counted, at: datetime.datetime, by: Officer) -> Household:
    """A count without a visit, as by telephone or in the village office. Raises AntifraudRefused."""
    household = Household.objects.select_for_update().get(pk=household_id)
    check_village(household.village, at=at, by=by)
    if household.left_on is not None:
        raise AntifraudRefused(_("They moved away: enter who lives there now as a new household."))
    apply_count(household, said, at=at, by=by, visit=None)
    household.changed_at = at
    household.save()
    record(
        at=at,
        by=by,
        station=household.station_id,
        verb="household.counted",
        obj=household,
        detail={"adults": said.adults, "registered": said.registered, "installed": said.installed},
    )
    return household


@transaction.atomic
def arrange_help(
    *, help_id: int, helper: Officer, help_on: datetime.date, at: datetime.datetime, by: Officer
) -> AppHelp:
    """Who goes there, and when. Raises AntifraudRefused (help_on)."""
    wanted = AppHelp.objects.select_for_update().get(pk=help_id)
    if wanted.closed_at is not None:
        raise AntifraudRefused(_("This is settled already."))
    if help_on < day_of(at):
        raise AntifraudRefused(_("That day is over."), field="help_on")
    wanted.helper, wanted.help_on = helper, help_on
    wanted.save(update_fields=["helper", "help_on"])
    record(
        at=at,
        by=by,
        station=wanted.station_id,
        verb="app_help.arranged",
        obj=wanted.household,
        detail={"helper": helper.pk, "on": f"{help_on}"},
    )
    return wanted


@transaction.atomic
def close_help(
    *, help_id: int, result: HelpResult, registered: int, at: datetime.datetime, by: Officer
) -> AppHelp:
    """How it ended; with `registered`, how many adults are registered now. Again the same changes nothing. Raises
    AntifraudRefused (registered)."""
    wanted = AppHelp.objects.select_for_update().get(pk=help_id)
    if wanted.closed_at is not None:
        return wanted
    household = Household.objects.select_for_update().get(pk=wanted.household_id)
    if result == HelpResult.REGISTERED and registered <= household.registered:
        raise AntifraudRefused(
            _("%(count)d were registered before: say how many are now.") % {"count": household.registered},
            field="registered",
        )
    household.needs_help = False
    if registered != household.registered and result == HelpResult.REGISTERED:
        installed = max(0, min(household.installed, household.adults - registered))
        said = Counted(household.adults, registered, installed, household.no_app_reason)
        apply_count(household, said, at=at, by=by, visit=None)
    household.changed_at = at
    household.save()
    wanted.closed_at, wanted.closed_by, wanted.result = at, by, result
    wanted.save(update_fields=["closed_at", "closed_by", "result"])
    record(
        at=at,
        by=by,
        station=wanted.station_id,
        verb="app_help.closed",
        obj=household,
        detail={"result": str(result)},
    )
    return wanted

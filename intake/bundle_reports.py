"""What a phone takes along of disputes: the dispute room's own part, and what the app's forms need beside it."""

import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import ngettext

from disputes.bundle import for_phone
from disputes.choices import Route
from disputes.rules import LEVELS, triage_key
from jurisdiction.choices import LimitUnit, OfficerKind
from jurisdiction.models import Officer, Station
from jurisdiction.time_limits import limit


def disputes_for(officer: Officer, *, station: Station, at: datetime.datetime) -> dict[str, Any]:
    """JSON values; static/js/night/reports.js reads them. `hear`: by level, when a reporter hears; `seconds`: who may be
    the second officer of a public-security mediation."""
    on = timezone.localtime(at).date()
    found = for_phone(officer, station, at)
    by_police = any(task["route"] == Route.POLICE for task in found["tasks"])
    return {
        **found,
        "hear": {level: _in_words(triage_key(level), on) for level in LEVELS},
        "seconds": _seconds(officer, station, on) if by_police else [],
    }


def _seconds(officer: Officer, station: Station, on: datetime.date) -> list[dict[str, Any]]:
    found = Officer.objects.posted(on).filter(kind=OfficerKind.POLICE, postings__station=station)
    return list(found.exclude(pk=officer.pk).order_by("name").values("id", "name")[:100])


def _in_words(key: str, on: datetime.date) -> str:
    """The limit in words: “within 2 hours”."""
    found = limit(key, on=on)
    count = found.amount
    words = {
        LimitUnit.MINUTES: ngettext("within %(count)d minute", "within %(count)d minutes", count),
        LimitUnit.HOURS: ngettext("within %(count)d hour", "within %(count)d hours", count),
        LimitUnit.DAYS: ngettext("within %(count)d day", "within %(count)d days", count),
        LimitUnit.WORKING_DAYS: ngettext(
            "within %(count)d working day", "within %(count)d working days", count
        ),
    }
    return words[LimitUnit(found.unit)] % {"count": count}

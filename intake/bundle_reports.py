"""What a phone takes along of disputes: the officer's own reports and mediations, and what may be the same one."""

import base64
import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import ngettext

from disputes.operations.parties import BOOK_COLUMN
from disputes.rules import LEVELS, triage_key
from jurisdiction.choices import LimitUnit, OfficerKind
from jurisdiction.models import Officer, Village
from jurisdiction.postings import standing
from jurisdiction.sealed import column_key
from jurisdiction.time_limits import limit

#: Who may report a dispute from a phone.
REPORTERS = frozenset({OfficerKind.POLICE, OfficerKind.AUXILIARY, OfficerKind.CADRE})


def disputes_for(officer: Officer, *, at: datetime.datetime) -> dict[str, Any]:
    """JSON values; static/js/night/reports.js reads them."""
    on = timezone.localtime(at).date()
    remit = standing(officer, on=on).remit
    villages: list[dict[str, Any]] = []
    if officer.kind in REPORTERS:
        villages = list(Village.objects.within(remit).order_by("code").values("id", "name"))
    return {
        "villages": villages,
        "book_key": base64.b64encode(column_key(BOOK_COLUMN)).decode(),
        "hear": {level: _within(triage_key(level), on) for level in LEVELS},
        "reports": [],
        "mediations": [],
        "open": [],
    }


def _within(key: str, on: datetime.date) -> str:
    """The limit in words: “within 2 hours”."""
    found = limit(key, on=on)
    count = found.amount
    words = {
        LimitUnit.MINUTES: ngettext("within %(count)d minute", "within %(count)d minutes", count),
        LimitUnit.HOURS: ngettext("within %(count)d hour", "within %(count)d hours", count),
        LimitUnit.DAYS: ngettext("within %(count)d day", "within %(count)d days", count),
        LimitUnit.WORKING_DAYS: ngettext("within %(count)d working day", "within %(count)d working days", count),
    }
    return words[LimitUnit(found.unit)] % {"count": count}

"""Who answers for a station from above, and who may be named as mediator."""

import datetime

from django.db.models import Q
from django.utils import timezone

from disputes.choices import Route
from disputes.models import Dispute
from jurisdiction.access import POLICE_WORK
from jurisdiction.choices import OfficerKind, Role
from jurisdiction.models import Officer, Posting
from jurisdiction.querysets import OfficerQuerySet


def commanders(station_id: int, *, at: datetime.datetime) -> list[Officer]:
    """Active commanders of the station's district, wherever they are posted in it."""
    posted = Posting.objects.effective(timezone.localtime(at).date()).filter(
        role=Role.DISTRICT_COMMANDER, station__district__stations=station_id
    )
    return list(
        Officer.objects.filter(is_active=True, pk__in=posted.values("officer_id")).order_by("username")
    )


def _posted(dispute: Dispute, who: Q) -> "OfficerQuerySet":
    posted = Posting.objects.effective(timezone.localdate()).filter(who)
    found: OfficerQuerySet = Officer.objects.filter(is_active=True, pk__in=posted.values("officer_id"))
    return found.order_by("kind", "username")


def police_of(dispute: Dispute, *, without: int | None = None) -> "OfficerQuerySet":
    """Police officers of the dispute's station."""
    found = _posted(dispute, Q(station_id=dispute.station_id, role__in=list(POLICE_WORK)))
    return found.filter(kind=OfficerKind.POLICE).exclude(pk=without or 0)


def candidates(dispute: Dispute) -> "OfficerQuerySet":
    """Who may be named as mediator: cadres of the village, the station's police officers, the justice office; police
    alone for public-security mediation."""
    if dispute.route == Route.POLICE:
        return police_of(dispute)
    return _posted(
        dispute,
        Q(village_id=dispute.village_id, role=Role.CADRE)
        | Q(station_id=dispute.station_id, role=Role.JUSTICE_OFFICER)
        | Q(station_id=dispute.station_id, role__in=list(POLICE_WORK), officer__kind=OfficerKind.POLICE),
    )

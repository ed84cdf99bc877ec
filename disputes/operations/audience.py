"""Who answers for a station from above."""

import datetime

from django.utils import timezone

from jurisdiction.choices import Role
from jurisdiction.models import Officer, Posting


def commanders(station_id: int, *, at: datetime.datetime) -> list[Officer]:
    """Active commanders of the station's district, wherever they are posted in it."""
    posted = Posting.objects.effective(timezone.localtime(at).date()).filter(
        role=Role.DISTRICT_COMMANDER, station__district__stations=station_id
    )
    return list(
        Officer.objects.filter(is_active=True, pk__in=posted.values("officer_id")).order_by("username")
    )

"""Who is meant: holders of a role at a station, cadres of a village, on a day."""

import datetime
from collections.abc import Iterable

from jurisdiction.choices import Role
from jurisdiction.models import Officer, Posting, Station, Village


def _key(row: Station | Village | int) -> int:
    return row if isinstance(row, int) else int(row.pk)


def holders(*, station: Station | int, roles: Iterable[Role], on: datetime.date) -> list[Officer]:
    """Active officers posted to this very station in one of the roles on that day, each once, by username."""
    posted = Posting.objects.effective(on).filter(station_id=_key(station), role__in=list(roles))
    return list(
        Officer.objects.filter(is_active=True, pk__in=posted.values("officer_id")).order_by("username")
    )


def holders_by_station(
    *, stations: Iterable[int], roles: Iterable[Role], on: datetime.date
) -> dict[tuple[int, Role], list[Officer]]:
    """The same for many stations at once, in one query: (station, role) to officers."""
    found: dict[tuple[int, Role], list[Officer]] = {}
    postings = Posting.objects.effective(on).filter(
        station_id__in=list(stations), role__in=list(roles), officer__is_active=True
    )
    for posting in postings.select_related("officer").order_by("officer__username"):
        group = found.setdefault((posting.station_id, Role(posting.role)), [])
        if posting.officer not in group:
            group.append(posting.officer)
    return found


def cadres_of(*, village: Village | int, on: datetime.date) -> list[Officer]:
    """Active cadres posted to the village on that day."""
    posted = Posting.objects.effective(on).filter(village_id=_key(village), role=Role.CADRE)
    return list(
        Officer.objects.filter(is_active=True, pk__in=posted.values("officer_id")).order_by("username")
    )

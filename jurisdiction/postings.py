"""From dated postings to a remit and a set of roles: read once a request, expiring by themselves."""

import datetime
from dataclasses import dataclass, field

from jurisdiction.choices import DISTRICT_WIDE_AT_CENTRAL, Role
from jurisdiction.models import Officer, Station
from jurisdiction.remit import Remit


@dataclass(frozen=True, slots=True)
class Standing:
    """What an officer is on one day: roles held, area of sight, own station (the first posting's)."""

    roles: frozenset[Role] = frozenset()
    remit: Remit = field(default_factory=Remit)
    station: Station | None = None


def standing(officer: Officer, *, on: datetime.date) -> Standing:
    """Resolves the postings that hold on `on`. An officer without any sees nothing and may do nothing."""
    postings = list(officer.postings.effective(on).select_related("station").order_by("starts_on", "pk"))
    if not postings:
        return Standing()
    roles: set[Role] = set()
    stations: set[int] = set()
    villages: set[int] = set()
    districts: set[int] = set()
    for posting in postings:
        role = Role(posting.role)
        roles.add(role)
        if role is Role.CADRE:
            villages.add(posting.village_id or 0)  # never none: the database asks a cadre for a village
        elif role is Role.DISTRICT_COMMANDER or (
            posting.station.is_central and role in DISTRICT_WIDE_AT_CENTRAL
        ):
            districts.add(posting.station.district_id)
        else:
            stations.add(posting.station_id)
    if districts:
        stations.update(Station.objects.filter(district_id__in=districts).values_list("pk", flat=True))
    remit = Remit.of_stations(frozenset(stations)) if stations else Remit.of_villages(frozenset(villages))
    return Standing(roles=frozenset(roles), remit=remit, station=postings[0].station)

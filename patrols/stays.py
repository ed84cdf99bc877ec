"""How long a squad stood at a place, by the positions of its phones. Pure: no Django."""

import datetime
from collections.abc import Iterable, Sequence

from patrols.tracks import PAUSE, Fix, metres

#: Of what a phone says about its own accuracy, no more metres than this are added to a place's radius.
ACCURACY_TRUSTED = 50
#: A pass and the first position inside may be this far apart: phones measure twice a minute at most.
AROUND = datetime.timedelta(seconds=PAUSE)


def left_at(
    parts: Iterable[Sequence[Fix]],
    *,
    latitude: float,
    longitude: float,
    radius_m: float,
    since: datetime.datetime,
) -> datetime.datetime | None:
    """The last moment of the stay that `since` (the pass) belongs to; None when no position shows one. A silence of the
    phone longer than a pause ends it: nothing is said about what nobody measured."""
    inside = sorted(
        fix.at
        for part in parts
        for fix in part
        if metres(fix, Fix(fix.at, latitude, longitude, 0.0))
        <= radius_m + min(fix.accuracy, ACCURACY_TRUSTED)
    )
    last: datetime.datetime | None = None
    for moment in inside:
        if moment < since - AROUND:
            continue
        if moment - (last or since) > AROUND:
            break
        last = moment
    return last if last is not None and last > since else None

"""What a phone's positions are worth: cleaned, split at pauses, measured; and GPX 1.1 in and out. Pure: no Django."""

import datetime
import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from xml.parsers import expat
from xml.sax.saxutils import escape

#: Metres; a position worse than this says nothing about where somebody was.
WORST_ACCURACY = 100
#: Metres a second, about 144 km/h: faster than that is the receiver's error, not the squad.
FASTEST = 40.0
#: Metres within which a phone that lies still seems to wander.
STANDS_WITHIN = 15.0
#: While standing, one position in so many seconds is enough.
STANDING_EVERY = 60
#: A longer silence is a pause of the phone: nothing is said about it.
PAUSE = 300
#: Seconds between two positions for which the place counts as known.
KNOWN_WITHIN = 90
#: A lone position this far out (metres) between two that are this near to each other, within a minute each way.
SPIKE_OUT, SPIKE_BACK, SPIKE_SECONDS = 60.0, 20.0, 60
EARTH = 6_371_008.8

GPX_MOST_BYTES = 5 * 1024 * 1024
GPX_MOST_POINTS = 50_000
GPX = "http://www.topografix.com/GPX/1/1"
#: A file that does not say how good its positions were is taken as an ordinary receiver's.
GPX_ACCURACY = 10.0


@dataclass(frozen=True, slots=True)
class Fix:
    """One position: an aware time, WGS-84 degrees, accuracy in metres."""

    at: datetime.datetime
    latitude: float
    longitude: float
    accuracy: float


Parts = list[list[Fix]]


class GpxError(ValueError):
    """A file that is no usable track. `code`: too_big, not_gpx, entities, too_many, no_points, no_times, bad_point."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def metres(one: Fix, other: Fix) -> float:
    """On the sphere; over a step of a round the ellipsoid would change it by less than half a percent."""
    a, b = math.radians(one.latitude), math.radians(other.latitude)
    half = math.radians(other.longitude - one.longitude) / 2
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(half) ** 2
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(h)))


def _gap(one: Fix, other: Fix) -> float:
    return (other.at - one.at).total_seconds()


def clean(fixes: Iterable[Fix]) -> Parts:
    """In order of time, in whole seconds, without doubles, imprecise ones, drift and the jitter of a phone that stands;
    a new part after each pause. The order in which they come makes no difference."""
    usable = _usable(fixes)
    return [_stand(part) for part in _split(_without_jumps(_without_spikes(usable)))]


def _usable(fixes: Iterable[Fix]) -> list[Fix]:
    best: dict[datetime.datetime, Fix] = {}
    for fix in fixes:
        # NaN fails every one of these comparisons.
        if not (
            0 <= fix.accuracy <= WORST_ACCURACY and -90 <= fix.latitude <= 90 and -180 <= fix.longitude <= 180
        ):
            continue
        fix = replace(fix, at=fix.at.replace(microsecond=0))
        known = best.get(fix.at)
        if known is None or _rank(fix) < _rank(known):
            best[fix.at] = fix
    return [best[at] for at in sorted(best)]


def _rank(fix: Fix) -> tuple[float, float, float]:
    return fix.accuracy, fix.latitude, fix.longitude


def _without_spikes(fixes: list[Fix]) -> list[Fix]:
    """Drops a lone position far from two neighbours that agree, and a first one from which nobody could have come."""
    kept = fixes[:1]
    for index in range(1, len(fixes) - 1):
        before, here, after = kept[-1], fixes[index], fixes[index + 1]
        near_in_time = _gap(before, here) <= SPIKE_SECONDS and _gap(here, after) <= SPIKE_SECONDS
        out = min(metres(before, here), metres(here, after))
        if not (near_in_time and out > SPIKE_OUT and metres(before, after) < SPIKE_BACK):
            kept.append(here)
    if len(fixes) > 1:
        kept.append(fixes[-1])
    if len(kept) > 2 and _too_fast(kept[0], kept[1]) and not _too_fast(kept[1], kept[2]):
        del kept[0]
    return kept


def _too_fast(one: Fix, other: Fix) -> bool:
    return metres(one, other) > FASTEST * _gap(one, other)


def _without_jumps(fixes: list[Fix]) -> list[Fix]:
    kept: list[Fix] = []
    for fix in fixes:
        if not kept or not _too_fast(kept[-1], fix):
            kept.append(fix)
    return kept


def _split(fixes: list[Fix]) -> Parts:
    parts: Parts = []
    for fix in fixes:
        if parts and _gap(parts[-1][-1], fix) <= PAUSE:
            parts[-1].append(fix)
        else:
            parts.append([fix])
    return parts


def _stand(part: list[Fix]) -> list[Fix]:
    """While the phone stands it stays where it first stood: the time goes on, the way does not grow."""
    anchor = part[0]
    kept = [anchor]
    for fix in part[1:]:
        if metres(anchor, fix) > max(fix.accuracy, STANDS_WITHIN):
            anchor = fix
            kept.append(fix)
        elif _gap(kept[-1], fix) >= STANDING_EVERY or fix is part[-1]:
            kept.append(replace(anchor, at=fix.at))
    return kept


def joined(parts: Iterable[Sequence[Fix]]) -> Parts:
    """One phone's stretches put together where no pause lies between: a phone sends its way every few minutes, so the end
    of what it sent is no pause of its own."""
    ways: Parts = []
    for part in sorted(parts, key=lambda part: part[0].at):
        if ways and 0 <= _gap(ways[-1][-1], part[0]) <= PAUSE:
            ways[-1].extend(part)
        else:
            ways.append(list(part))
    return ways


def pauses(ways: Sequence[Sequence[Fix]]) -> list[tuple[Fix, Fix]]:
    """(last position before, first after) of each longer silence of one phone; `ways` in order of time."""
    found = []
    last = ways[0][-1] if ways else None
    for way in ways[1:]:
        assert last is not None  # noqa: S101  # there is a first way
        if _gap(last, way[0]) > PAUSE:
            found.append((last, way[0]))
        last = max(last, way[-1], key=lambda fix: fix.at)
    return found


def metres_walked(parts: Sequence[Sequence[Fix]]) -> int:
    """Along the parts, not across pauses."""
    steps = (metres(a, b) for part in parts for a, b in itertools.pairwise(part))
    return round(sum(steps))


def seconds_known(parts: Sequence[Sequence[Fix]]) -> int:
    """Seconds with a known position: silences of at most 90 s count."""
    gaps = (_gap(a, b) for part in parts for a, b in itertools.pairwise(part))
    return round(sum(gap for gap in gaps if gap <= KNOWN_WITHIN))


def to_gpx(parts: Sequence[Sequence[Fix]], name: str) -> str:
    """GPX 1.1, a segment a part, times in UTC. The accuracy stands as `hdop` at five metres a unit, as is usual."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<gpx version="1.1" creator="prevention" xmlns="{GPX}">',
        f"<trk><name>{escape(name)}</name>",
    ]
    for part in parts:
        lines.append("<trkseg>")
        for fix in part:
            when = fix.at.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            lines.append(
                f'<trkpt lat="{fix.latitude:.6f}" lon="{fix.longitude:.6f}">'
                f"<time>{when}</time><hdop>{fix.accuracy / 5:.1f}</hdop></trkpt>"
            )
        lines.append("</trkseg>")
    return "\n".join([*lines, "</trk>", "</gpx>", ""])


def from_gpx(content: bytes) -> list[Fix]:
    """The track points of a GPX file (1.0 or 1.1), as they stand. Raises GpxError.

    A document type is refused where the parser meets it, in any encoding, so no entity is ever expanded.
    """
    if len(content) > GPX_MOST_BYTES:
        raise GpxError("too_big")
    reader = _GpxReader()
    try:
        reader.parser.Parse(content, True)  # noqa: FBT003  # expat takes no keyword
    except GpxError:
        raise
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise GpxError("not_gpx") from error
    if not reader.fixes:
        raise GpxError("no_points")
    return reader.fixes


class _GpxReader:
    def __init__(self) -> None:
        self.fixes: list[Fix] = []
        self._path: list[str] = []
        self._point: dict[str, str] | None = None
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.EntityDeclHandler = self._refuse

    def _refuse(self, *_declared: object) -> None:
        raise GpxError("entities")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        if not self._path and tag != "gpx":
            raise GpxError("not_gpx")
        self._path.append(tag)
        if tag == "trkpt":
            self._point = {key: attributes.get(key, "") for key in ("lat", "lon")}

    def _text(self, text: str) -> None:
        # Only direct children of the point: extensions may carry a time of their own.
        if self._point is not None and self._path[-2:-1] == ["trkpt"] and self._path[-1] in ("time", "hdop"):
            self._point[self._path[-1]] = self._point.get(self._path[-1], "") + text

    def _end(self, name: str) -> None:
        self._path.pop()
        if name.rpartition(" ")[2] == "trkpt" and self._point is not None:
            self.fixes.append(_fix(self._point))
            self._point = None
            if len(self.fixes) > GPX_MOST_POINTS:
                raise GpxError("too_many")


def _fix(point: dict[str, str]) -> Fix:
    try:
        at = datetime.datetime.fromisoformat(point.get("time", "").strip())
    except ValueError as error:
        raise GpxError("no_times") from error
    if at.tzinfo is None:
        at = at.replace(tzinfo=datetime.UTC)  # GPX times are UTC; some writers leave the letter out
    try:
        latitude, longitude = float(point["lat"]), float(point["lon"])
        accuracy = float(point["hdop"]) * 5 if point.get("hdop", "").strip() else GPX_ACCURACY
    except ValueError as error:
        raise GpxError("bad_point") from error
    if not (abs(latitude) <= 90 and abs(longitude) <= 180 and accuracy >= 0):
        raise GpxError("bad_point")
    return Fix(at, latitude, longitude, accuracy)

"""Tracks of rounds as they arrive: from a phone in stretches, or as a GPX file. Kept for thirty days."""

import datetime
import hashlib
import uuid
from collections.abc import Iterable, Sequence

from django.contrib.gis.geos import LineString
from django.db import transaction
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jurisdiction.models import Officer
from ledger.operations import record, record_look
from patrols import rules, stays, tracks
from patrols.choices import RoundStatus, TrackSource
from patrols.errors import RecordTaken, RoundNotStarted, TrackRefused
from patrols.models import PlacePass, Round, TrackPart
from patrols.operations.presence import reckon_presence
from patrols.operations.rounds import require_on_shift
from patrols.tracks import Fix

TRACK_KEPT = datetime.timedelta(days=30)

GPX_TEXTS: dict[str, str | Promise] = {
    "too_big": gettext_lazy("The file is larger than 5 MB."),
    "too_many": gettext_lazy("The file has more than 50,000 positions."),
    "not_gpx": gettext_lazy("This is not a GPX file."),
    "entities": gettext_lazy("The file carries declarations that a track does not need; it was not opened."),
    "no_points": gettext_lazy("There is no track in the file."),
    "no_times": gettext_lazy("The positions in the file have no times."),
    "bad_point": gettext_lazy("A position in the file cannot be read."),
}


@transaction.atomic
def add_track(
    *,
    record_id: uuid.UUID,
    round_id: int,
    fixes: Iterable[Fix],
    source: TrackSource,
    at: datetime.datetime,
    received_at: datetime.datetime,
    by: Officer,
) -> list[TrackPart]:
    """Keeps a stretch of a round's way, cleaned and split at pauses, and reckons the round's presence.

    Idempotent by record: the first part has its key, the others keys derived from it. Positions from outside the round
    (with its slack) are left out; when nothing is left, nothing is kept. Nor is anything kept of a round whose tracks
    are due to be deleted: its presence stands as it is. `fixes` are `patrols.tracks.Fix`.

    Raises RoundNotStarted, NotOnThisShift, RecordTaken.
    """
    found = Round.objects.select_for_update(of=("self",)).get(pk=round_id)
    require_on_shift(found, by)
    if found.started_at is None or found.status in (RoundStatus.PLANNED, RoundStatus.MISSED):
        raise RoundNotStarted(_("Start the round first."))
    first = TrackPart.objects.filter(pk=record_id).first()
    if first is not None:
        if (first.round_id, first.by_id) != (found.pk, by.pk):
            raise RecordTaken(_("This record's key is taken. Please enter it again."))
        return _parts_of(record_id, found)
    if found.started_at <= received_at - TRACK_KEPT:
        return []
    inside = [
        fix
        for fix in fixes
        if rules.belongs_to_round(fix.at, started_at=found.started_at, finished_at=found.finished_at)
        and fix.at <= received_at + rules.ROUND_SLACK
    ]
    ways = tracks.clean(inside)
    if not ways:
        return []
    made = TrackPart.objects.bulk_create(
        _part(_key(record_id, index), found, way, source=source, received_at=received_at, by=by)
        for index, way in enumerate(ways)
    )
    reckon_presence(found.pk)
    reckon_stays(found.pk)
    record(
        at=at,
        by=by,
        station=found.station_id,
        verb="track.received",
        obj=found,
        detail={"source": str(source), "parts": len(made), "positions": sum(map(len, ways))},
    )
    return made


def reckon_stays(round_id: int) -> int:
    """Sets when the squad left the places it passed, where the tracks show a later moment; whichever of pass and track
    comes last completes it. Again changes nothing. Returns how many."""
    parts = fixes_of(TrackPart.objects.filter(round_id=round_id))
    changed = []
    for passed in PlacePass.objects.filter(round_id=round_id).select_related("place") if parts else ():
        point = passed.place.point
        found = stays.left_at(
            parts, latitude=point.y, longitude=point.x, radius_m=passed.place.radius_m, since=passed.passed_at
        )
        if found is not None and (passed.left_at is None or found > passed.left_at):
            passed.left_at = found
            changed.append(passed)
    PlacePass.objects.bulk_update(changed, ["left_at"])
    return len(changed)


def _key(record_id: uuid.UUID, index: int) -> uuid.UUID:
    return uuid.uuid5(record_id, str(index)) if index else record_id


def _parts_of(record_id: uuid.UUID, found: Round) -> list[TrackPart]:
    """All parts that came with this record, in order of time."""
    stored = {part.pk: part for part in TrackPart.objects.filter(round=found)}
    keys = (_key(record_id, index) for index in range(len(stored)))
    return [stored[key] for key in keys if key in stored]


def _part(
    key: uuid.UUID,
    found: Round,
    way: Sequence[Fix],
    *,
    source: TrackSource,
    received_at: datetime.datetime,
    by: Officer,
) -> TrackPart:
    # A line has two ends: a lone position is its own beginning and end, and counts once.
    way = [*way, *way] if len(way) == 1 else way
    began = way[0].at
    return TrackPart(
        id=key,
        round=found,
        by=by,
        source=source,
        began_at=began,
        ended_at=way[-1].at,
        received_at=received_at,
        line=LineString([(fix.longitude, fix.latitude) for fix in way], srid=4326),
        seconds=[round((fix.at - began).total_seconds()) for fix in way],
        accuracy=[round(fix.accuracy) for fix in way],
    )


def import_gpx(*, round_id: int, content: bytes, at: datetime.datetime, by: Officer) -> list[TrackPart]:
    """Takes a GPX file as the track of a round of one's own shift. The same file again adds nothing.

    Raises TrackRefused (field `file`), and what add_track raises.
    """
    try:
        fixes = tracks.from_gpx(content)
    except tracks.GpxError as error:
        raise TrackRefused(GPX_TEXTS[error.code], field="file") from error
    digest = hashlib.sha256(content).hexdigest()
    made = add_track(
        record_id=uuid.uuid5(uuid.NAMESPACE_OID, f"{round_id}:{by.pk}:{digest}"),
        round_id=round_id,
        fixes=fixes,
        source=TrackSource.GPX,
        at=at,
        received_at=at,
        by=by,
    )
    if not made:
        raise TrackRefused(_("Nothing in this file belongs to this round's time."), field="file")
    return made


def fixes_of(parts: Iterable[TrackPart]) -> tracks.Parts:
    """What is stored, as positions: for drawing and for GPX."""
    return [
        [
            Fix(part.began_at + datetime.timedelta(seconds=seconds), y, x, accuracy)
            for (x, y), seconds, accuracy in zip(part.line.coords, part.seconds, part.accuracy, strict=True)
        ]
        for part in parts
    ]


@transaction.atomic
def reveal_track(*, found: Round, reason: str, at: datetime.datetime, by: Officer) -> list[TrackPart]:
    """A round's parts for somebody else's eyes, in order of time; handed out only after the look at each person's way is
    in the ledger. Where nobody noted a way, the look is the round's: that too is an answer."""
    parts = list(found.track.select_related("by").order_by("began_at", "pk"))
    seen: list[Model] = [*{part.by_id: part.by for part in parts}.values()]
    for whose in seen or [found]:
        record_look(
            at=at,
            by=by,
            station=found.station_id,
            obj=whose,
            fields=["way", "times"],
            reason=reason,
            verb="track.seen",
            detail={"round": found.pk},
        )
    return parts


def drop_old_tracks(*, at: datetime.datetime) -> int:
    """By the round, so that presence is never reckoned from half a track. Returns how many parts went."""
    gone, _rows = TrackPart.objects.filter(round__started_at__lte=at - TRACK_KEPT).delete()
    return gone

"""A squad's way on a round, at the desk: for the command room, the chief and who leads that squad, once they said why."""

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from jurisdiction.choices import Role
from jurisdiction.pages import officer
from jurisdiction.scoped import remit_of
from jurisdiction.templatetags.local_time import clock
from patrols import tracks
from patrols.access import TRACKS_OF_ALL
from patrols.choices import TrackSource
from patrols.forms.field import ReasonForm
from patrols.models import Round, TrackPart
from patrols.operations.tracks import fixes_of, reveal_track

#: Styles of lines in desk.css; whoever comes after the last one begins again.
STYLES = 6


def _rounds(request: HttpRequest) -> Any:
    """Rounds whose way the reader may be shown; all others do not exist here."""
    found = Round.objects.within(remit_of(request))
    roles: frozenset[Role] = request.standing.roles  # type: ignore[attr-defined]  # set by the remit middleware
    if roles & TRACKS_OF_ALL:
        return found
    if Role.SQUAD_LEADER in roles:
        return found.led_by(officer(request).pk, on=timezone.localdate())
    return found.none()


def may_see_track(request: HttpRequest, found: Round) -> bool:
    return bool(_rounds(request).filter(pk=found.pk).exists())


@never_cache
def round_track(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks for the reason; the answer to it is the track. Each answer is a look of its own."""
    found = get_object_or_404(_rounds(request).select_related("squad"), pk=pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"round": found, "form": form}
    if not form.is_valid():
        return render(request, "patrols/round_track.html", context, status=422 if form.is_bound else 200)
    reason = form.cleaned_data["reason"]
    parts = reveal_track(found=found, reason=reason, at=timezone.now(), by=officer(request))
    context.update(reason=reason, walkers=list(_walkers(parts)))
    context["points"] = {
        "type": "FeatureCollection",
        "features": [feature for walker in context["walkers"] for feature in _features(walker)],
    }
    return render(request, "patrols/round_track.html", context)


def _walkers(parts: list[TrackPart]) -> Iterator[dict[str, Any]]:
    """Each officer with the own style of line, and the ways of the phone and of a file apart."""
    by_officer = itertools.groupby(
        sorted(parts, key=lambda part: (part.by.name, part.by_id)), key=lambda part: part.by
    )
    for number, (by, own) in enumerate(by_officer):
        carried = list(own)
        rows: list[dict[str, Any]] = []
        for source in TrackSource:
            ways = tracks.joined(fixes_of(part for part in carried if part.source == source))
            rows += [_row(way[0], way[-1], way=way, source=str(source.label)) for way in ways]
            rows += [_row(before, after) for before, after in tracks.pauses(ways)]
        yield {
            "name": by.name,
            "style": number % STYLES + 1,
            "rows": sorted(rows, key=lambda row: row["began"].at),
            "metres": tracks.metres_walked([row["way"] for row in rows]),
        }


def _row(
    began: tracks.Fix, ended: tracks.Fix, *, way: Sequence[tracks.Fix] = (), source: str = ""
) -> dict[str, Any]:
    """A part, or without a way the pause between two. A lone position is stored as both ends of its line."""
    times = {fix.at for fix in way}
    return {"began": began, "ended": ended, "way": way, "source": source, "positions": len(times)}


def _features(walker: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """GeoJSON: a line for each part, and a sign with its times where a pause begins."""
    for row in walker["rows"]:
        text = f"{clock(row['began'].at)}–{clock(row['ended'].at)}"
        line = [[fix.longitude, fix.latitude] for fix in row["way"]]
        if line:
            yield _feature("LineString", line, title=walker["name"], text=text, style=walker["style"])
        else:
            spot = [row["began"].longitude, row["began"].latitude]
            yield _feature("Point", spot, title=walker["name"], text=text, tone="info", label=text)


def _feature(kind: str, coordinates: list[Any], **properties: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": kind, "coordinates": coordinates},
        "properties": properties,
    }

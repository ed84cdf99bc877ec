"""An officer's own way on a round: drawn, as GPX, and taken from a GPX file. Nobody else's."""

import math
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from jurisdiction.errors import DomainError
from jurisdiction.pages import add_domain_error, officer
from patrols import tracks
from patrols.models import Round
from patrols.operations.tracks import fixes_of, import_gpx
from patrols.views.field import my_rounds

SIDE = 1000
MARGIN = 40


class GpxForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("GPX file"),
        widget=forms.ClearableFileInput(attrs={"accept": ".gpx,application/gpx+xml"}),
        help_text=gettext_lazy("Of this round, with times; at most 5 MB."),
    )


def _own_parts(request: HttpRequest, found: Round) -> tracks.Parts:
    return tracks.joined(fixes_of(found.track.filter(by=officer(request))))


def _lines(parts: tracks.Parts) -> list[str]:
    """Points of a polyline for each part, fitted into a square of SIDE."""
    fixes = [fix for part in parts for fix in part]
    if not fixes:
        return []
    west, north = min(fix.longitude for fix in fixes), max(fix.latitude for fix in fixes)
    squeeze = math.cos(math.radians(north))
    width = (max(fix.longitude for fix in fixes) - west) * squeeze
    height = north - min(fix.latitude for fix in fixes)
    scale = (SIDE - 2 * MARGIN) / max(width, height, 1e-6)
    return [
        " ".join(
            f"{MARGIN + (fix.longitude - west) * squeeze * scale:.0f},{MARGIN + (north - fix.latitude) * scale:.0f}"
            for fix in part
        )
        for part in parts
    ]


@never_cache
def my_track(request: HttpRequest, pk: int) -> HttpResponse:
    """The way on a round of one's own shift; a file of a hand-held receiver can be added."""
    found = get_object_or_404(my_rounds(request), pk=pk)
    form = GpxForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            import_gpx(
                round_id=pk, content=form.cleaned_data["file"].read(), at=timezone.now(), by=officer(request)
            )
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("Stored."))
            return redirect("patrols:my_track", pk)
    parts = _own_parts(request, found)
    context: dict[str, Any] = {
        "round": found,
        "lines": _lines(parts),
        "metres": tracks.metres_walked(parts),
        "minutes": tracks.seconds_known(parts) // 60,
        "pauses": [(one.at, other.at) for one, other in tracks.pauses(parts)],
        "form": form,
    }
    return render(request, "patrols/my_track.html", context, status=422 if form.errors else 200)


@never_cache
def my_gpx(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(my_rounds(request), pk=pk)
    body = tracks.to_gpx(_own_parts(request, found), str(found))
    name = f"round-{found.duty_date}-{found.number}.gpx"
    return HttpResponse(
        body,
        content_type="application/gpx+xml",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )

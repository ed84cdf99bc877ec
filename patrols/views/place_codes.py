"""Plates of places: which are good, which end soon; printing them; ending the codes of a stolen one."""

import datetime
from typing import Any

import segno
from django.contrib import messages
from django.db.models import Max, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from jurisdiction.models import Place
from jurisdiction.pages import officer
from jurisdiction.scoped import remit_of
from patrols.models import PlaceCode
from patrols.operations import place_codes

ENDS_SOON = datetime.timedelta(days=14)
#: More plates than this are printed in two goes.
SHEET_MOST = 200
#: Opened by the phone's shell, also without a signal.
PHONE_PATH = "/patrol/p/"


def _places(request: HttpRequest) -> Any:
    return (
        Place.objects.within(remit_of(request))
        .filter(active=True)
        .annotate(valid_until=Max("codes__valid_until"))
        .select_related("station", "village")
        .order_by("station", "village", "name")
    )


def _state(valid_until: datetime.datetime | None, now: datetime.datetime) -> str:
    if valid_until is None:
        return "never"
    if valid_until <= now:
        return "ended"
    return "soon" if valid_until <= now + ENDS_SOON else "good"


def place_code_list(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    places = list(_places(request))
    for place in places:
        place.code_state = _state(place.valid_until, now)
    needed = sum(place.code_state != "good" for place in places)
    return render(request, "patrols/place_codes.html", {"places": places, "needed": needed})


@require_POST
def place_code_print(request: HttpRequest) -> HttpResponse:
    wanted = {int(key) for key in request.POST.getlist("place") if key.isdecimal() and len(key) < 12}
    places = list(_places(request).filter(pk__in=wanted)[:SHEET_MOST])
    if not places:
        messages.error(request, _("Select at least one place."))
        return redirect("patrols:place_code_list")
    fresh = place_codes.print_codes(places=places, at=timezone.now(), by=officer(request))
    keys = "&".join(f"code={code.pk}" for code in fresh)
    return redirect(f"{reverse('patrols:place_code_sheet')}?{keys}")


@require_POST
def place_code_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    place = get_object_or_404(Place.objects.within(remit_of(request)), pk=pk)
    ended = place_codes.revoke_codes(place=place, at=timezone.now(), by=officer(request))
    text = ngettext("%(count)d code ended.", "%(count)d codes ended.", ended) % {"count": ended}
    messages.success(request, f"{place.name}: {text}")
    return redirect("patrols:place_code_list")


@never_cache
def place_code_sheet(request: HttpRequest) -> HttpResponse:
    """The plates to print; codes that ended are not printed again."""
    wanted = {int(key) for key in request.GET.getlist("code") if key.isdecimal() and len(key) < 19}
    found = PlaceCode.objects.within(remit_of(request)).filter(
        Q(valid_until__gt=timezone.now()), pk__in=wanted
    )
    codes = list(
        found.select_related("place__station", "place__village").order_by("place__name")[:SHEET_MOST]
    )
    if wanted and not codes:
        raise Http404
    plates = [(code, text, _qr(request, text)) for code in codes for text in [place_codes.text_of(code)]]
    return render(request, "patrols/place_code_sheet.html", {"plates": plates})


def _qr(request: HttpRequest, text: str) -> SafeString:
    """SVG without size, style or colour of its own: the style sheet decides."""
    code = segno.make_qr(request.build_absolute_uri(f"{PHONE_PATH}{text}/"), error="m", boost_error=False)
    return mark_safe(code.svg_inline(omitsize=True, border=3))  # noqa: S308  # segno's own drawing

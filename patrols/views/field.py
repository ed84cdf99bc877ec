"""The officer's phone without the app: the round, my nights. The night itself is in `tonight`."""

import datetime
import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.generic import ListView

from jurisdiction.models import Place
from jurisdiction.pages import officer
from jurisdiction.querysets import PlaceQuerySet
from patrols.choices import PassProof
from patrols.forms.field import PassByHandForm, ReasonForm, SecureCheckForm
from patrols.models import Round, Shift, UnsecuredVehicle, VehicleCheck
from patrols.operations import checks, draws, passes, rounds

DEVICE_CLOCK_TRUSTED = datetime.timedelta(hours=12)


def tapped_at(request: HttpRequest, now: datetime.datetime) -> datetime.datetime:
    """When the phone says the tap was; the server's time when it says nothing or nonsense."""
    try:
        said = parse_datetime(request.POST.get("at", ""))
    except ValueError:
        said = None
    if said is None or timezone.is_naive(said) or not now - DEVICE_CLOCK_TRUSTED <= said <= now:
        return now
    return said


def my_rounds(request: HttpRequest) -> Any:
    """Rounds of shifts in which the officer stands: nobody opens another squad's round on the phone."""
    return Round.objects.filter(shift__members__officer=officer(request)).select_related(
        "shift", "squad", "station"
    )


def places_of(shift: Shift) -> PlaceQuerySet:
    places: PlaceQuerySet = Place.objects.filter(shift_stops__shift=shift).order_by("shift_stops__position")
    return places


def as_drawn(found: Round | None, places: Iterable[Place]) -> list[tuple[Place, int | None]]:
    """(place, minutes to stay where it is hot), in the round's drawn order; as the roster has them before the draw."""
    if found is None:
        return [(place, None) for place in places]
    rank = draws.rank_of(found)
    turns = sorted(places, key=lambda place: rank.get(place.pk, len(rank)))
    return [(place, draws.stay_of(found, place.pk)) for place in turns]


def last_place(found: Round) -> int | None:
    """Where the round's last car was tried: most likely where the squad still stands."""
    key: int | None = found.checks.order_by("-checked_at").values_list("place_id", flat=True).first()
    return key


def round_page(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(my_rounds(request), pk=pk)
    return render(request, "patrols/round.html", _round_context(found))


def _round_context(found: Round) -> dict[str, Any]:
    passed = {passing.place_id: passing for passing in found.passes.all()}
    live = found.checks.filter(withdrawn_at__isnull=True)
    return {
        "round": found,
        "places": [
            (place, passed.get(place.pk), stay) for place, stay in as_drawn(found, places_of(found.shift))
        ],
        "hand_form": PassByHandForm(),
        "tried": live.count(),
        "vehicles": UnsecuredVehicle.objects.live()
        .filter(vehicle_check__round=found)
        .select_related("vehicle_check__place"),
        "fresh_key": uuid.uuid4(),
        "here": last_place(found),
        "abort_form": ReasonForm(),
    }


@require_POST
def round_start(request: HttpRequest, pk: int) -> HttpResponse:
    get_object_or_404(my_rounds(request), pk=pk)
    rounds.start_round(round_id=pk, at=timezone.now(), by=officer(request))
    return redirect("patrols:round_page", pk)


@require_POST
def round_finish(request: HttpRequest, pk: int) -> HttpResponse:
    get_object_or_404(my_rounds(request), pk=pk)
    found = rounds.finish_round(round_id=pk, at=timezone.now(), by=officer(request))
    messages.success(request, _("Round %(number)d is finished and stored.") % {"number": found.number})
    return redirect("patrols:tonight")


@require_POST
def round_abort(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(my_rounds(request), pk=pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return render(
            request, "patrols/round.html", {**_round_context(found), "abort_form": form}, status=422
        )
    rounds.abort_round(
        round_id=pk, reason=form.cleaned_data["reason"], at=timezone.now(), by=officer(request)
    )
    return redirect("patrols:tonight")


@require_POST
def secure_check(request: HttpRequest, pk: int) -> HttpResponse:
    """One tap, one car. From htmx the counter comes back with an undo; without it the page."""
    found = get_object_or_404(my_rounds(request), pk=pk)
    form = SecureCheckForm(request.POST, places=places_of(found.shift))
    now = timezone.now()
    if not form.is_valid():
        messages.error(request, _("That tap could not be read. Please tap again."))
        return redirect("patrols:round_page", pk)
    check = checks.record_vehicle_check(
        record_id=form.cleaned_data["record_id"],
        round_id=pk,
        place=form.cleaned_data["place"],
        at=tapped_at(request, now),
        received_at=now,
        by=officer(request),
    )
    return _counter(request, found, undo=check)


@require_POST
def check_withdraw(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    check = get_object_or_404(VehicleCheck.objects.filter(by=officer(request)).select_related("round"), pk=pk)
    checks.withdraw_check(record_id=pk, at=timezone.now(), by=officer(request))
    return _counter(request, check.round)


def _counter(request: HttpRequest, found: Round, undo: VehicleCheck | None = None) -> HttpResponse:
    if not request.headers.get("HX-Request"):
        return redirect("patrols:round_page", found.pk)
    tried = found.checks.filter(withdrawn_at__isnull=True).count()
    return render(request, "patrols/round.html#tally", {"round": found, "tried": tried, "undo": undo})


@require_POST
def place_pass(request: HttpRequest, pk: int, place: int) -> HttpResponse:
    found = get_object_or_404(my_rounds(request), pk=pk)
    now = timezone.now()
    form = PassByHandForm(request.POST)
    form.is_valid()  # without a reason the operation itself says what is missing
    passes.pass_place(
        record_id=uuid.uuid4(),
        round_id=pk,
        place=get_object_or_404(places_of(found.shift), pk=place),
        at=now,
        received_at=now,
        by=officer(request),
        proof=PassProof.HAND,
        reason=form.cleaned_data.get("reason", ""),
    )
    if request.headers.get("HX-Request"):
        return render(request, "patrols/round.html#places", _round_context(found))
    return redirect("patrols:round_page", pk)


class MyNightsView(ListView[Shift]):
    """Nights I stood in, the latest first."""

    template_name = "patrols/my_nights.html"
    paginate_by = 20

    def get_queryset(self) -> Any:
        return (
            Shift.objects.with_member(officer(self.request).pk)
            .filter(starts_at__lte=timezone.now())
            .select_related("squad", "station")
            .prefetch_related(Prefetch("rounds", Round.objects.with_counts().order_by("planned_at")))
            .order_by("-starts_at")
        )


def my_night(request: HttpRequest, pk: int) -> HttpResponse:
    mine = Shift.objects.with_member(officer(request).pk).select_related("squad")
    shift = get_object_or_404(mine, pk=pk)
    found = shift.rounds.with_counts().order_by("planned_at")
    vehicles = (
        UnsecuredVehicle.objects.live()
        .filter(vehicle_check__round__shift=shift)
        .select_related("vehicle_check__place")
    )
    return render(request, "patrols/my_night.html", {"shift": shift, "rounds": found, "vehicles": vehicles})

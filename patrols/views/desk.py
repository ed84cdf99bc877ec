"""Lists behind the figures: rounds, unsecured vehicles, repeat vehicles, alerts."""

import datetime
import uuid
from typing import Any

from django.contrib import messages
from django.contrib.postgres.aggregates import StringAgg
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Max, Min, Q, Value
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from jurisdiction.access import COMMAND
from jurisdiction.masks import mask_plate
from jurisdiction.pages import officer
from jurisdiction.scoped import FilteredListView, remit_of
from ledger.operations import record_look
from patrols import rules
from patrols.choices import SECURED_OUTCOMES, AlertStep, OpenPart
from patrols.filters import RoundFilter, VehicleFilter
from patrols.forms.field import ReasonForm
from patrols.models import OwnerVisit, Round, RoundAlert, UnsecuredVehicle
from patrols.operations import rounds
from patrols.views.round_track import may_see_track


class RoundListView(FilteredListView):
    model = Round
    filterset_class = RoundFilter
    template_name = "patrols/round_list.html"

    def get_queryset(self) -> Any:
        now = timezone.now()
        found = super().get_queryset().filter(planned_at__lte=now + datetime.timedelta(hours=12))
        return (
            found.with_counts().select_related("squad", "station", "shift").order_by("-planned_at", "squad")
        )


def round_detail(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(
        Round.objects.within(remit_of(request)).with_counts().select_related("squad", "shift"), pk=pk
    )
    return render(request, "patrols/round_detail.html", _round_context(request, found, ReasonForm()))


def _round_context(request: HttpRequest, found: Any, form: ReasonForm) -> dict[str, Any]:
    passes = list(found.passes.select_related("place", "by"))
    for passing in passes:
        passing.stayed = passing.left_at - passing.passed_at if passing.left_at else None
    return {
        "round": found,
        "passes": passes,
        "stops": found.shift.stops.select_related("place"),
        "passed": {passing.place_id for passing in passes},
        "vehicles": UnsecuredVehicle.objects.live()
        .filter(vehicle_check__round=found)
        .select_related("vehicle_check__place"),
        "by_place": found.checks.live().values("place__name").annotate(tried=Count("pk")).order_by("-tried"),
        "alerts": found.alerts.select_related("acknowledged_by").order_by("due_at"),
        "members": found.shift.members.select_related("officer", "volunteer"),
        "may_see_track": found.started_at is not None and may_see_track(request, found),
        "form": form,
    }


@require_POST
def round_excuse(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(
        Round.objects.within(remit_of(request)).with_counts().select_related("squad", "shift"), pk=pk
    )
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return render(request, "patrols/round_detail.html", _round_context(request, found, form), status=422)
    rounds.excuse_round(
        round_id=pk, reason=form.cleaned_data["reason"], at=timezone.now(), by=officer(request)
    )
    messages.success(request, _("The round is excused."))
    return redirect("patrols:round_detail", pk)


@require_POST
def alert_acknowledge(request: HttpRequest, pk: int) -> HttpResponse:
    """The chief's step of the ladder is the chief's, or the command room's; the others are everybody's on duty."""
    alert = get_object_or_404(RoundAlert.objects.within(remit_of(request)), pk=pk)
    if alert.step == AlertStep.CHIEF and not COMMAND & request.standing.roles:  # type: ignore[attr-defined]
        raise PermissionDenied
    rounds.acknowledge_alert(alert_id=alert.pk, at=timezone.now(), by=officer(request))
    messages.success(request, _("Noted."))
    following = request.POST.get("next", "")
    inside = url_has_allowed_host_and_scheme(
        following, {request.get_host()}, require_https=request.is_secure()
    )
    return redirect(following if inside else "home")


class VehicleListView(FilteredListView):
    model = UnsecuredVehicle
    filterset_class = VehicleFilter
    template_name = "patrols/vehicle_list.html"

    def get_queryset(self) -> Any:
        found = (
            super()
            .get_queryset()
            .live()
            .select_related("vehicle_check__place", "village", "vehicle_check__round__squad")
        )
        return found.order_by("-found_at")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        for vehicle in context["object_list"]:
            vehicle.masked = mask_plate(vehicle.plate)
        return context


@never_cache
def vehicle_detail(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One finding whole; the look is written down before it is shown."""
    vehicle = get_object_or_404(
        UnsecuredVehicle.objects.live()
        .within(remit_of(request))
        .select_related(
            "vehicle_check__place", "vehicle_check__round__squad", "vehicle_check__by", "village", "closed_by"
        ),
        pk=pk,
    )
    record_look(
        at=timezone.now(),
        by=officer(request),
        station=vehicle.station_id,
        obj=vehicle,
        fields=["plate", "calls"],
    )
    context = {
        "vehicle": vehicle,
        "parts": [OpenPart(part).label for part in vehicle.open_parts],
        "attempts": vehicle.attempts.select_related("contact", "by"),
        "visits": _visits(request, [vehicle.plate_hash]),
    }
    return render(request, "patrols/vehicle_detail.html", context)


def _visits(request: HttpRequest, digests: list[str]) -> list[OwnerVisit]:
    """Visits to the owners of these plates, the latest suggestion first."""
    known = [digest for digest in digests if digest]
    if not known:
        return []
    found = OwnerVisit.objects.within(remit_of(request)).filter(plate_hash__in=known)
    return list(found.select_related("visited_by").order_by("-suggested_at"))


def _repeats(request: HttpRequest) -> Any:
    """Plates found open more than once in the last twelve months, by keyed hash."""
    since = timezone.now() - rules.PLATE_HASH_KEPT
    return (
        UnsecuredVehicle.objects.live()
        .within(remit_of(request))
        .filter(found_at__gt=since)
        .exclude(plate_hash="")
        .values("plate_hash")
        .annotate(
            times=Count("pk"),
            first_at=Min("found_at"),
            last_at=Max("found_at"),
            plate=Max("plate"),
            village_name=StringAgg("village__name", "、", distinct=True, default=Value("")),
            reached=Count("pk", filter=Q(reached_at__isnull=False)),
            secured=Count("pk", filter=Q(outcome__in=SECURED_OUTCOMES)),
            talks=Count("pk", filter=Q(talk_given=True)),
        )
        .filter(times__gte=2)
        .order_by("-times", "-last_at")
    )


def repeat_list(request: HttpRequest) -> HttpResponse:
    rows = list(_repeats(request)[:200])
    latest = {
        visit.plate_hash: visit for visit in reversed(_visits(request, [row["plate_hash"] for row in rows]))
    }
    for row in rows:
        row["masked"] = mask_plate(row["plate"])
        row["visit"] = latest.get(row["plate_hash"])
    return render(request, "patrols/repeat_list.html", {"rows": rows, "from_times": rules.HOME_VISIT_FROM})


@never_cache
def repeat_detail(request: HttpRequest, digest: str) -> HttpResponse:
    """Every finding of one plate."""
    found = list(
        UnsecuredVehicle.objects.live()
        .within(remit_of(request))
        .filter(plate_hash=digest)
        .select_related("vehicle_check__place", "village")
        .annotate(calls=Count("attempts"))
        .order_by("-found_at")
    )
    if not found:
        raise Http404
    record_look(
        at=timezone.now(), by=officer(request), station=found[0].station_id, obj=found[0], fields=["history"]
    )
    plate = next((vehicle.plate for vehicle in found if vehicle.plate), "")
    context = {
        "vehicles": found,
        "plate": plate,
        "reached": sum(vehicle.reached_at is not None for vehicle in found),
        "visits": _visits(request, [digest]),
        "suggested": rules.suggests_home_visit(len(found)),
    }
    return render(request, "patrols/repeat_detail.html", context)

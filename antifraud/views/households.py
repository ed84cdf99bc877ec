"""Households: the list, the grid of a village, the map, one household with its visits."""

import uuid
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from antifraud import coverage
from antifraud.choices import DoorState
from antifraud.filters.doors import HouseholdFilter
from antifraud.forms.doors import CountForm, HouseholdForm, LeftForm, RevealForm
from antifraud.models import AppHelp, DoorVisit, Household, PlannedDoor
from antifraud.operations import counts, households
from antifraud.views.doors import household_of, run_form
from jurisdiction.errors import DomainError
from jurisdiction.models import Village
from jurisdiction.pages import add_domain_error, officer
from jurisdiction.scoped import FilteredListView, remit_of

TONES = {
    DoorState.VISITED: "good",
    DoorState.EARLIER: "info",
    DoorState.NOT_HOME: "warn",
    DoorState.REFUSED: "bad",
    DoorState.HELP: "warn",
}
ON_MAP = 3000


class HouseholdListView(FilteredListView):
    """Doors in their order; the filter is the address. Names stand masked."""

    model = Household
    filterset_class = HouseholdFilter
    template_name = "antifraud/household_list.html"

    def get_queryset(self) -> Any:
        found = super().get_queryset().with_state(timezone.localdate()).select_related("village")
        return found.defer("village__boundary").in_order()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(tones=TONES, **kwargs)


def grid(request: HttpRequest, pk: int) -> HttpResponse:
    """A village at one glance: every door by group, with its state."""
    village = get_object_or_404(Village.objects.within(remit_of(request)), pk=pk)
    today = timezone.localdate()
    within = Household.objects.within(remit_of(request)).filter(village=village)
    doors = within.in_use().with_state(today).in_order()
    context = {
        "village": village,
        "groups": [(number, list(rows)) for number, rows in groupby(doors, key=lambda door: door.group_no)],
        "covered": coverage.by_village(within, [village], today)[0],
        "states": [(DoorState(state), many) for state, many in coverage.states(within, today).items()],
        "tones": TONES,
    }
    return render(request, "antifraud/household_grid.html", context)


def household_map(request: HttpRequest) -> HttpResponse:
    filterset = HouseholdFilter(request.GET or None, queryset=_on_map(request), request=request)
    context = {"filter": filterset, "query": request.GET.urlencode()}
    return render(request, "antifraud/household_map.html", context)


def _on_map(request: HttpRequest) -> Any:
    return (
        Household.objects.within(remit_of(request))
        .filter(point__isnull=False)
        .with_state(timezone.localdate())
    )


def map_data(request: HttpRequest) -> JsonResponse:
    """GeoJSON of the doors that the filter leaves, those that moved away left out; at most 3,000."""
    shown = HouseholdFilter(request.GET or None, queryset=_on_map(request), request=request).qs.in_use()
    features = [_feature(door) for door in shown.select_related("village").order_by("pk")[:ON_MAP]]
    return JsonResponse({"type": "FeatureCollection", "features": features})


def _feature(door: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [door.point.x, door.point.y]},
        "properties": {
            "title": f"{door.village.name} {door}",
            "text": f"{DoorState(door.state).label} · {door.registered}/{door.adults}",
            "url": door.get_absolute_url(),
            "tone": TONES.get(DoorState(door.state), "plain"),
            "size": 5,
        },
    }


def household_detail(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _page(request, household_of(request, pk))


def _page(request: HttpRequest, household: Household, **more: Any) -> HttpResponse:
    remit = remit_of(request)
    context = {
        "household": household,
        "tones": TONES,
        "visits": DoorVisit.objects.within(remit)
        .filter(household=household)
        .select_related("by", "count")[:50],
        "helps": AppHelp.objects.within(remit).open().filter(household=household).select_related("helper"),
        "planned": PlannedDoor.objects.within(remit)
        .filter(household=household, done_at__isnull=True, plan__ended_at__isnull=True)
        .first(),
        "reveal_form": RevealForm(),
        **more,
    }
    status = 422 if context["reveal_form"].errors else 200
    return render(request, "antifraud/household_detail.html", context, status=status)


@require_POST
@never_cache
def household_reveal(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Name and telephone in plain, with a reason; the look is in the ledger before they are shown."""
    household = household_of(request, pk)
    form = RevealForm(request.POST)
    if form.is_valid():
        try:
            plain = households.reveal_household(
                household=household,
                reason=form.cleaned_data["reason"],
                at=timezone.now(),
                by=officer(request),
            )
        except DomainError as error:
            add_domain_error(form, error)
        else:
            return _page(request, household, plain=plain)
    return _page(request, household, reveal_form=form)


def household_create(request: HttpRequest) -> HttpResponse:
    initial = {"village": request.GET.get("village") or None, "group_no": request.GET.get("group_no") or 0}
    form = HouseholdForm(request.POST or None, remit=remit_of(request), initial=initial)
    return run_form(
        request,
        form,
        lambda **who: households.add_household(
            record_id=form.cleaned_data["record_id"],
            village=form.cleaned_data["village"],
            given=form.given,
            **who,
        ),
        to=lambda household: household.get_absolute_url(),
        title=_("New household"),
        crumb=(reverse("antifraud:household_list"), _("Households")),
    )


def household_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    household = household_of(request, pk)
    form = HouseholdForm(request.POST or None, remit=remit_of(request), household=household)
    return _household_form(
        request,
        household,
        form,
        lambda **who: households.change_household(household_id=pk, given=form.given, **who),
        _("Change the household"),
    )


def household_left(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    household = household_of(request, pk)
    form = LeftForm(request.POST or None, initial={"on": timezone.localdate()})
    return _household_form(
        request,
        household,
        form,
        lambda **who: households.move_away(household_id=pk, on=form.cleaned_data["on"], **who),
        _("They moved away"),
        note=_(
            "The door becomes free for who lives there next; the visits stay. Name and telephone go after the time limit."
        ),
    )


def household_count(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A count without a visit, as by telephone or in the village office."""
    household = household_of(request, pk)
    form = CountForm(request.POST or None, household=household)
    return _household_form(
        request,
        household,
        form,
        lambda **who: counts.count_app(household_id=pk, said=form.counted, **who),
        _("Count the app"),
        note=_("As the people say: nobody's telephone is looked at."),
    )


def _household_form(
    request: HttpRequest, household: Household, form: Any, operation: Any, title: str, note: str = ""
) -> HttpResponse:
    return run_form(
        request,
        form,
        operation,
        to=lambda done: reverse("antifraud:household_detail", args=[household.pk]),
        title=title,
        note=note,
        crumb=(household.get_absolute_url(), f"{household.village.name} {household}"),
    )

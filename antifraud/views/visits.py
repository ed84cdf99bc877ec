"""Visits at the door: one logged at the desk or on a telephone's browser, the list, the slip, plans, help wanted."""

import uuid
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from antifraud.choices import HelpResult
from antifraud.filters.doors import DoorVisitFilter, HelpFilter
from antifraud.forms.doors import ArrangeForm, CloseHelpForm, PlanForm, VisitForm
from antifraud.models import AppHelp, DoorVisit, PlannedDoor, VisitPlan
from antifraud.operations import counts, plans, visits
from antifraud.views.doors import helpers, household_of, run_form
from jurisdiction.pages import officer
from jurisdiction.scoped import FilteredListView, remit_of


class VisitListView(FilteredListView):
    model = DoorVisit
    filterset_class = DoorVisitFilter
    template_name = "antifraud/visit_list.html"

    def get_queryset(self) -> Any:
        found = super().get_queryset().select_related("household", "village", "by")
        return found.defer("village__boundary").order_by("-at")


def visit_create(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    household = household_of(request, pk)
    form = VisitForm(request.POST or None, household=household)
    now = timezone.now()
    note = ""
    if visits.too_soon(household, now) is not None and household.last_visit_at is not None:
        day = timezone.localdate(household.last_visit_at).isoformat()
        note = _("They were talked to on %(day)s already: say why again so soon.") % {"day": day}
    return run_form(
        request,
        form,
        lambda **who: visits.record_visit(
            record_id=form.cleaned_data["record_id"],
            household=household,
            said=form.said,
            received_at=who["at"],
            **who,
        ),
        to=lambda visit: reverse("antifraud:household_detail", args=[pk]),
        title=_("Log a visit"),
        note=note,
        crumb=(household.get_absolute_url(), f"{household.village.name} {household}"),
    )


def slip(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The slip that is left where nobody was met: printed or copied by hand, without a name."""
    return render(request, "antifraud/slip.html", {"household": household_of(request, pk)})


# ---- plans


def plan_list(request: HttpRequest) -> HttpResponse:
    done = Count("doors", filter=Q(doors__done_at__isnull=False))
    late = Count("doors", filter=Q(doors__done_at__isnull=True, doors__due_on__lt=timezone.localdate()))
    found = VisitPlan.objects.within(remit_of(request)).select_related("village", "officer", "created_by")
    plans_shown = found.annotate(many=Count("doors"), done=done, late=late).order_by("-created_at")[:100]
    return render(request, "antifraud/plan_list.html", {"plans": plans_shown})


def plan_create(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    initial = {"starts_on": today, "village": request.GET.get("village") or None}
    form = PlanForm(request.POST or None, remit=remit_of(request), officers=helpers(request), initial=initial)
    return run_form(
        request,
        form,
        lambda **who: plans.plan_visits(**form.cleaned_data, **who),
        to=lambda plan: reverse("antifraud:plan_detail", args=[plan.pk]),
        title=_("New plan of home visits"),
        note=_(
            "Households that were not talked to this quarter are spread over the evenings, neighbours together."
        ),
        crumb=(reverse("antifraud:plan_list"), _("Plans of home visits")),
    )


def plan_detail(request: HttpRequest, pk: int) -> HttpResponse:
    found = VisitPlan.objects.within(remit_of(request)).select_related("village", "officer", "created_by")
    plan = get_object_or_404(found, pk=pk)
    doors = PlannedDoor.objects.within(remit_of(request)).filter(plan=plan).select_related("household")
    days = (
        doors.order_by("due_on")
        .values("due_on")
        .annotate(many=Count("pk"), done=Count("pk", filter=Q(done_at__isnull=False)))
    )
    context = {
        "plan": plan,
        "days": days,
        "left": doors.filter(done_at__isnull=True)[:100],
        "today": timezone.localdate(),
    }
    return render(request, "antifraud/plan_detail.html", context)


@require_POST
def plan_end(request: HttpRequest, pk: int) -> HttpResponse:
    plan = get_object_or_404(VisitPlan.objects.within(remit_of(request)), pk=pk)
    plans.end_plan(plan_id=plan.pk, at=timezone.now(), by=officer(request))
    return redirect("antifraud:plan_list")


# ---- help wanted


class HelpListView(FilteredListView):
    model = AppHelp
    filterset_class = HelpFilter
    template_name = "antifraud/help_list.html"

    def get_queryset(self) -> Any:
        found = (
            super().get_queryset().select_related("household", "village", "helper", "asked_of", "closed_by")
        )
        return found.order_by("asked_at")


def _help(request: HttpRequest, pk: int) -> AppHelp:
    found = AppHelp.objects.within(remit_of(request)).select_related("household", "village")
    return get_object_or_404(found, pk=pk)


def help_arrange(request: HttpRequest, pk: int) -> HttpResponse:
    wanted = _help(request, pk)
    initial = {
        "helper": wanted.helper_id or officer(request).pk,
        "help_on": wanted.help_on or timezone.localdate(),
    }
    form = ArrangeForm(request.POST or None, officers=helpers(request), initial=initial)
    return _help_form(
        request,
        wanted,
        form,
        lambda **who: counts.arrange_help(help_id=pk, **form.cleaned_data, **who),
        _("Who helps, and when"),
    )


def help_close(request: HttpRequest, pk: int) -> HttpResponse:
    wanted = _help(request, pk)
    form = CloseHelpForm(request.POST or None, initial={"registered": wanted.household.registered})
    return _help_form(
        request,
        wanted,
        form,
        lambda **who: counts.close_help(
            help_id=pk,
            result=HelpResult(form.cleaned_data["result"]),
            registered=form.cleaned_data["registered"],
            **who,
        ),
        _("How did it end?"),
    )


def _help_form(request: HttpRequest, wanted: AppHelp, form: Any, operation: Any, title: str) -> HttpResponse:
    return run_form(
        request,
        form,
        operation,
        to=lambda done: reverse("antifraud:help_list"),
        title=title,
        note=f"{wanted.village.name} {wanted.household}",
        crumb=(reverse("antifraud:help_list"), _("Help wanted with the app")),
    )

"""Plans of inspections and their month."""

import calendar
import datetime
import uuid
from collections import defaultdict
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hazards.forms.desk import MonthForm, MoveForm, PlanForm
from hazards.models import Inspection, InspectionPlan
from hazards.operations import planning
from jurisdiction.choices import OfficerKind, RiskLevel
from jurisdiction.errors import DomainError
from jurisdiction.models import Officer
from jurisdiction.pages import add_domain_error, officer, render_form
from jurisdiction.scoped import remit_of

#: Names shown in a day's cell; the rest is a number.
SHOWN = 6


def inspection_calendar(request: HttpRequest) -> HttpResponse:
    """A month: what stands on each day, done and to do, and how full the days are. `?month=2026-09`."""
    month = _month(request)
    following = (month + datetime.timedelta(days=32)).replace(day=1)
    before = (month - datetime.timedelta(days=1)).replace(day=1)
    visits = (
        Inspection.objects.within(remit_of(request))
        .filter(due_on__gte=month, due_on__lt=following)
        .select_related("place", "officer")
        .order_by("place__name")
    )
    by_day: dict[datetime.date, list[Inspection]] = defaultdict(list)
    for visit in visits:
        if visit.due_on is not None:
            by_day[visit.due_on].append(visit)
    days = [month + datetime.timedelta(days=number) for number in range((following - month).days)]
    context = {
        "month": month,
        "before": before,
        "following": following,
        "weeks": _weeks(month, by_day, works=planning.working_days(days)),
        "today": timezone.localdate(),
        "total": len(visits),
        "done": sum(visit.done_at is not None for visit in visits),
        "fullest": max(map(len, by_day.values()), default=0),
    }
    return render(request, "hazards/calendar.html", context)


def _month(request: HttpRequest) -> datetime.date:
    form = MonthForm(request.GET)
    said = form.cleaned_data["month"] if form.is_valid() else ""
    return datetime.date.fromisoformat(f"{said}-01") if said else timezone.localdate().replace(day=1)


def _weeks(
    month: datetime.date, by_day: dict[datetime.date, list[Inspection]], *, works: Any
) -> list[list[dict[str, Any]]]:
    weeks = calendar.Calendar(firstweekday=0).monthdatescalendar(month.year, month.month)
    return [[_cell(day, month, by_day.get(day, []), works=works) for day in week] for week in weeks]


def _cell(
    day: datetime.date, month: datetime.date, visits: list[Inspection], *, works: Any
) -> dict[str, Any]:
    return {
        "day": day,
        "inside": day.month == month.month,
        "works": works(day),
        "visits": visits[:SHOWN],
        "more": max(0, len(visits) - SHOWN),
        "many": len(visits),
        "done": sum(visit.done_at is not None for visit in visits),
    }


def inspection_move(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    remit = remit_of(request)
    found = get_object_or_404(
        Inspection.objects.within(remit).planned().select_related("place", "officer"), pk=pk
    )
    form = MoveForm(
        request.POST or None,
        officers=_officers(request, found),
        initial={"due_on": found.due_on, "officer": found.officer_id},
    )
    if request.method == "POST" and form.is_valid():
        try:
            planning.move_inspection(
                inspection_id=pk, **form.cleaned_data, at=timezone.now(), by=officer(request)
            )
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("Stored."))
            return redirect(f"{reverse('hazards:calendar')}?month={found.due_on:%Y-%m}")
    crumb = (reverse("hazards:calendar"), _("Inspections of the month"))
    return render_form(
        request, form, title=_("Move an inspection"), note=found.place.name, submit=_("Store"), crumb=crumb
    )


def _officers(request: HttpRequest, found: Inspection) -> Any:
    """Whom the station can send."""
    station = Officer.objects.within(remit_of(request)).posted(timezone.localdate())
    return station.filter(
        kind__in=(OfficerKind.POLICE, OfficerKind.AUXILIARY), postings__station_id=found.station_id
    ).order_by("name")


def plan_list(request: HttpRequest) -> HttpResponse:
    plans = InspectionPlan.objects.within(remit_of(request)).select_related("station", "changed_by")
    risks = list(RiskLevel)
    ordered = sorted(
        plans, key=lambda plan: (plan.station_id, plan.place_kind, risks.index(RiskLevel(plan.risk)))
    )
    return render(request, "hazards/plan_list.html", {"plans": ordered})


def plan_edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    remit = remit_of(request)
    plan = None if pk is None else get_object_or_404(InspectionPlan.objects.within(remit), pk=pk)
    form = PlanForm(request.POST or None, instance=plan, remit=remit)
    if request.method == "POST" and form.is_valid():
        planning.save_plan(plan=form.save(commit=False), at=timezone.now(), by=officer(request))
        messages.success(request, _("Stored: it holds for what is planned from now on."))
        return redirect("hazards:plan_list")
    crumb = (reverse("hazards:plan_list"), _("Inspection plans"))
    title = _("Inspection plan") if pk else _("New inspection plan")
    return render_form(request, form, title=title, submit=_("Store"), crumb=crumb)

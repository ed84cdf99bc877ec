"""The phone: my inspections, the checklist of a place, my re-inspections, minors counted."""

import datetime
import uuid
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from hazards.choices import Consent, Stage
from hazards.forms.field import InspectionForm, MinorsForm, RecheckForm
from hazards.models import Finding, Hazard, HazardPhoto, Inspection, MinorsCount
from hazards.operations import inspections, minors, rechecks
from hazards.operations.checklists import version_for
from hazards.views.pages import keep_photo
from jurisdiction.choices import OfficerKind
from jurisdiction.errors import DomainError
from jurisdiction.models import Place
from jurisdiction.pages import add_domain_error, officer
from jurisdiction.scoped import remit_of


def _inspections(request: HttpRequest) -> Any:
    return Inspection.objects.within(remit_of(request)).select_related("place", "place__village", "officer")


def my_inspections(request: HttpRequest) -> HttpResponse:
    """What is due today or was before, and what comes this month: mine first, then nobody's."""
    me, today = officer(request), timezone.localdate()
    station = request.station  # type: ignore[attr-defined]  # the remit middleware
    mine = _inspections(request).filter(Q(officer=me) | Q(officer__isnull=True, station=station))
    planned = list(
        mine.planned()
        .filter(due_on__lte=today + datetime.timedelta(days=31))
        .order_by("due_on", "place__name")[:200]
    )
    context = {
        "due": [visit for visit in planned if visit.due_on <= today],
        "ahead": [visit for visit in planned if visit.due_on > today],
        "today": today,
        "done": _inspections(request)
        .done()
        .filter(by=me, done_at__date__gte=today.replace(day=1))
        .order_by("-done_at")[:50],
        "rechecks": _rechecks(request).count(),
    }
    return render(request, "hazards/my_inspections.html", context)


def inspect(request: HttpRequest, pk: int) -> HttpResponse:
    """The checklist form of a place; `?inspection=` names the planned visit it is for."""
    place = get_object_or_404(
        Place.objects.within(remit_of(request)).select_related("station", "village"), pk=pk
    )
    version = version_for(place)
    if version is None:
        return render(request, "hazards/no_checklist.html", {"place": place})
    me = officer(request)
    form = InspectionForm(
        request.POST or None,
        request.FILES or None,
        place=place,
        version=version,
        may_order=me.kind == OfficerKind.POLICE,
        initial={"inspection": request.GET.get("inspection", "")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            done = _store_inspection(request, form, place)
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("Stored: %(result)s.") % {"result": done.get_result_display()})
            return redirect("hazards:my_inspections")
    if form.errors:
        form.photos_lost()
    context = {"form": form, "place": place, "version": version}
    return render(request, "hazards/inspect.html", context, status=422 if form.errors else 200)


@transaction.atomic
def _store_inspection(request: HttpRequest, form: InspectionForm, place: Place) -> Inspection:
    """The visit, its hazards and their photos: all or nothing."""
    now, me, data = timezone.now(), officer(request), form.cleaned_data
    done = inspections.record_inspection(
        record_id=data["record_id"],
        place=place,
        inspection_id=data["inspection"],
        version=form.version,
        answers=form.answers,
        found=form.found,
        shut=data["shut"],
        consent=data.get("consent", Consent.NOT_NEEDED),
        words=data["words"],
        at=now,
        received_at=now,
        by=me,
    )
    hazards = {finding.item: finding.hazard for finding in done.findings.select_related("hazard")}
    for item, upload in form.pictures.items():
        key = inspections.hazard_key(data["record_id"], f"{item}:photo")
        try:
            keep_photo(form, upload, record_id=key, hazard=hazards[item], stage=Stage.BEFORE, by=me)
        except DomainError as error:
            error.field = f"{item}_photo"
            raise
    return done


def inspection_detail(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One visit as it was made: each item with its answer, by the version of that day."""
    findings = Finding.objects.within(remit_of(request)).select_related("hazard")
    done = get_object_or_404(
        _inspections(request)
        .select_related("version", "by", "station")
        .prefetch_related(Prefetch("findings", findings)),
        pk=pk,
    )
    found = {finding.item: finding for finding in done.findings.all()}
    lines = [
        (item, done.answers.get(item["code"], ""), found.get(item["code"]))
        for item in (done.version.items if done.version else [])
    ]
    return render(request, "hazards/inspection_detail.html", {"inspection": done, "lines": lines})


def _rechecks(request: HttpRequest) -> Any:
    waiting = Hazard.objects.within(remit_of(request)).to_recheck_by(officer(request).pk)
    waiting = waiting.filter(station=request.station)  # type: ignore[attr-defined]  # the remit middleware
    return waiting.select_related("place", "village").order_by("due_at")


def my_rechecks(request: HttpRequest) -> HttpResponse:
    """What waits for a second pair of eyes: not the own findings."""
    before = HazardPhoto.objects.within(remit_of(request)).filter(stage=Stage.BEFORE)
    waiting = _rechecks(request).prefetch_related(Prefetch("photos", before, to_attr="before"))
    return render(request, "hazards/my_rechecks.html", {"hazards": waiting[:100], "now": timezone.now()})


def recheck(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The photo from before is shown, to take the new one from the same place."""
    found = get_object_or_404(
        Hazard.objects.within(remit_of(request)).open().select_related("place", "village"), pk=pk
    )
    form = RecheckForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            _store_recheck(request, form, found)
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("Stored."))
            return redirect("hazards:my_rechecks")
    if form.errors:
        form.photos_lost()
    before = HazardPhoto.objects.within(remit_of(request)).filter(hazard=found, stage=Stage.BEFORE)
    context = {"form": form, "hazard": found, "before": before.order_by("-taken_at").first()}
    return render(request, "hazards/recheck.html", context, status=422 if form.errors else 200)


@transaction.atomic
def _store_recheck(request: HttpRequest, form: RecheckForm, found: Hazard) -> None:
    """The judgement and its photo: both or neither."""
    now, me, data = timezone.now(), officer(request), form.cleaned_data
    rechecks.record_recheck(
        record_id=data["record_id"],
        hazard_id=found.pk,
        passed=data["passed"],
        words=data["words"],
        at=now,
        received_at=now,
        by=me,
    )
    key = inspections.hazard_key(data["record_id"], "photo")
    keep_photo(form, data["photo"], record_id=key, hazard=found, stage=Stage.AFTER, by=me)


def minors_count(request: HttpRequest) -> HttpResponse:
    """How many minors, where, in which hour; the latest counts below."""
    now = timezone.localtime()
    places = Place.objects.within(remit_of(request)).in_use().order_by("name")
    form = MinorsForm(
        request.POST or None,
        places=places,
        initial={"day": now.date(), "hour": now.hour, "place": request.GET.get("place", "")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            minors.count_minors(**form.cleaned_data, at=now, received_at=now, by=officer(request))
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("Stored."))
            return redirect("hazards:minors")
    latest = MinorsCount.objects.within(remit_of(request)).filter(by=officer(request)).select_related("place")
    context = {"form": form, "latest": latest.order_by("-day", "-hour")[:12]}
    return render(request, "hazards/minors.html", context, status=422 if form.errors else 200)

"""The justice office's own page: what volunteers chose for their talks, and their hours. Nobody else opens it."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from antifraud.choices import TalkStatus
from antifraud.forms.talks import ChoiceForm, HoursForm
from antifraud.models import Talk
from antifraud.operations import talks
from jurisdiction.errors import DomainError
from jurisdiction.pages import add_domain_error, officer, render_form
from jurisdiction.scoped import remit_of
from ledger.operations import record_look

#: Confirmed talks that the page still shows.
SHOWN = 30


def _talks(request: HttpRequest) -> Any:
    rows = Talk.objects.within(remit_of(request)).of_volunteers()
    return rows.select_related("volunteer", "village", "place", "station", "hours_confirmed_by")


def volunteer_talks(request: HttpRequest) -> HttpResponse:
    """To confirm, to come, and what was confirmed lately. That choices were looked at is written down."""
    found = _talks(request)
    coming = list(found.filter(status=TalkStatus.PLANNED).order_by("planned_at"))
    station = request.station  # type: ignore[attr-defined]  # set by the remit middleware
    if any(talk.choice_at for talk in coming):
        record_look(
            at=timezone.now(), by=officer(request), station=station, obj=station, fields=["own_story"]
        )
    context = {
        "to_confirm": found.to_confirm().order_by("planned_at"),
        "coming": coming,
        "confirmed": found.filter(hours_confirmed_at__isnull=False).order_by("-planned_at")[:SHOWN],
    }
    return render(request, "antifraud/volunteer_talks.html", context)


def talk_choice(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(_talks(request), pk=pk)
    form = ChoiceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            talks.take_down_choice(
                talk_id=pk,
                own_story=form.cleaned_data["own_story"],
                at=timezone.now(),
                by=officer(request),
            )
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("Stored. The station does not see what was chosen."))
            return redirect("antifraud:volunteer_talks")
    return _form(request, form, found, title=_("The volunteer's choice"))


def talk_hours(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(_talks(request), pk=pk)
    form = HoursForm(request.POST or None, initial={"hours": proposed(found)})
    if request.method == "POST" and form.is_valid():
        try:
            talks.confirm_hours(
                talk_id=pk, hours=form.cleaned_data["hours"], at=timezone.now(), by=officer(request)
            )
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("Hours confirmed."))
            return redirect("antifraud:volunteer_talks")
    return _form(request, form, found, title=_("Confirm hours"))


def proposed(talk: Talk) -> float:
    """The talk's length up to the next half hour, with half an hour for the way."""
    return -(-(talk.minutes or 30) // 30) * 0.5 + 0.5


def _form(request: HttpRequest, form: Any, talk: Talk, *, title: str) -> HttpResponse:
    note = f"{talk.volunteer} · {timezone.localtime(talk.planned_at):%Y-%m-%d %H:%M} · {talk.at_place}"
    crumb = (reverse("antifraud:volunteer_talks"), _("Volunteers' talks"))
    return render_form(request, form, title=title, submit=_("Store"), note=note, crumb=crumb)

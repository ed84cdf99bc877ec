"""What the views at the door share: one household within remit, one page of a form that runs one operation."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from antifraud.models import Household
from jurisdiction.choices import OfficerKind
from jurisdiction.errors import DomainError
from jurisdiction.models import Officer
from jurisdiction.pages import add_domain_error, officer, render_form
from jurisdiction.scoped import remit_of


def household_of(request: HttpRequest, pk: uuid.UUID) -> Household:
    found = Household.objects.within(remit_of(request)).select_related("village__township", "station")
    return get_object_or_404(found.with_state(timezone.localdate()), pk=pk)


def run_form(
    request: HttpRequest, form: Any, operation: Callable[..., Any], *, to: Callable[[Any], str], **page: Any
) -> HttpResponse:
    """GET shows the form; POST runs `operation(at=…, by=…)` and goes on to `to(result)`, or shows what was refused."""
    if request.method == "POST" and form.is_valid():
        try:
            done = operation(at=timezone.now(), by=officer(request))
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("Stored."))
            return redirect(to(done))
    return render_form(request, form, **{"submit": _("Store"), **page})


def helpers(request: HttpRequest) -> Any:
    """Who may be sent to a door: police, auxiliaries and cadres within remit."""
    kinds = (OfficerKind.POLICE, OfficerKind.AUXILIARY, OfficerKind.CADRE)
    return (
        Officer.objects.within(remit_of(request))
        .posted(timezone.localdate())
        .filter(kind__in=kinds)
        .order_by("name")
    )

"""What the pages of outreach share: the page of one form in the phone's skeleton, and where one goes on."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render


def field_form(request: HttpRequest, form: Any, **context: Any) -> HttpResponse:
    """`title`, `submit`; perhaps a `note`."""
    status = 422 if form.errors else 200
    return render(request, "antifraud/field_form.html", {"form": form, **context}, status=status)


def onward(request: HttpRequest, desk: str) -> HttpResponse:
    """Back to where the person came from: `desk` when the address or the form says so, otherwise the phone's page."""
    came_from = request.POST.get("from") or request.GET.get("from")
    return redirect(desk if came_from == "desk" else "antifraud:my_postings")

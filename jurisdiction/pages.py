"""What the pages of every room share: who asks, how a refusal stands beside its field, the page of a single form."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jurisdiction.errors import DomainError
from jurisdiction.models import Officer


def officer(request: HttpRequest) -> Officer:
    """Who is signed in; the middleware has seen to it that somebody is."""
    assert isinstance(request.user, Officer)  # noqa: S101  # LoginRequiredMiddleware
    return request.user


def add_domain_error(form: Any, error: DomainError) -> None:
    """What an operation refused, beside the field it belongs to."""
    form.add_error(error.field if error.field in form.fields else None, str(error.message))


def render_form(request: HttpRequest, form: Any, **context: Any) -> HttpResponse:
    """The page of one form: `title`, `submit`; perhaps a `note` and a `crumb` (address, words of what lies above)."""
    status = 422 if form.errors else 200
    return render(request, "includes/form_page.html", {"form": form, **context}, status=status)

"""What the desk's form pages share."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jurisdiction.errors import DomainError


def add_domain_error(form: Any, error: DomainError) -> None:
    """What an operation refused, beside the field it belongs to."""
    form.add_error(error.field if error.field in form.fields else None, str(error.message))


def render_form(request: HttpRequest, form: Any, **context: Any) -> HttpResponse:
    """The page of one form: `title`, `submit`; perhaps a `note` and a `crumb` (address, words of what lies above)."""
    return render(
        request, "includes/form_page.html", {"form": form, **context}, status=422 if form.errors else 200
    )

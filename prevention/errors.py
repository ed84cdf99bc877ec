"""Two adapters for domain errors: a message on the page, problem+json on the API."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from rest_framework.response import Response
from rest_framework.views import exception_handler

from jurisdiction.errors import DomainError


class DomainErrorMiddleware:
    """An operation said no: the person is told why and is back on the page they came from."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, DomainError):
            return None
        messages.error(request, str(error.message))
        back = request.headers.get("HX-Current-URL") or request.headers.get("Referer") or "/"
        if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
            back = "/"
        if request.headers.get("HX-Request"):
            return HttpResponse(status=204, headers={"HX-Redirect": back})
        return redirect(back)


def problem_json(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler: domain errors answer 409 as problem+json (RFC 9457); the rest keep DRF's own codes."""
    if isinstance(error, DomainError):
        body: dict[str, Any] = {
            "type": f"urn:problem:{error.code}",
            "title": str(error.message),
            "status": 409,
        }
        if error.field:
            body["errors"] = {error.field: [str(error.message)]}
        return Response(body, status=409, content_type="application/problem+json")
    return exception_handler(error, context)

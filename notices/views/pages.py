"""What the pages of the room share."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from jurisdiction.choices import Role
from jurisdiction.models import Officer
from jurisdiction.scoped import remit_of
from notices.models import Recipient

#: Who has no other home than the phone's pages.
FIELD_ONLY = frozenset({Role.OFFICER, Role.CADRE})


def me(request: HttpRequest) -> Officer:
    return request.user  # type: ignore[return-value]  # signed in, as the middleware demands


def shell_of(request: HttpRequest) -> str:
    """The skeleton that the person's other pages have: the phone's or the desk's."""
    roles = request.standing.roles  # type: ignore[attr-defined]  # set by the remit middleware
    return "field.html" if roles and roles <= FIELD_ONLY else "desk.html"


def told(request: HttpRequest) -> Any:
    """The person's own notices: of stations within today's remit."""
    return Recipient.objects.within(remit_of(request)).told_to(me(request))


def back(request: HttpRequest, otherwise: str) -> HttpResponse:
    """To the page that the form named, if it is one of ours."""
    following = request.POST.get("next", "")
    inside = url_has_allowed_host_and_scheme(
        following, {request.get_host()}, require_https=request.is_secure()
    )
    return redirect(following if inside else otherwise)

"""Which disputes a request may see: within the remit, and within what the role needs. The rest is a 404."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render

from disputes.models import Dispute, DisputePhoto
from disputes.querysets import DisputeQuerySet
from jurisdiction.access import POLICE_WORK
from jurisdiction.choices import Role
from jurisdiction.pages import officer
from jurisdiction.scoped import remit_of


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, also when it was nothing: an empty form is answered with what is missing."""
    return request.POST if request.method == "POST" else None


def roles_of(request: HttpRequest) -> frozenset[Role]:
    roles: frozenset[Role] = request.standing.roles  # type: ignore[attr-defined]  # the remit middleware
    return roles


def desk_disputes(request: HttpRequest) -> DisputeQuerySet:
    """What the desk sees: the police everything in the remit, the justice office people's mediation."""
    found = Dispute.objects.within(remit_of(request))
    if roles_of(request) & POLICE_WORK:
        return found
    return found.peoples() if Role.JUSTICE_OFFICER in roles_of(request) else found.none()


def desk_dispute(request: HttpRequest, pk: uuid.UUID) -> Dispute:
    rows = desk_disputes(request).select_related(
        "station", "village__township", "mediator", "reported_by", "merged_into"
    )
    return get_object_or_404(rows, pk=pk)


def my_mediations(request: HttpRequest) -> DisputeQuerySet:
    return Dispute.objects.within(remit_of(request)).mediated_by(officer(request).pk)


def photos_for(request: HttpRequest) -> Any:
    """Photos one may open: the desk's, of what one mediates, and one's own; of what was joined as of the dispute."""
    found = DisputePhoto.objects.within(remit_of(request))
    me = officer(request)
    mine = found.filter(pk__in=found.for_mediator(me.pk).values("pk")) | found.filter(by=me)
    if roles_of(request) & POLICE_WORK:
        return found
    if Role.JUSTICE_OFFICER in roles_of(request):
        seen = desk_disputes(request).values("pk")
        return mine | found.filter(dispute__in=seen) | found.filter(dispute__merged_into__in=seen)
    return mine


def render_step(request: HttpRequest, template: str, form: Any, **context: Any) -> HttpResponse:
    return render(request, template, {"form": form, **context}, status=422 if form.errors else 200)


def stored(request: HttpRequest, words: str) -> None:
    messages.success(request, words)

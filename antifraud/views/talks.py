"""Talks at the desk and on the phone; the justice office has a page of its own."""

import uuid
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Count
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from antifraud.filters.outreach import TalkFilter
from antifraud.forms.talks import CallOffForm, HeldForm, TalkForm
from antifraud.models import Talk, TalkPhoto
from antifraud.operations import talks
from jurisdiction.errors import DomainError
from jurisdiction.models import Officer
from jurisdiction.pages import add_domain_error, officer, render_form
from jurisdiction.scoped import FilteredListView, remit_of
from ledger.operations import record_look
from photos.content import MAX_BYTES


class TalkListView(FilteredListView):
    """The latest and those to come first; the filter is the address."""

    model = Talk
    filterset_class = TalkFilter
    template_name = "antifraud/talk_list.html"

    def get_queryset(self) -> Any:
        found = super().get_queryset().select_related("village", "place", "speaker", "volunteer")
        return found.annotate(pictures=Count("photos")).order_by("-planned_at")


def talk_detail(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    remit = remit_of(request)
    related = ("station", "village", "place", "speaker", "volunteer", "recorded_by", "created_by")
    found = get_object_or_404(Talk.objects.within(remit).select_related(*related), pk=pk)
    photos = TalkPhoto.objects.within(remit).filter(talk=found).order_by("taken_at")
    context = {"talk": found, "photos": photos, "past": found.planned_at <= timezone.now()}
    return render(request, "antifraud/talk_detail.html", context)


def talk_create(request: HttpRequest) -> HttpResponse:
    own = request.station  # type: ignore[attr-defined]  # set by the remit middleware
    form = TalkForm(request.POST or None, remit=remit_of(request), me=officer(request), own=own)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = talks.plan_talk(
                record_id=data["record_id"],
                station=data["station"],
                facts=form.facts,
                at=timezone.now(),
                by=officer(request),
            )
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("Stored."))
            return redirect("antifraud:talk_detail", made.pk)
    crumb = (reverse("antifraud:talk_list"), _("Talks"))
    note = _("A volunteer's talk is arranged with the justice office, which asks the person.")
    return render_form(request, form, title=_("New talk"), submit=_("Store"), crumb=crumb, note=note)


def talk_held(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """How many came, how long it took, a picture: on the phone, right after."""
    found = get_object_or_404(Talk.objects.within(remit_of(request)), pk=pk)
    initial: dict[str, Any] = {"attendance": found.attendance}
    if found.minutes:
        initial["minutes"] = found.minutes
    form = HeldForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST":
        if form.is_valid() and _hold(form, found, by=officer(request)):
            messages.success(request, _("Stored."))
            return redirect("antifraud:talk_detail", pk)
        form.photo_lost()
    status = 422 if form.errors else 200
    return render(request, "antifraud/talk_held.html", {"form": form, "talk": found}, status=status)


def _hold(form: HeldForm, talk: Talk, *, by: Officer) -> bool:
    """Attendance and picture together, or neither."""
    data, now = form.cleaned_data, timezone.now()
    try:
        with transaction.atomic():
            talks.hold_talk(
                talk_id=talk.pk, attendance=data["attendance"], minutes=data["minutes"], at=now, by=by
            )
            if data["photo"]:
                talks.attach_talk_photo(
                    record_id=data["record_id"],
                    talk_id=talk.pk,
                    content=data["photo"].read(MAX_BYTES + 1),
                    taken_at=now,
                    received_at=now,
                    by=by,
                )
    except DomainError as error:
        add_domain_error(form, error)
        return False
    return True


def talk_cancel(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(Talk.objects.within(remit_of(request)), pk=pk)
    form = CallOffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            talks.cancel_talk(
                talk_id=pk, because=form.cleaned_data["because"], at=timezone.now(), by=officer(request)
            )
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("Called off."))
            return redirect("antifraud:talk_detail", pk)
    crumb = (reverse("antifraud:talk_detail", args=[pk]), str(found))
    return render_form(request, form, title=_("Call the talk off"), submit=_("Call off"), crumb=crumb)


@never_cache
def talk_photo(request: HttpRequest, pk: uuid.UUID) -> FileResponse:
    """The small copy for screens. Each look is written down."""
    found = get_object_or_404(TalkPhoto.objects.within(remit_of(request)).select_related("talk"), pk=pk)
    record_look(
        at=timezone.now(), by=officer(request), station=found.station_id, obj=found.talk, fields=["photo"]
    )
    stored, kind = (found.copy, "image/jpeg") if found.copy else (found.original, found.content_type)
    try:
        answer = FileResponse(stored.open(), content_type=kind)
    except FileNotFoundError as error:
        raise Http404 from error
    answer["X-Content-Type-Options"] = "nosniff"
    return answer

"""The desk: what phones sent and what became of it, what two of them disagree about, and how the phones are."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from intake import kinds
from intake.choices import ClashChoice
from intake.filters import SubmissionFilter
from intake.forms import DecideForm, LetInForm, RescueForm
from intake.models import Clash, Phone, Submission
from intake.operations import rescue, settling
from intake.operations.reading import OLD
from intake.subjects import subjects
from jurisdiction.errors import DomainError
from jurisdiction.pages import officer
from jurisdiction.scoped import FilteredListView, remit_of
from jurisdiction.templatetags.local_time import moment


class SubmissionListView(FilteredListView):
    """Records from phones, the latest first; the filter finds those that wait for somebody."""

    model = Submission
    filterset_class = SubmissionFilter
    template_name = "intake/submission_list.html"

    def get_queryset(self) -> Any:
        found = super().get_queryset().defer("body").select_related("author", "delivered_by")
        return found.order_by("-received_at", "-pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        remit = remit_of(self.request)
        return super().get_context_data(
            labels=kinds.labels(),
            clashes=Clash.objects.within(remit).open().count(),
            waiting=Phone.objects.within(remit).waiting().count(),
            **kwargs,
        )


def submission_detail(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Times, state, what is wrong. What the record says is shown where it was applied, not here: no second door."""
    found = Submission.objects.within(remit_of(request)).select_related("author", "delivered_by", "phone")
    submission = get_object_or_404(found.defer("body").prefetch_related("rivals__delivered_by"), pk=pk)
    context = {
        "submission": submission,
        "old": submission.waits_for == OLD,
        "label": kinds.labels().get(submission.kind, submission.kind),
        "clock_off_s": None if submission.clock_off_ms is None else submission.clock_off_ms / 1000,
        "clash": Clash.objects.within(remit_of(request)).filter(submission=submission).first(),
        "waiting_for_it": Submission.objects.within(remit_of(request)).filter(
            waits_for=f"record:{submission.pk}"
        ),
    }
    return render(request, "intake/submission_detail.html", context)


@require_POST
def submission_retry(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    get_object_or_404(Submission.objects.within(remit_of(request)), pk=pk)
    found = settling.try_again(record_id=pk, at=timezone.now(), by=officer(request))
    messages.info(request, _("State now: %(state)s") % {"state": found.get_state_display()})
    return redirect("intake:submission_detail", pk)


def submission_let_in(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Somebody vouches for an entry older than 14 days."""
    found = Submission.objects.within(remit_of(request)).select_related("author").defer("body")
    submission = get_object_or_404(found.filter(waits_for=OLD), pk=pk)
    form = LetInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            after = settling.let_in(
                record_id=pk, reason=form.cleaned_data["reason"], at=timezone.now(), by=officer(request)
            )
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error.message))
        else:
            messages.info(request, _("State now: %(state)s") % {"state": after.get_state_display()})
            return redirect("intake:submission_detail", pk)
    context = {
        "form": form,
        "title": _("Let an old entry in"),
        "submit": _("Let it in"),
        "crumb": (reverse("intake:submission_detail", args=[pk]), kinds.labels().get(submission.kind, "")),
        "note": _(
            "%(author)s noted it for %(at)s; it came %(received)s. It keeps that time, marked as in doubt."
        )
        % {
            "author": submission.author.name if submission.author else "—",
            "at": moment(submission.happened_at),
            "received": moment(submission.received_at),
        },
    }
    return render(request, "includes/form_page.html", context, status=422 if form.errors else 200)


def clash_list(request: HttpRequest) -> HttpResponse:
    """What two phones say differently: open ones first."""
    found = Clash.objects.within(remit_of(request)).select_related(
        "submission__author", "stored_by", "decided_by"
    )
    waiting = list(found.open().order_by("raised_at"))
    decided = list(found.filter(decided_at__isnull=False).order_by("-decided_at")[:50])
    about = subjects((clash.submission for clash in waiting + decided), remit_of(request))
    context = {
        name: [(clash, about.get(str(clash.submission_id))) for clash in clashes]
        for name, clashes in (("open", waiting), ("decided", decided))
    }
    return render(request, "intake/clash_list.html", context)


def clash_decide(request: HttpRequest, pk: int) -> HttpResponse:
    found = Clash.objects.within(remit_of(request)).select_related(
        "submission__author", "stored_by", "since_by"
    )
    clash = get_object_or_404(found, pk=pk)
    about = subjects([clash.submission], remit_of(request)).get(str(clash.submission_id))
    form = DecideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            settling.decide_clash(
                clash_id=pk,
                choice=ClashChoice(form.cleaned_data["choice"]),
                reason=form.cleaned_data["reason"],
                at=timezone.now(),
                by=officer(request),
                seen=int(seen) if (seen := request.POST.get("seen", "")).isdecimal() else 0,
            )
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error.message))
        else:
            messages.success(request, _("Decided."))
            return redirect("intake:clash_list")
    status = 422 if form.errors else 200
    context = {
        "clash": clash,
        "third": None if clash.decided_at else settling.stored_since(clash),
        "form": form,
        "about": about,
        "label": kinds.labels().get(clash.submission.kind, ""),
    }
    return render(request, "intake/clash_decide.html", context, status=status)


def phone_list(request: HttpRequest) -> HttpResponse:
    """How the phones are: what they hold back, since when, whether their clock and storage can be trusted."""
    phones = Phone.objects.within(remit_of(request)).select_related("last_officer", "station")
    silent = phones.silent(timezone.now()).values_list("pk", flat=True)
    return render(request, "intake/phone_list.html", {"phones": phones[:200], "silent": set(silent)})


def rescue_import(request: HttpRequest) -> HttpResponse:
    """A phone that finds no signal hands its queue in as a file."""
    form = RescueForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        station = request.station  # type: ignore[attr-defined]  # the remit middleware
        receipts = rescue.import_rescue(
            form.cleaned_data["file"], station=station, at=timezone.now(), by=officer(request)
        )
        fresh = sum(receipt.status == 201 for receipt in receipts)
        text = ngettext("%(count)d new entry stored.", "%(count)d new entries stored.", fresh) % {
            "count": fresh
        }
        messages.success(request, text)
        return redirect("intake:submission_list")
    return render(request, "intake/rescue_import.html", {"form": form}, status=422 if form.errors else 200)

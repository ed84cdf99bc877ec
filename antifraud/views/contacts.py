"""The directory of contacts, and the playbooks."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from antifraud.choices import FraudKind
from antifraud.filters.intercept import ContactFilter
from antifraud.forms.directory import ContactForm, LineFormSet, PlaybookForm, QuestionFormSet
from antifraud.models import Contact
from antifraud.operations import contacts, playbooks
from jurisdiction.access import PLANNING
from jurisdiction.errors import DomainError
from jurisdiction.pages import add_domain_error, officer, render_form
from jurisdiction.scoped import FilteredListView, remit_of


def plans(request: HttpRequest) -> bool:
    return bool(PLANNING & request.standing.roles)  # type: ignore[attr-defined]  # set by the remit middleware


class ContactListView(FilteredListView):
    """Who is rung about money, what they need, and what worked last time."""

    model = Contact
    filterset_class = ContactFilter
    template_name = "antifraud/contact_list.html"

    def get_queryset(self) -> Any:
        return super().get_queryset().in_use().with_record().order_by("kind", "name")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(plans=plans(self.request), **kwargs)


def contact_create(request: HttpRequest) -> HttpResponse:
    return _edit(request, None)


def contact_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _edit(request, _contact(request, pk))


def _contact(request: HttpRequest, pk: uuid.UUID) -> Contact:
    remit = remit_of(request)
    found: Contact = get_object_or_404(Contact.objects.within(remit).changeable(remit).in_use(), pk=pk)
    return found


def _edit(request: HttpRequest, contact: Contact | None) -> HttpResponse:
    initial = {}
    if contact is not None:
        names = ("kind", "name", "hours", "region", "needs")
        initial = {name: getattr(contact, name) for name in names}
        initial["phones"] = " ".join(contact.phones)
    form = ContactForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            contacts.save_contact(
                contact_id=contact.pk if contact else None,
                remit=remit_of(request),
                station=request.standing.station,  # type: ignore[attr-defined]  # set by the remit middleware
                kind=data["kind"],
                name=data["name"],
                phones_given=form.numbers,
                hours=data["hours"],
                region=data["region"],
                needs=data["needs"],
                at=timezone.now(),
                by=officer(request),
            )
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("Stored."))
            return redirect("antifraud:contact_list")
    title = contact.name if contact else _("New contact")
    crumb = (reverse("antifraud:contact_list"), _("Directory"))
    return render_form(request, form, title=title, submit=_("Store"), crumb=crumb)


@require_POST
def contact_retire(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    found = _contact(request, pk)
    contacts.retire_contact(contact_id=pk, remit=remit_of(request), at=timezone.now(), by=officer(request))
    messages.success(request, _("“%(name)s” is no longer offered.") % {"name": found.name})
    return redirect("antifraud:contact_list")


@require_POST
def contact_copy(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Everybody's entry as the own station's, which it may change."""
    shared = get_object_or_404(Contact.objects.within(remit_of(request)).in_use(), pk=pk, station=None)
    station = request.standing.station  # type: ignore[attr-defined]  # set by the remit middleware
    made = contacts.copy_for(station=station, contact_id=shared.pk, at=timezone.now(), by=officer(request))
    messages.success(request, _("Copied: this one is your station's and may be changed."))
    return redirect("antifraud:contact_edit", made.pk)


def playbook_list(request: HttpRequest) -> HttpResponse:
    """Of each kind of fraud what is done and asked, as it is in force at the own station."""
    station = request.standing.station  # type: ignore[attr-defined]  # set by the remit middleware
    in_force = playbooks.playbooks_of(station_id=station.pk if station else None)
    rows = [(kind, in_force.get(kind)) for kind in FraudKind]
    context = {"rows": rows, "plans": plans(request)}
    return render(request, "antifraud/playbook_list.html", context)


def playbook_edit(request: HttpRequest, kind: str) -> HttpResponse:
    """Makes the own station's next version; reports keep theirs."""
    if kind not in FraudKind.values:
        raise Http404
    station = request.standing.station  # type: ignore[attr-defined]  # set by the remit middleware
    now = playbooks.playbook_for(station_id=station.pk, kind=kind)
    given = request.POST or None
    form = PlaybookForm(given, initial={"based_on": now.pk if now else None})
    lines = LineFormSet(given, initial=now.lines if now else [], prefix="lines")
    questions = QuestionFormSet(given, initial=now.questions if now else [], prefix="questions")
    if request.method == "POST" and form.is_valid() and lines.is_valid() and questions.is_valid():
        try:
            playbooks.save_playbook(
                station=station,
                kind=kind,
                lines=[row.cleaned_data for row in lines if row.cleaned_data],
                questions=[row.cleaned_data for row in questions if row.cleaned_data],
                note=form.cleaned_data["note"],
                based_on=form.cleaned_data["based_on"],
                at=timezone.now(),
                by=officer(request),
            )
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("Stored as the version in force; earlier reports keep theirs."))
            return redirect("antifraud:playbook_list")
    wrong = form.is_bound and not (form.is_valid() and lines.is_valid() and questions.is_valid())
    context = {
        "form": form,
        "lines": lines,
        "questions": questions,
        "kind": FraudKind(kind),
        "station": station,
    }
    return render(request, "antifraud/playbook_edit.html", context, status=422 if wrong else 200)

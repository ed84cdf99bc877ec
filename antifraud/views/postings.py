"""The keeper's phone: this week's warning copied into the own groups, and what came of it."""

import datetime
from collections import defaultdict
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from antifraud.choices import BroadcastStatus, PostingState
from antifraud.forms.broadcasts import AnswerForm, ReplyForm, SkipForm
from antifraud.models import Broadcast, ChatGroup, GroupPosting, Reply
from antifraud.operations import by_hand
from antifraud.views.outreach_pages import field_form, onward
from jurisdiction.errors import DomainError
from jurisdiction.models import Officer
from jurisdiction.pages import add_domain_error, officer
from jurisdiction.remit import Breadth, Remit
from jurisdiction.scoped import remit_of

#: How long a broadcast that has gone out stays on the phone, for the answers that come back.
LINGERS = datetime.timedelta(days=3)


def _mine(remit: Remit, me: Officer, path: str = "") -> Q:
    """Groups that the person keeps; a cadre's are all of the village."""
    return Q() if remit.breadth is Breadth.VILLAGES else Q(**{f"{path}keeper": me})


def my_postings(request: HttpRequest) -> HttpResponse:
    remit, me, now = remit_of(request), officer(request), timezone.now()
    fresh = Q(broadcast__status=BroadcastStatus.RUNNING) | Q(broadcast__done_at__gte=now - LINGERS)
    rows = (
        GroupPosting.objects.within(remit)
        .filter(_mine(remit, me, "group__"), fresh)
        .select_related("broadcast__version__warning", "broadcast__station", "group__village", "posted_by")
        .order_by("-broadcast__begun_at", "group__name")
    )
    by_broadcast: dict[Broadcast, list[GroupPosting]] = defaultdict(list)
    for row in rows:
        by_broadcast[row.broadcast].append(row)
    context = {
        "now": now,
        "undo_after": now - by_hand.UNDO,
        "cards": [_card(broadcast, found) for broadcast, found in by_broadcast.items()],
        "questions": Reply.objects.within(remit)
        .unanswered()
        .filter(owner=me)
        .select_related("posting__group"),
        "groups": ChatGroup.objects.within(remit).open().filter(_mine(remit, me)).order_by("name"),
        "at_desk": remit.breadth is Breadth.STATIONS,
    }
    return render(request, "antifraud/my_postings.html", context)


def _card(broadcast: Broadcast, rows: list[GroupPosting]) -> dict[str, Any]:
    waiting = [row for row in rows if row.state in (PostingState.TO_POST, PostingState.FAILED)]
    return {
        "broadcast": broadcast,
        "to_post": [row for row in waiting if not row.by_robot or row.state == PostingState.FAILED],
        "robots": [
            row for row in rows if row.by_robot and row.state in (PostingState.TO_POST, PostingState.SENDING)
        ],
        "done": [row for row in rows if row.state in (PostingState.POSTED, PostingState.SKIPPED)],
        "total": len(rows),
    }


def _posting(request: HttpRequest, pk: int) -> GroupPosting:
    rows = GroupPosting.objects.within(remit_of(request)).select_related(
        "group", "broadcast__version__warning"
    )
    return get_object_or_404(rows, pk=pk)


def _back(request: HttpRequest, posting: GroupPosting) -> HttpResponse:
    """To where the button was: the broadcast's page at the desk, otherwise the phone's."""
    return onward(request, reverse("antifraud:broadcast_detail", args=[posting.broadcast_id]))


@require_POST
def posting_posted(request: HttpRequest, pk: int) -> HttpResponse:
    found = _posting(request, pk)
    by_hand.post_by_hand(posting_id=pk, at=timezone.now(), by=officer(request))
    return _back(request, found)


@require_POST
def posting_undo(request: HttpRequest, pk: int) -> HttpResponse:
    found = _posting(request, pk)
    by_hand.take_back(posting_id=pk, at=timezone.now(), by=officer(request))
    return _back(request, found)


@require_POST
def posting_again(request: HttpRequest, pk: int) -> HttpResponse:
    found = _posting(request, pk)
    by_hand.robot_again(posting_id=pk, at=timezone.now(), by=officer(request))
    return _back(request, found)


def posting_skip(request: HttpRequest, pk: int) -> HttpResponse:
    found = _posting(request, pk)
    form = SkipForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            by_hand.leave_out(
                posting_id=pk,
                because=form.cleaned_data["because"],
                at=timezone.now(),
                by=officer(request),
            )
        except DomainError as error:
            add_domain_error(form, error)
        else:
            return _back(request, found)
    return field_form(
        request, form, title=_("Leave this group out"), note=found.group.name, submit=_("Leave out")
    )


def reply_create(request: HttpRequest, pk: int) -> HttpResponse:
    found = _posting(request, pk)
    form = ReplyForm(request.POST or None, remit=remit_of(request))
    if request.method == "POST" and form.is_valid():
        try:
            by_hand.note_reply(posting_id=pk, **form.cleaned_data, at=timezone.now(), by=officer(request))
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("Stored."))
            return _back(request, found)
    note = f"{found.group.name} · {found.broadcast.version.warning.title}"
    return field_form(request, form, title=_("What came back"), note=note, submit=_("Store"))


def reply_answer(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Reply.objects.within(remit_of(request)).select_related("posting__group")
    found = get_object_or_404(rows, pk=pk)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            by_hand.answer_reply(
                reply_id=pk, answer=form.cleaned_data["answer"], at=timezone.now(), by=officer(request)
            )
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("Stored."))
            return _back(request, found.posting)
    return field_form(request, form, title=_("Enter the answer"), note=found.words, submit=_("Store"))

"""What one wants to get, by which way, and whether it works."""

import json
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jurisdiction.errors import DomainError
from notices.channels import personal_channels, push_crypto
from notices.channels.base import is_set_up
from notices.choices import Channel
from notices.forms.preferences import ChannelForm, PreferencesForm
from notices.models import PushSubscription
from notices.operations import contacts, subscriptions
from notices.operations import preferences as operations
from notices.operations.wishes import wishes_of
from notices.views.pages import me, shell_of


def _form(request: HttpRequest, *, sent: bool = False) -> PreferencesForm:
    officer = me(request)
    wishes = wishes_of([officer.pk])[officer.pk]
    kinds = [kind for kind, _label in PreferencesForm._kinds()]
    wanted = {
        (kind, channel): wishes.wants(channel, kind) for kind in kinds for channel in personal_channels()
    }
    known = contacts.contact_of(officer)
    initial = {
        "email": known.email,
        "phone": known.phone,
        "quiet_from": wishes.quiet_from,
        "quiet_until": wishes.quiet_until,
        "language": known.language or get_language(),
    }
    return PreferencesForm(request.POST if sent else None, wanted=wanted, initial=initial)


def preferences(request: HttpRequest) -> HttpResponse:
    form = _form(request, sent=request.method == "POST")
    if form.is_valid():
        data = dict(form.cleaned_data)
        contacts.save_contact(
            officer=me(request),
            **{key: data[key] for key in ("email", "phone", "quiet_from", "quiet_until", "language")},
        )
        operations.save_preferences(officer=me(request), wanted=data["wanted"])
        messages.success(request, _("Stored."))
        return redirect("notices:preferences")
    return _page(request, form, ChannelForm())


def _page(request: HttpRequest, form: PreferencesForm, test_form: ChannelForm) -> HttpResponse:
    key = settings.VAPID_PRIVATE_KEY
    context: dict[str, Any] = {
        "form": form,
        "test_form": test_form,
        "shell": shell_of(request),
        "browsers": PushSubscription.objects.told_to(me(request)),
        "not_set_up": [channel.label for channel in form.channels if not is_set_up(channel)],
        "push_key": push_crypto.encode(push_crypto.raw_public(push_crypto.private_key(key))) if key else "",
    }
    wrong = form.errors or test_form.errors
    return render(request, "notices/preferences.html", context, status=422 if wrong else 200)


@require_POST
def test(request: HttpRequest) -> HttpResponse:
    """A message to oneself; the page says what becomes of it."""
    form = ChannelForm(request.POST)
    station = request.standing.station  # type: ignore[attr-defined]  # set by the remit middleware
    if form.is_valid():
        channel = form.cleaned_data["channel"]
        try:
            notice = operations.send_test(
                officer=me(request), station=station, channel=channel, at=timezone.now()
            )
        except DomainError as error:
            form.add_error("channel", str(error.message))
        else:
            words = _("The test message goes out within half a minute; this page shows what becomes of it.")
            messages.success(request, _("The test message is there.") if channel == Channel.IN_APP else words)
            return redirect("notices:detail", notice.pk)
    return _page(request, _form(request), form)


@require_POST
def push_subscribe(request: HttpRequest) -> HttpResponse:
    """What the browser's own push service gave out, as JSON."""
    try:
        body = json.loads(request.body)
        endpoint, keys = str(body["endpoint"]), body["keys"]
        subscriptions.subscribe(
            officer=me(request),
            endpoint=endpoint,
            p256dh=str(keys["p256dh"]),
            auth=str(keys["auth"]),
            device=str(body.get("device", "")),
            at=timezone.now(),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return JsonResponse({"error": _("The browser's answer cannot be used.")}, status=422)
    except DomainError as error:
        return JsonResponse({"error": str(error.message)}, status=422)
    messages.success(request, _("This browser gets push messages from now on."))
    return JsonResponse({}, status=201)


@require_POST
def push_remove(request: HttpRequest, pk: int) -> HttpResponse:
    if subscriptions.unsubscribe(officer=me(request), pk=pk):
        messages.success(request, _("That browser gets no more push messages."))
    return redirect("notices:preferences")

"""The demo's other end: what would have gone out, as the fake receiver got it."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_datetime

from notices.choices import Channel
from notices.receiver import box


def received(request: HttpRequest) -> HttpResponse:
    """Only where the settings say that this is a demo: elsewhere there is no such page."""
    if not settings.IS_DEMO:
        raise Http404
    wanted = request.GET.get("channel", "")
    offered = [found for found in Channel if found != Channel.IN_APP]
    rows = [found for found in reversed(box.read(settings.NOTICE_RECEIVED)) if wanted in ("", found.channel)]
    messages = [
        {"message": found, "at": parse_datetime(found.at), "channel": Channel(found.channel).label}
        for found in rows[:200]
        if found.channel in Channel.values
    ]
    return render(
        request, "notices/received.html", {"received": messages, "offered": offered, "wanted": wanted}
    )

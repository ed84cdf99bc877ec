"""Where squads were, where nobody was: page, squares for the map, the table as a file."""

import csv
import datetime
import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dashboards import presence
from dashboards.periods import DAY, Span
from dashboards.spans import span_of
from jurisdiction.scoped import remit_of

WEEK = 7
#: Squares in the table of the page; the file has them all.
SHOWN = 50
LEVELS = {
    "high": gettext_lazy("confidence high"),
    "medium": gettext_lazy("confidence medium"),
    "low": gettext_lazy("confidence low"),
    "none": gettext_lazy("no tracks"),
}


def _ends(span: Span) -> tuple[datetime.datetime, datetime.datetime]:
    """Noon before the first night and noon after the last, or now while that is to come."""
    zone = timezone.get_default_timezone()
    noon = datetime.time(12)
    last = datetime.datetime.combine(span.last + DAY, noon, tzinfo=zone)
    first = datetime.datetime.combine(span.first, noon, tzinfo=zone)
    return first, max(first, min(last, timezone.now()))


def page(request: HttpRequest) -> HttpResponse:
    form, span = span_of(request, WEEK)
    remit = remit_of(request)
    first, last = _ends(span)
    rows = presence.by_village(span, remit, first=first, last=last)
    around = presence.squares(span, remit, first=first, last=last)
    context = {
        "form": form,
        "span": span,
        "rows": rows,
        "squares": around[:SHOWN],
        "more": max(0, len(around) - SHOWN),
        "nobody": sum(not row["rounds"] for row in rows),
        "confidence": presence.confidence(span, remit),
        "not_passed": presence.not_passed(span, remit),
    }
    return render(request, "dashboards/presence.html", context, status=422 if form.errors else 200)


def _said(square: presence.Square) -> dict[str, Any]:
    """A square as the map's window tells of it."""
    counts = [
        ngettext("%(count)d night", "%(count)d nights", square.nights) % {"count": square.nights},
        ngettext("%(count)d round", "%(count)d rounds", square.rounds) % {"count": square.rounds},
        _("longest gap %(hours).1f h") % {"hours": square.longest_gap},
        str(LEVELS[square.level]),
    ]
    minutes = round(square.minutes)
    title = ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}
    return {"shade": square.shade, "title": title, "text": " · ".join(counts)}


def squares(request: HttpRequest) -> HttpResponse:
    """GeoJSON of the squares, within remit, in four shades."""
    _form, span = span_of(request, WEEK)
    first, last = _ends(span)
    features = ",".join(
        f'{{"type":"Feature","geometry":{square.shape},"properties":{json.dumps(_said(square))}}}'
        for square in presence.squares(span, remit_of(request), first=first, last=last)
    )
    body = f'{{"type":"FeatureCollection","features":[{features}]}}'
    return HttpResponse(body, content_type="application/geo+json")


def table(request: HttpRequest) -> HttpResponse:
    """The tables by village and by square for a spreadsheet."""
    _form, span = span_of(request, WEEK)
    first, last = _ends(span)
    remit = remit_of(request)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="presence-{span.first}-{span.last}.csv"'
    answer.write("\ufeff")
    writer = csv.writer(answer)
    head = [_("nights"), _("rounds"), _("minutes"), _("longest gap, hours"), _("confidence")]
    writer.writerow([_("village"), *head])
    for row in presence.by_village(span, remit, first=first, last=last):
        gap = "" if row["longest_gap"] is None else round(float(row["longest_gap"]), 1)
        counts = [row["nights"], row["rounds"], round(row["minutes"]), gap, LEVELS[row["level"]]]
        writer.writerow([row["village"].name, *counts])
    writer.writerow([])
    writer.writerow([_("square of 200 m"), *head, _("village")])
    for square in presence.squares(span, remit, first=first, last=last):
        gap = round(square.longest_gap, 1)
        counts = [square.nights, square.rounds, round(square.minutes), gap, LEVELS[square.level]]
        writer.writerow([square.centre, *counts, square.village])
    return answer

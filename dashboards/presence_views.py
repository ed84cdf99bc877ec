"""Where squads were, where nobody was: page, squares for the map, the table as a file."""

import csv
import datetime
import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards import presence
from dashboards.periods import DAY, Span
from dashboards.spans import span_of
from jurisdiction.scoped import remit_of

WEEK = 7


def _ends(span: Span) -> tuple[datetime.datetime, datetime.datetime]:
    """Noon before the first night and noon after the last, or now while that is to come."""
    zone = timezone.get_default_timezone()
    noon = datetime.time(12)
    last = datetime.datetime.combine(span.last + DAY, noon, tzinfo=zone)
    return datetime.datetime.combine(span.first, noon, tzinfo=zone), min(last, timezone.now())


def page(request: HttpRequest) -> HttpResponse:
    form, span = span_of(request, WEEK)
    remit = remit_of(request)
    first, last = _ends(span)
    rows = presence.by_village(span, remit, first=first, last=max(first, last))
    context = {
        "form": form,
        "span": span,
        "rows": rows,
        "nobody": sum(not row["rounds"] for row in rows),
        "confidence": presence.confidence(span, remit),
        "not_passed": presence.not_passed(span, remit),
    }
    return render(request, "dashboards/presence.html", context, status=422 if form.errors else 200)


def squares(request: HttpRequest) -> HttpResponse:
    """GeoJSON of the squares, within remit, in four shades."""
    _form, span = span_of(request, WEEK)
    features = ",".join(
        '{"type":"Feature","geometry":%s,"properties":%s}'  # noqa: UP031  # braces of JSON
        % (
            shape,
            json.dumps(
                {
                    "shade": shade,
                    "title": ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes},
                    "text": ngettext("%(count)d round", "%(count)d rounds", rounds) % {"count": rounds},
                }
            ),
        )
        for shape, rounds, minutes, shade in presence.squares(span, remit_of(request))
    )
    body = f'{{"type":"FeatureCollection","features":[{features}]}}'
    return HttpResponse(body, content_type="application/geo+json")


def table(request: HttpRequest) -> HttpResponse:
    """The table by village for a spreadsheet."""
    _form, span = span_of(request, WEEK)
    first, last = _ends(span)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="presence-{span.first}-{span.last}.csv"'
    answer.write("\ufeff")
    writer = csv.writer(answer)
    writer.writerow([_("village"), _("nights"), _("rounds"), _("minutes"), _("longest gap, hours")])
    for row in presence.by_village(span, remit_of(request), first=first, last=max(first, last)):
        gap = "" if row["longest_gap"] is None else round(float(row["longest_gap"]), 1)
        writer.writerow([row["village"].name, row["nights"], row["rounds"], round(row["minutes"]), gap])
    return answer

"""Campaigns and their burn-up lines."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from antifraud import burn_chart, coverage
from antifraud.choices import Measure, Pace
from antifraud.forms.campaigns import CampaignForm
from antifraud.models import Campaign
from antifraud.operations import campaigns
from antifraud.views.doors import run_form
from jurisdiction.pages import officer
from jurisdiction.scoped import remit_of

TONES = {Pace.AHEAD: "good", Pace.ON_TRACK: "good", Pace.MET: "good", Pace.BEHIND: "warn", Pace.MISSED: "bad"}
SHOWN = 40


def _read(campaign: Campaign) -> dict[str, Any]:
    found = coverage.progress(campaign, timezone.localdate())
    return {
        "campaign": campaign,
        "progress": found,
        "pace": Pace(found.pace),
        "tone": TONES.get(Pace(found.pace), "info"),
        "villages": list(campaign.villages.all()),
    }


def campaign_list(request: HttpRequest) -> HttpResponse:
    found = Campaign.objects.within(remit_of(request)).select_related("station").prefetch_related("villages")
    return render(request, "antifraud/campaign_list.html", {"rows": [_read(one) for one in found[:SHOWN]]})


def campaign_detail(request: HttpRequest, pk: int) -> HttpResponse:
    found = Campaign.objects.within(remit_of(request)).select_related("station", "created_by", "closed_by")
    campaign = get_object_or_404(found.prefetch_related("villages"), pk=pk)
    context = _read(campaign)
    points = context["progress"].points
    reached = [point for point in points if point.actual is not None]
    step = max(1, len(reached) // 12)
    context |= {
        "chart": burn_chart.draw(points, goal=campaign.goal, in_percent=campaign.in_percent),
        "last": reached[-1] if reached else None,
        "rows": reached[::-1][::step][:14],
        "today": timezone.localdate(),
    }
    return render(request, "antifraud/campaign_detail.html", context)


def campaign_create(request: HttpRequest) -> HttpResponse:
    form = CampaignForm(
        request.POST or None,
        remit=remit_of(request),
        initial={"starts_on": timezone.localdate(), "measure": Measure.VISITED_SHARE, "goal": 90},
    )
    return run_form(
        request,
        form,
        _start(form),
        to=lambda campaign: reverse("antifraud:campaign_detail", args=[campaign.pk]),
        title=_("New campaign"),
        note=_("A goal for those who do the work, not a ranking of villages."),
        crumb=(reverse("antifraud:campaign_list"), _("Campaigns")),
    )


def _start(form: CampaignForm) -> Any:
    def start(**who: Any) -> Campaign:
        data = dict(form.cleaned_data)
        data["villages"] = list(data["villages"].select_related("township"))
        data["measure"] = Measure(data["measure"])
        return campaigns.start_campaign(**data, **who)

    return start


@require_POST
def campaign_end(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = get_object_or_404(Campaign.objects.within(remit_of(request)), pk=pk)
    campaigns.end_campaign(campaign_id=campaign.pk, at=timezone.now(), by=officer(request))
    return redirect("antifraud:campaign_detail", pk=pk)

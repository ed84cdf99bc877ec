"""The menu of the desk pages: only what the officer's roles open."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from prevention.access import allowed

#: (group, ((label, view name, icon), …))
MENU = (
    (
        _("Command"),
        (
            (_("The night"), "dashboards:today", "sunrise"),
            (_("Trends"), "dashboards:trends", "trend"),
            (_("Map"), "dashboards:map", "map"),
            (_("Presence"), "dashboards:presence", "pin"),
            (_("By village"), "dashboards:villages", "village"),
            (_("Disputes in figures"), "dashboards:disputes", "trend"),
            (_("Hazards in figures"), "dashboards:hazards", "trend"),
            (_("Repeat vehicles"), "patrols:repeat_list", "repeat"),
            (_("Leads"), "command:lead_list", "note"),
        ),
    ),
    (
        _("Disputes"),
        (
            (_("Disputes waiting"), "disputes:inbox", "note"),
            (_("All disputes"), "disputes:dispute_list", "ledger"),
            (_("What I mediate"), "disputes:mediation_list", "talk"),
            (_("My reports"), "disputes:my_reports", "history"),
            (_("Report a dispute"), "disputes:report", "plate"),
        ),
    ),
    (
        _("Patrols"),
        (
            (_("Tonight"), "patrols:tonight", "moon"),
            (_("My nights"), "patrols:my_nights", "history"),
            (_("Shifts"), "patrols:shift_list", "calendar"),
            (_("Rounds"), "patrols:round_list", "round"),
            (_("Unsecured vehicles"), "patrols:vehicle_list", "car"),
            (_("Observations"), "patrols:observation_list", "note"),
            (_("Owners to visit at home"), "patrols:visit_list", "home"),
            (_("What to say to owners"), "patrols:talk_list", "talk"),
            (_("Records from phones"), "intake:submission_list", "phone"),
            (_("Rosters"), "patrols:roster_list", "roster"),
            (_("Squads"), "patrols:squad_list", "squad"),
        ),
    ),
    (
        _("Reports of fraud"),
        (
            (_("Golden-hour board"), "antifraud:board", "clock"),
            (_("Report of fraud"), "antifraud:report_create", "plate"),
            (_("All reports of fraud"), "antifraud:report_list", "ledger"),
            (_("Warnings before a loss"), "antifraud:dissuasion_list", "bell"),
            (_("Directory of contacts"), "antifraud:contact_list", "phone"),
            (_("Fraud in figures"), "dashboards:intercept", "trend"),
        ),
    ),
    (
        _("Outreach against fraud"),
        (
            (_("What prevention of fraud does"), "dashboards:effect", "trend"),
            (_("Outreach in figures"), "dashboards:outreach", "chart"),
            (_("Broadcasts"), "antifraud:broadcast_list", "send"),
            (_("Post in my groups"), "antifraud:my_postings", "phone"),
            (_("Groups of residents"), "antifraud:group_list", "group"),
            (_("Library of warnings"), "antifraud:warning_list", "note"),
            (_("Talks"), "antifraud:talk_list", "talk"),
            (_("Volunteers' talks"), "antifraud:volunteer_talks", "check"),
        ),
    ),
    (
        _("Home visits and the app"),
        (
            (_("App coverage"), "antifraud:coverage", "map"),
            (_("Home visits in figures"), "dashboards:doors", "trend"),
            (_("Campaigns"), "antifraud:campaign_list", "trend"),
            (_("Households"), "antifraud:household_list", "home"),
            (_("Home visits"), "antifraud:visit_list", "talk"),
            (_("Plans of home visits"), "antifraud:plan_list", "calendar"),
            (_("Help wanted with the app"), "antifraud:help_list", "phone"),
            (_("Lists from Excel"), "antifraud:import_list", "inbox"),
        ),
    ),
    (
        _("Hazards and key places"),
        (
            (_("Hazards"), "hazards:hazard_list", "hazard"),
            (_("Map of hazards"), "hazards:hazard_map", "map"),
            (_("Inspections of the month"), "hazards:calendar", "calendar"),
            (_("My inspections"), "hazards:my_inspections", "check"),
            (_("Report a hazard"), "hazards:report", "note"),
            (_("My reports of hazards"), "hazards:my_reports", "history"),
        ),
    ),
    (
        _("Jurisdiction"),
        (
            (_("Places"), "jurisdiction:place_list", "pin"),
            (_("Plates of places"), "patrols:place_code_list", "plate"),
            (_("Villages"), "jurisdiction:village_list", "village"),
            (_("Officers"), "jurisdiction:officer_list", "officer"),
            (_("Organisation"), "jurisdiction:organisation", "building"),
        ),
    ),
    (
        _("Notices"),
        (
            (_("My notices"), "notices:list", "bell"),
            (_("Sent notices"), "notices:sent", "send"),
            (_("Ways notices took"), "notices:delivery_list", "route"),
            (_("Chat groups"), "notices:group_list", "group"),
            (_("What would have gone out"), "notices:received", "inbox"),
        ),
    ),
    (
        _("Records"),
        (
            (_("Ledger"), "ledger:entry_list", "ledger"),
            (_("Administration"), "admin:index", "gear"),
        ),
    ),
)


#: A menu of so many groups is shown whole; of a longer one the first group and the one of the present page.
FEW_GROUPS = 4
#: Pages that exist in a demo only.
DEMO_ONLY = frozenset({"notices:received"})


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context: `navigation` (groups of links the officer may open), `station`, `roles`."""
    standing = getattr(request, "standing", None)
    if standing is None or not getattr(request, "user", None) or not request.user.is_authenticated:
        return {"navigation": []}
    groups: list[dict[str, Any]] = []
    for label, entries in MENU:
        items = []
        for text, name, icon in entries:
            if not allowed(name, standing.roles) or (name in DEMO_ONLY and not settings.IS_DEMO):
                continue
            try:
                url = reverse(name)
            except NoReverseMatch:
                continue
            items.append({"label": text, "url": url, "icon": icon, "active": False})
        if items:
            groups.append({"label": label, "items": items})
    _mark_active([item for group in groups for item in group["items"]], request.path)
    for number, group in enumerate(groups):
        here = any(item["active"] for item in group["items"])
        group["open"] = here or number == 0 or len(groups) <= FEW_GROUPS
    return {"navigation": groups, "station": standing.station, "roles": standing.roles}


def _mark_active(items: list[dict[str, Any]], here: str) -> None:
    """The entry whose address is the longest beginning of the present one: `/hazards/map/` is not also `/hazards/`."""
    above = [item for item in items if here.startswith(item["url"])]
    if above:
        max(above, key=lambda item: len(item["url"]))["active"] = True

"""Who may open the routes of the anti-fraud room, part by part."""

from jurisdiction.access import PLANNING, POLICE_WORK
from jurisdiction.choices import Role

#: Cadres in their own village.
AT_THE_DOOR = POLICE_WORK | {Role.CADRE}

#: Groups, warnings, broadcasts, talks, their effect.
OUTREACH_ROUTES: dict[str, frozenset[Role]] = {}
#: Households, visits, the app, campaigns, imports.
DOOR_ROUTES: dict[str, frozenset[Role]] = {
    "antifraud:household_list": AT_THE_DOOR,
    "antifraud:household_create": AT_THE_DOOR,
    "antifraud:household_map": AT_THE_DOOR,
    "antifraud:household_map_data": AT_THE_DOOR,
    "antifraud:household_grid": AT_THE_DOOR,
    "antifraud:household_detail": AT_THE_DOOR,
    "antifraud:household_edit": AT_THE_DOOR,
    "antifraud:household_left": AT_THE_DOOR,
    "antifraud:household_reveal": AT_THE_DOOR,
    "antifraud:household_count": AT_THE_DOOR,
    "antifraud:visit_create": AT_THE_DOOR,
    "antifraud:slip": AT_THE_DOOR,
    "antifraud:visit_list": AT_THE_DOOR,
    "antifraud:plan_list": AT_THE_DOOR,
    "antifraud:plan_create": POLICE_WORK,
    "antifraud:plan_detail": AT_THE_DOOR,
    "antifraud:plan_end": POLICE_WORK,
    "antifraud:help_list": AT_THE_DOOR,
    "antifraud:help_arrange": AT_THE_DOOR,
    "antifraud:help_close": AT_THE_DOOR,
    "antifraud:coverage": AT_THE_DOOR,
    "antifraud:coverage_data": AT_THE_DOOR,
    "antifraud:campaign_list": POLICE_WORK,
    "antifraud:campaign_create": PLANNING,
    "antifraud:campaign_detail": POLICE_WORK,
    "antifraud:campaign_end": PLANNING,
    "antifraud:import_list": AT_THE_DOOR,
    "antifraud:import_create": AT_THE_DOOR,
    "antifraud:import_template": AT_THE_DOOR,
    "antifraud:import_detail": AT_THE_DOOR,
    "antifraud:import_row": AT_THE_DOOR,
    "antifraud:import_known": AT_THE_DOOR,
    "antifraud:import_apply": AT_THE_DOOR,
    "antifraud:import_undo": AT_THE_DOOR,
    "antifraud:import_drop": AT_THE_DOOR,
}
#: Reports of fraud, their lines, contacts, warnings before a loss.
INTERCEPT_ROUTES: dict[str, frozenset[Role]] = {}

ROUTES: dict[str, frozenset[Role]] = {**OUTREACH_ROUTES, **DOOR_ROUTES, **INTERCEPT_ROUTES}

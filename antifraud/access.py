"""Who may open the routes of the anti-fraud room, part by part."""

from jurisdiction.choices import Role

#: Groups, warnings, broadcasts, talks, their effect.
OUTREACH_ROUTES: dict[str, frozenset[Role]] = {}
#: Households, visits, the app, campaigns, imports.
DOOR_ROUTES: dict[str, frozenset[Role]] = {}
#: Reports of fraud, their lines, contacts, warnings before a loss.
INTERCEPT_ROUTES: dict[str, frozenset[Role]] = {}

ROUTES: dict[str, frozenset[Role]] = {**OUTREACH_ROUTES, **DOOR_ROUTES, **INTERCEPT_ROUTES}

"""Who may open the routes of the dashboards."""

from jurisdiction.access import COMMAND, POLICE_WORK
from jurisdiction.choices import Role

READERS = COMMAND | {Role.SQUAD_LEADER}

ROUTES: dict[str, frozenset[Role]] = {
    "dashboards:today": READERS,
    "dashboards:trends": READERS,
    "dashboards:presence": POLICE_WORK,
    "dashboards:presence_squares_data": POLICE_WORK,
    "dashboards:presence_table": READERS,
    "dashboards:map": POLICE_WORK,
    "dashboards:map_data": POLICE_WORK,
    "dashboards:villages": READERS,
    "dashboards:disputes": READERS,
    "dashboards:dispute_rows": POLICE_WORK,
    "dashboards:hazards": READERS,
    "dashboards:doors": READERS,
    "dashboards:hazard_rows": POLICE_WORK,
    "dashboards:effect": READERS,
    "dashboards:intercept": READERS,
    "dashboards:intercept_rows": POLICE_WORK,
    "dashboards:outreach": READERS,
}

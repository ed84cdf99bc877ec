"""Who may open the routes of the command room."""

from jurisdiction.access import COMMAND, POLICE_WORK
from jurisdiction.choices import Role

ROUTES: dict[str, frozenset[Role]] = {
    "command:dispute_lead": POLICE_WORK,
    "command:followup_lead": POLICE_WORK,
    "command:hazard_lead": POLICE_WORK,
    "command:observation_lead": POLICE_WORK,
    "command:lead_list": COMMAND,
    "command:lead_detail": COMMAND,
}

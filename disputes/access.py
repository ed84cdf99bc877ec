"""Who may open the routes of the room disputes."""

from jurisdiction.access import POLICE_WORK
from jurisdiction.choices import Role

REPORTERS = POLICE_WORK | {Role.CADRE}
MEDIATORS = REPORTERS | {Role.JUSTICE_OFFICER}
#: The justice office sees people's mediation alone (views/doors.py).
DESK = POLICE_WORK | {Role.JUSTICE_OFFICER}

ROUTES: dict[str, frozenset[Role]] = {
    # the reporter's phone
    "disputes:report": REPORTERS,
    "disputes:my_reports": REPORTERS,
    "disputes:my_report": REPORTERS,
    "disputes:my_photo": REPORTERS,
    # the mediator's phone
    "disputes:mediation_list": MEDIATORS,
    "disputes:mediation": MEDIATORS,
    "disputes:mediation_parties": MEDIATORS,
    "disputes:mediation_step": MEDIATORS,
    # the desk
    "disputes:dispute_list": DESK,
    "disputes:inbox": DESK,
    "disputes:detail": DESK,
    "disputes:parties": DESK,
    "disputes:step": DESK,
    "disputes:confirmation": DESK,
    "disputes:level_decide": POLICE_WORK,
    # both
    "disputes:photo": MEDIATORS,
    "disputes:folder_docx": MEDIATORS,
    "disputes:folder_pdf": MEDIATORS,
}

"""Who may open the routes of the intake room."""

from jurisdiction.access import PLANNING, POLICE_WORK, PUBLIC
from jurisdiction.choices import Role
from patrols.access import ON_PATROL

#: Whose phone writes things down without a signal: squads, cadres, and the justice office that mediates.
WITH_PHONE = ON_PATROL | {Role.JUSTICE_OFFICER}

ROUTES: dict[str, frozenset[Role]] = {
    "intake:night": WITH_PHONE,
    "intake:night_code": WITH_PHONE,
    # Nothing about anybody stands in them, and a browser fetches them without a session.
    "intake:worker": PUBLIC,
    "intake:manifest": PUBLIC,
    "intake:submission_list": POLICE_WORK,
    "intake:submission_detail": POLICE_WORK,
    "intake:submission_let_in": PLANNING,
    "intake:submission_retry": PLANNING,
    "intake:rescue_import": PLANNING,
    "intake:clash_list": POLICE_WORK,
    "intake:clash_decide": PLANNING,
    "intake:phone_list": POLICE_WORK,
    "sync-session": WITH_PHONE,
    "sync-bundle": WITH_PHONE,
    "sync-record": WITH_PHONE,
    "sync-records": WITH_PHONE,
    "sync-have": WITH_PHONE,
    "sync-drop": WITH_PHONE,
    "sync-blob": WITH_PHONE,
    "sync-rescue": WITH_PHONE,
}

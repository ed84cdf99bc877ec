"""Who may open the routes of the intake room."""

from jurisdiction.access import PLANNING, POLICE_WORK, PUBLIC
from jurisdiction.choices import Role
from patrols.access import ON_PATROL

ROUTES: dict[str, frozenset[Role]] = {
    "intake:night": ON_PATROL,
    "intake:night_code": ON_PATROL,
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
    "sync-session": ON_PATROL,
    "sync-bundle": ON_PATROL,
    "sync-record": ON_PATROL,
    "sync-records": ON_PATROL,
    "sync-have": ON_PATROL,
    "sync-drop": ON_PATROL,
    "sync-blob": ON_PATROL,
    "sync-rescue": ON_PATROL,
}

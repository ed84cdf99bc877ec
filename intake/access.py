"""Who may open the routes of the intake room."""

from jurisdiction.choices import Role
from patrols.access import ON_PATROL

ROUTES: dict[str, frozenset[Role]] = {
    "sync-session": ON_PATROL,
    "sync-bundle": ON_PATROL,
    "sync-record": ON_PATROL,
    "sync-records": ON_PATROL,
    "sync-have": ON_PATROL,
    "sync-drop": ON_PATROL,
    "sync-blob": ON_PATROL,
    "sync-rescue": ON_PATROL,
}

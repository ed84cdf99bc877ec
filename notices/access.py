"""Who may open the routes of the room notices."""

from jurisdiction.access import COMMAND
from jurisdiction.choices import Role

#: Whoever holds a posting today; who holds none any more is told nothing.
POSTED = frozenset(list(Role))
#: Who sees to messages that did not go out.
UPKEEP = COMMAND | {Role.SYSTEM_ADMIN}
SYSTEM = frozenset({Role.SYSTEM_ADMIN})

ROUTES: dict[str, frozenset[Role]] = {
    "notices:bell": POSTED,
    "notices:list": POSTED,
    "notices:open": POSTED,
    "notices:detail": POSTED,
    "notices:read": POSTED,
    "notices:read_all": POSTED,
    "notices:acknowledge": POSTED,
    "notices:sent": POSTED,
    "notices:preferences": POSTED,
    "notices:test": POSTED,
    "notices:push_subscribe": POSTED,
    "notices:push_remove": POSTED,
    "notices:delivery_list": UPKEEP,
    "notices:delivery_again": UPKEEP,
    "notices:group_list": SYSTEM,
    "notices:group_create": SYSTEM,
    "notices:group_edit": SYSTEM,
    "notices:group_test": SYSTEM,
    "notices:received": UPKEEP,
}

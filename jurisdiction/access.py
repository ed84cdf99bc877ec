"""Sets of roles that routes are opened to, and the routes of this room."""

from jurisdiction.choices import Role

#: Open without signing in.
PUBLIC: frozenset[Role] = frozenset()
EVERY_ROLE = frozenset(Role)
#: Who patrols, and who leads those who do.
PATROL = frozenset({Role.OFFICER, Role.SQUAD_LEADER, Role.CASE_OFFICER})
COMMAND = frozenset({Role.COMMAND_ROOM, Role.CHIEF, Role.DISTRICT_COMMANDER})
POLICE_WORK = PATROL | COMMAND
#: Who plans: rosters, squads, places.
PLANNING = COMMAND | {Role.SQUAD_LEADER}
ORGANISATION = frozenset({Role.SYSTEM_ADMIN, Role.CHIEF, Role.DISTRICT_COMMANDER})

ROUTES: dict[str, frozenset[Role]] = {
    "jurisdiction:place_list": POLICE_WORK,
    "jurisdiction:place_detail": POLICE_WORK,
    "jurisdiction:place_create": POLICE_WORK,
    "jurisdiction:place_edit": PLANNING,
    "jurisdiction:place_phone": PLANNING,
    "jurisdiction:village_list": POLICE_WORK | {Role.SYSTEM_ADMIN},
    "jurisdiction:village_detail": POLICE_WORK | {Role.SYSTEM_ADMIN},
    "jurisdiction:village_edit": ORGANISATION,
    "jurisdiction:village_outlines": POLICE_WORK | {Role.SYSTEM_ADMIN},
    "jurisdiction:officer_list": ORGANISATION | COMMAND | {Role.SECURITY_ADMIN},
    "jurisdiction:officer_detail": ORGANISATION | COMMAND | {Role.SECURITY_ADMIN},
    "jurisdiction:officer_create": frozenset({Role.SYSTEM_ADMIN}),
    "jurisdiction:officer_edit": frozenset({Role.SYSTEM_ADMIN}),
    "jurisdiction:posting_create": frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN}),
    "jurisdiction:posting_end": frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN}),
    "jurisdiction:organisation": ORGANISATION | COMMAND,
}

"""Who may open the routes of the patrol room."""

from jurisdiction.access import COMMAND, PLANNING, POLICE_WORK, PUBLIC
from jurisdiction.choices import Role

ON_PATROL = POLICE_WORK | {Role.CADRE}
#: Who may be shown the way of every squad in the remit; a squad's leader the own squad's besides.
TRACKS_OF_ALL = frozenset({Role.COMMAND_ROOM, Role.CHIEF})

ROUTES: dict[str, frozenset[Role]] = {
    # the officer's phone
    "patrols:tonight": ON_PATROL,
    "patrols:my_nights": ON_PATROL,
    "patrols:my_night": ON_PATROL,
    "patrols:my_track": ON_PATROL,
    "patrols:my_gpx": ON_PATROL,
    "patrols:round_page": ON_PATROL,
    "patrols:round_start": ON_PATROL,
    "patrols:round_finish": ON_PATROL,
    "patrols:round_abort": ON_PATROL,
    "patrols:place_pass": ON_PATROL,
    "patrols:secure_check": POLICE_WORK,
    "patrols:check_withdraw": POLICE_WORK,
    "patrols:unsecured_create": POLICE_WORK,
    "patrols:vehicle_page": POLICE_WORK,
    "patrols:vehicle_call": POLICE_WORK,
    "patrols:vehicle_wait": POLICE_WORK,
    "patrols:vehicle_secure": POLICE_WORK,
    "patrols:vehicle_leave": POLICE_WORK,
    "patrols:vehicle_reveal": POLICE_WORK,
    "patrols:photo": POLICE_WORK,
    "patrols:shift_handover": POLICE_WORK,
    "patrols:handover_read": ON_PATROL,
    "patrols:observe": ON_PATROL,
    "patrols:my_visits": POLICE_WORK,
    "patrols:my_visit": POLICE_WORK,
    # the desk
    "patrols:round_list": POLICE_WORK,
    "patrols:round_detail": POLICE_WORK,
    "patrols:round_draw": POLICE_WORK,
    "patrols:round_track": TRACKS_OF_ALL | {Role.SQUAD_LEADER},
    "patrols:place_code_list": PLANNING,
    "patrols:place_code_print": PLANNING,
    "patrols:place_code_sheet": PLANNING,
    "patrols:place_code_revoke": PLANNING,
    "patrols:round_excuse": COMMAND,
    "patrols:alert_acknowledge": POLICE_WORK,
    "patrols:vehicle_list": POLICE_WORK,
    "patrols:vehicle_detail": POLICE_WORK,
    "patrols:repeat_list": POLICE_WORK,
    "patrols:repeat_detail": POLICE_WORK,
    "patrols:observation_list": POLICE_WORK,
    "patrols:observation_settle": POLICE_WORK,
    "patrols:visit_list": POLICE_WORK,
    "patrols:visit_close": POLICE_WORK,
    "patrols:talk_list": POLICE_WORK,
    "patrols:talk_create": PLANNING,
    "patrols:talk_edit": PLANNING,
    "patrols:shift_list": POLICE_WORK,
    "patrols:shift_detail": POLICE_WORK,
    "patrols:shift_create": PLANNING,
    "patrols:shift_edit": PLANNING,
    "patrols:shift_cancel": COMMAND,
    "patrols:roster_list": POLICE_WORK,
    "patrols:roster_detail": POLICE_WORK,
    "patrols:roster_create": PLANNING,
    "patrols:roster_edit": PLANNING,
    "patrols:squad_list": POLICE_WORK,
    "patrols:squad_detail": POLICE_WORK,
    "patrols:squad_create": PLANNING,
    "patrols:squad_edit": PLANNING,
    "patrols:squad_member_add": PLANNING,
    "patrols:squad_member_end": PLANNING,
    "patrols:volunteer_create": PLANNING,
    # anybody who was called
    "patrols:call_check": PUBLIC,
    # the API
    "api-check-list": POLICE_WORK,
}

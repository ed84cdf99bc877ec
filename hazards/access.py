"""Who may open the routes of the room hazards. Cadres report, see their own villages' hazards and remark on
them."""

from jurisdiction.access import PLANNING, POLICE_WORK
from jurisdiction.choices import Role

REPORTING = POLICE_WORK | {Role.CADRE}

ROUTES: dict[str, frozenset[Role]] = {
    # the phone
    "hazards:report": REPORTING,
    "hazards:reported": REPORTING,
    "hazards:my_reports": REPORTING,
    "hazards:my_inspections": POLICE_WORK,
    "hazards:inspect": POLICE_WORK,
    "hazards:my_rechecks": POLICE_WORK,
    "hazards:recheck": POLICE_WORK,
    "hazards:minors": POLICE_WORK,
    # the desk
    "hazards:hazard_list": REPORTING,
    "hazards:hazard_detail": REPORTING,
    "hazards:hazard_advise": REPORTING,
    "hazards:hazard_map": REPORTING,
    "hazards:map_data": REPORTING,
    "hazards:photo": REPORTING,
    "hazards:hazard_act": POLICE_WORK,
    "hazards:extension_ask": POLICE_WORK,
    "hazards:extension_decide": PLANNING,
    "hazards:transfer_answer": POLICE_WORK,
    "hazards:order_file": POLICE_WORK,
    "hazards:transfer_file": POLICE_WORK,
    "hazards:place_history": POLICE_WORK,
    "hazards:calendar": POLICE_WORK,
    "hazards:inspection_detail": POLICE_WORK,
    "hazards:inspection_move": PLANNING,
    "hazards:plan_list": POLICE_WORK,
    "hazards:plan_create": PLANNING,
    "hazards:plan_edit": PLANNING,
    "hazards:checklist_list": POLICE_WORK,
    "hazards:checklist_detail": POLICE_WORK,
    "hazards:checklist_edit": PLANNING,
}

"""Who may open the routes of the anti-fraud room, part by part."""

from jurisdiction.access import PLANNING, POLICE_WORK
from jurisdiction.choices import Role

#: Who keeps groups and speaks: cadres see their own village alone.
SPEAKING = POLICE_WORK | {Role.CADRE}
#: Volunteers' choices and hours are the justice office's alone.
JUSTICE = frozenset({Role.JUSTICE_OFFICER})

#: Groups, warnings, broadcasts, talks, their effect.
OUTREACH_ROUTES: dict[str, frozenset[Role]] = {
    "antifraud:group_list": POLICE_WORK,
    "antifraud:group_create": POLICE_WORK,
    "antifraud:group_detail": POLICE_WORK,
    "antifraud:group_edit": POLICE_WORK,
    "antifraud:group_count": SPEAKING,
    "antifraud:group_close": POLICE_WORK,
    "antifraud:warning_list": POLICE_WORK,
    "antifraud:warning_create": POLICE_WORK,
    "antifraud:warning_detail": POLICE_WORK,
    "antifraud:warning_edit": POLICE_WORK,
    "antifraud:warning_retire": POLICE_WORK,
    "antifraud:broadcast_list": POLICE_WORK,
    "antifraud:broadcast_create": POLICE_WORK,
    "antifraud:broadcast_detail": POLICE_WORK,
    "antifraud:broadcast_begin": POLICE_WORK,
    "antifraud:broadcast_cancel": POLICE_WORK,
    "antifraud:my_postings": SPEAKING,
    "antifraud:posting_posted": SPEAKING,
    "antifraud:posting_undo": SPEAKING,
    "antifraud:posting_again": POLICE_WORK,
    "antifraud:posting_skip": SPEAKING,
    "antifraud:reply_create": SPEAKING,
    "antifraud:reply_answer": SPEAKING,
    "antifraud:talk_list": SPEAKING,
    "antifraud:talk_create": SPEAKING,
    "antifraud:talk_detail": SPEAKING,
    "antifraud:talk_held": SPEAKING,
    "antifraud:talk_cancel": SPEAKING,
    "antifraud:talk_photo": SPEAKING,
    "antifraud:volunteer_talks": JUSTICE,
    "antifraud:talk_choice": JUSTICE,
    "antifraud:talk_hours": JUSTICE,
}
#: Households, visits, the app, campaigns, imports.
DOOR_ROUTES: dict[str, frozenset[Role]] = {}
#: Reports of fraud, their lines, contacts, warnings before a loss.
INTERCEPT_ROUTES: dict[str, frozenset[Role]] = {
    "antifraud:board": POLICE_WORK,
    "antifraud:board_live": POLICE_WORK,
    "antifraud:report_create": POLICE_WORK,
    "antifraud:report_list": POLICE_WORK,
    "antifraud:report_detail": POLICE_WORK,
    "antifraud:report_live": POLICE_WORK,
    "antifraud:report_reveal": POLICE_WORK,
    "antifraud:question_ask": POLICE_WORK,
    "antifraud:line_add": POLICE_WORK,
    "antifraud:correction_ask": POLICE_WORK,
    "antifraud:report_act": POLICE_WORK,
    "antifraud:statement_file": POLICE_WORK,
    "antifraud:correction_decide": PLANNING,
    "antifraud:line_take": POLICE_WORK,
    "antifraud:attempt_add": POLICE_WORK,
    "antifraud:line_edit": POLICE_WORK,
    "antifraud:line_outcome": POLICE_WORK,
    "antifraud:line_release": POLICE_WORK,
    "antifraud:line_milestone": POLICE_WORK,
    "antifraud:contact_list": POLICE_WORK,
    "antifraud:contact_create": PLANNING,
    "antifraud:contact_edit": PLANNING,
    "antifraud:contact_retire": PLANNING,
    "antifraud:playbook_list": POLICE_WORK,
    "antifraud:playbook_edit": PLANNING,
    "antifraud:dissuasion_list": POLICE_WORK,
    "antifraud:dissuasion_create": POLICE_WORK,
    "antifraud:dissuasion_detail": POLICE_WORK,
    "antifraud:dissuasion_reveal": POLICE_WORK,
    "antifraud:dissuasion_defrauded": POLICE_WORK,
    "antifraud:dissuasion_act": POLICE_WORK,
}

ROUTES: dict[str, frozenset[Role]] = {**OUTREACH_ROUTES, **DOOR_ROUTES, **INTERCEPT_ROUTES}

"""Reports of fraud, their lines, contacts, warnings before a loss."""

from typing import Any

from django.urls import path

from antifraud.views import board, contacts, dissuasions, fraud_reports, lines, statement

patterns: list[Any] = [
    path("fraud/", board.board, name="board"),
    path("fraud/live/", board.board_live, name="board_live"),
    path("fraud/new/", fraud_reports.report_create, name="report_create"),
    path("fraud/reports/", fraud_reports.ReportListView.as_view(), name="report_list"),
    path("fraud/reports/<uuid:pk>/", fraud_reports.report_detail, name="report_detail"),
    path("fraud/reports/<uuid:pk>/live/", fraud_reports.report_live, name="report_live"),
    path("fraud/reports/<uuid:pk>/person/", fraud_reports.report_reveal, name="report_reveal"),
    path("fraud/reports/<uuid:pk>/question/", lines.question_ask, name="question_ask"),
    path("fraud/reports/<uuid:pk>/line/", lines.line_add, name="line_add"),
    path("fraud/reports/<uuid:pk>/correct/", fraud_reports.correction_ask, name="correction_ask"),
    path("fraud/reports/<uuid:pk>/steps/<slug:action>/", fraud_reports.report_act, name="report_act"),
    path("fraud/reports/<uuid:pk>/statement/<slug:form>/", statement.statement_file, name="statement_file"),
    path("fraud/corrections/<int:pk>/", fraud_reports.correction_decide, name="correction_decide"),
    path("fraud/lines/<uuid:pk>/take/", lines.line_take, name="line_take"),
    path("fraud/lines/<uuid:pk>/attempt/", lines.attempt_add, name="attempt_add"),
    path("fraud/lines/<uuid:pk>/edit/", lines.line_edit, name="line_edit"),
    path("fraud/lines/<uuid:pk>/outcome/", lines.line_outcome, name="line_outcome"),
    path("fraud/lines/<uuid:pk>/lapsed/", lines.line_release, name="line_release"),
    path("fraud/lines/<uuid:pk>/milestone/", lines.line_milestone, name="line_milestone"),
    path("fraud/contacts/", contacts.ContactListView.as_view(), name="contact_list"),
    path("fraud/contacts/new/", contacts.contact_create, name="contact_create"),
    path("fraud/contacts/<uuid:pk>/edit/", contacts.contact_edit, name="contact_edit"),
    path("fraud/contacts/<uuid:pk>/copy/", contacts.contact_copy, name="contact_copy"),
    path("fraud/contacts/<uuid:pk>/retire/", contacts.contact_retire, name="contact_retire"),
    path("fraud/playbooks/", contacts.playbook_list, name="playbook_list"),
    path("fraud/playbooks/<slug:kind>/", contacts.playbook_edit, name="playbook_edit"),
    path("fraud/warnings/", dissuasions.DissuasionListView.as_view(), name="dissuasion_list"),
    path("fraud/warnings/new/", dissuasions.dissuasion_create, name="dissuasion_create"),
    path("fraud/warnings/<uuid:pk>/", dissuasions.dissuasion_detail, name="dissuasion_detail"),
    path("fraud/warnings/<uuid:pk>/person/", dissuasions.dissuasion_reveal, name="dissuasion_reveal"),
    path("fraud/warnings/<uuid:pk>/report/", dissuasions.dissuasion_defrauded, name="dissuasion_defrauded"),
    path("fraud/warnings/<uuid:pk>/steps/<slug:action>/", dissuasions.dissuasion_act, name="dissuasion_act"),
]

"""Households, visits, the app, campaigns, imports."""

from typing import Any

from django.urls import path

from antifraud.views import campaigns, coverage, households, imports, visits

patterns: list[Any] = [
    path("households/", households.HouseholdListView.as_view(), name="household_list"),
    path("households/new/", households.household_create, name="household_create"),
    path("households/map/", households.household_map, name="household_map"),
    path("households/map/data.json", households.map_data, name="household_map_data"),
    path("households/villages/<int:pk>/", households.grid, name="household_grid"),
    path("households/<uuid:pk>/", households.household_detail, name="household_detail"),
    path("households/<uuid:pk>/edit/", households.household_edit, name="household_edit"),
    path("households/<uuid:pk>/left/", households.household_left, name="household_left"),
    path("households/<uuid:pk>/reveal/", households.household_reveal, name="household_reveal"),
    path("households/<uuid:pk>/count/", households.household_count, name="household_count"),
    path("households/<uuid:pk>/visit/", visits.visit_create, name="visit_create"),
    path("households/<uuid:pk>/slip/", visits.slip, name="slip"),
    path("home-visits/", visits.VisitListView.as_view(), name="visit_list"),
    path("home-visits/plans/", visits.plan_list, name="plan_list"),
    path("home-visits/plans/new/", visits.plan_create, name="plan_create"),
    path("home-visits/plans/<int:pk>/", visits.plan_detail, name="plan_detail"),
    path("home-visits/plans/<int:pk>/end/", visits.plan_end, name="plan_end"),
    path("app-help/", visits.HelpListView.as_view(), name="help_list"),
    path("app-help/<int:pk>/arrange/", visits.help_arrange, name="help_arrange"),
    path("app-help/<int:pk>/close/", visits.help_close, name="help_close"),
    path("app-coverage/", coverage.page, name="coverage"),
    path("app-coverage/data.json", coverage.data, name="coverage_data"),
    path("campaigns/", campaigns.campaign_list, name="campaign_list"),
    path("campaigns/new/", campaigns.campaign_create, name="campaign_create"),
    path("campaigns/<int:pk>/", campaigns.campaign_detail, name="campaign_detail"),
    path("campaigns/<int:pk>/end/", campaigns.campaign_end, name="campaign_end"),
    path("imports/", imports.import_list, name="import_list"),
    path("imports/new/", imports.import_create, name="import_create"),
    path("imports/templates/<slug:name>/", imports.import_template, name="import_template"),
    path("imports/<uuid:pk>/", imports.import_detail, name="import_detail"),
    path("imports/<uuid:pk>/rows/<uuid:row>/", imports.import_row, name="import_row"),
    path("imports/<uuid:pk>/known/", imports.import_known, name="import_known"),
    path("imports/<uuid:pk>/apply/", imports.import_apply, name="import_apply"),
    path("imports/<uuid:pk>/undo/", imports.import_undo, name="import_undo"),
    path("imports/<uuid:pk>/drop/", imports.import_drop, name="import_drop"),
]

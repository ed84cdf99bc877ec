from django.urls import path

from hazards.views import actions, checklists, desk, field, files, places, plans, report

app_name = "hazards"
urlpatterns = [
    path("hazards/", desk.HazardListView.as_view(), name="hazard_list"),
    path("hazards/map/", desk.hazard_map, name="hazard_map"),
    path("hazards/map/data.json", desk.map_data, name="map_data"),
    path("hazards/report/", report.report, name="report"),
    path("hazards/mine/", report.my_reports, name="my_reports"),
    path("hazards/rechecks/", field.my_rechecks, name="my_rechecks"),
    path("hazards/minors/", field.minors_count, name="minors"),
    path("hazards/photos/<uuid:pk>/", files.photo, name="photo"),
    path("hazards/orders/<int:pk>/<slug:form>/", files.order_file, name="order_file"),
    path("hazards/transfers/<int:pk>/answer/", actions.transfer_answer, name="transfer_answer"),
    path("hazards/transfers/<int:pk>/file/<slug:form>/", files.transfer_file, name="transfer_file"),
    path("hazards/extensions/<int:pk>/", actions.extension_decide, name="extension_decide"),
    path("hazards/places/<int:pk>/", places.place_history, name="place_history"),
    path("hazards/places/<int:pk>/inspect/", field.inspect, name="inspect"),
    path("hazards/<uuid:pk>/", desk.hazard_detail, name="hazard_detail"),
    path("hazards/<uuid:pk>/reported/", report.reported, name="reported"),
    path("hazards/<uuid:pk>/remark/", actions.hazard_advise, name="hazard_advise"),
    path("hazards/<uuid:pk>/recheck/", field.recheck, name="recheck"),
    path("hazards/<uuid:pk>/more-time/", actions.extension_ask, name="extension_ask"),
    path("hazards/<uuid:pk>/steps/<slug:action>/", actions.hazard_act, name="hazard_act"),
    path("inspections/", plans.inspection_calendar, name="calendar"),
    path("inspections/mine/", field.my_inspections, name="my_inspections"),
    path("inspections/plans/", plans.plan_list, name="plan_list"),
    path("inspections/plans/new/", plans.plan_edit, name="plan_create"),
    path("inspections/plans/<int:pk>/", plans.plan_edit, name="plan_edit"),
    path("inspections/checklists/", checklists.checklist_list, name="checklist_list"),
    path("inspections/checklists/<int:pk>/", checklists.checklist_detail, name="checklist_detail"),
    path("inspections/checklists/edit/<slug:kind>/", checklists.checklist_edit, name="checklist_edit"),
    path("inspections/<uuid:pk>/", field.inspection_detail, name="inspection_detail"),
    path("inspections/<uuid:pk>/move/", plans.inspection_move, name="inspection_move"),
]

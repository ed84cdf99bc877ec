from django.urls import path

from dashboards import (
    door_views,
    effect_views,
    intercept_views,
    map_views,
    matter_rows,
    matter_views,
    outreach_views,
    presence_views,
    views,
)

app_name = "dashboards"
urlpatterns = [
    path("today/", views.today, name="today"),
    path("trends/", views.trends, name="trends"),
    path("by-village/", views.villages, name="villages"),
    path("presence/", presence_views.page, name="presence"),
    path("presence/squares.json", presence_views.squares, name="presence_squares_data"),
    path("presence/table.csv", presence_views.table, name="presence_table"),
    path("disputes/figures/", matter_views.disputes, name="disputes"),
    path("disputes/figures/rows/", matter_rows.disputes, name="dispute_rows"),
    path("hazards/figures/", matter_views.hazards, name="hazards"),
    path("hazards/figures/rows/", matter_rows.hazards, name="hazard_rows"),
    path("fraud/figures/", intercept_views.intercept, name="intercept"),
    path("fraud/figures/rows/", intercept_views.rows, name="intercept_rows"),
    path("outreach/figures/", outreach_views.page, name="outreach"),
    path("fraud/effect/", effect_views.effect, name="effect"),
    path("home-visits/figures/", door_views.doors, name="doors"),
    path("map/", map_views.page, name="map"),
    path("map/data.json", map_views.data, name="map_data"),
]

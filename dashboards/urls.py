from django.urls import path

from dashboards import presence_views, views

app_name = "dashboards"
urlpatterns = [
    path("today/", views.today, name="today"),
    path("trends/", views.trends, name="trends"),
    path("by-village/", views.villages, name="villages"),
    path("presence/", presence_views.page, name="presence"),
    path("presence/squares.json", presence_views.squares, name="presence_squares_data"),
    path("presence/table.csv", presence_views.table, name="presence_table"),
    path("map/", views.map_page, name="map"),
    path("map/data.json", views.map_data, name="map_data"),
]

from django.urls import path

from dashboards import views

app_name = "dashboards"
urlpatterns = [
    path("today/", views.today, name="today"),
    path("trends/", views.trends, name="trends"),
    path("by-village/", views.villages, name="villages"),
    path("map/", views.map_page, name="map"),
    path("map/data.json", views.map_data, name="map_data"),
]

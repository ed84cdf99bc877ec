from django.urls import path

from jurisdiction import views

app_name = "jurisdiction"
urlpatterns = [
    path("places/", views.PlaceListView.as_view(), name="place_list"),
    path("places/new/", views.place_create, name="place_create"),
    path("places/<int:pk>/", views.place_detail, name="place_detail"),
    path("places/<int:pk>/edit/", views.place_edit, name="place_edit"),
    path("places/<int:pk>/telephone/", views.place_phone, name="place_phone"),
    path("villages/", views.VillageListView.as_view(), name="village_list"),
    path("villages/outlines.json", views.village_outlines, name="village_outlines"),
    path("villages/<int:pk>/", views.village_detail, name="village_detail"),
    path("villages/<int:pk>/edit/", views.village_edit, name="village_edit"),
    path("officers/", views.OfficerListView.as_view(), name="officer_list"),
    path("officers/new/", views.officer_create, name="officer_create"),
    path("officers/<int:pk>/", views.officer_detail, name="officer_detail"),
    path("officers/<int:pk>/edit/", views.officer_edit, name="officer_edit"),
    path("officers/<int:pk>/postings/new/", views.posting_create, name="posting_create"),
    path("postings/<int:pk>/end/", views.posting_end, name="posting_end"),
    path("organisation/", views.organisation, name="organisation"),
]

from django.urls import path

from command import views

app_name = "command"
urlpatterns = [
    path("disputes/<uuid:pk>/lead/", views.dispute_lead, name="dispute_lead"),
    path("followups/<uuid:pk>/lead/", views.followup_lead, name="followup_lead"),
    path("hazards/<uuid:pk>/lead/", views.hazard_lead, name="hazard_lead"),
    path("observations/<uuid:pk>/lead/", views.observation_lead, name="observation_lead"),
    path("leads/", views.LeadListView.as_view(), name="lead_list"),
    path("leads/<uuid:pk>/", views.lead_detail, name="lead_detail"),
]

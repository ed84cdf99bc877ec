from django.urls import path

from intake.views import api

urlpatterns = [
    path("session", api.SessionView.as_view(), name="sync-session"),
    path("bundle", api.BundleView.as_view(), name="sync-bundle"),
    path("records/<uuid:pk>", api.RecordView.as_view(), name="sync-record"),
    path("records", api.RecordsView.as_view(), name="sync-records"),
    path("have", api.HaveView.as_view(), name="sync-have"),
    path("drop", api.DropView.as_view(), name="sync-drop"),
    path("blobs/<slug:sha256>", api.BlobView.as_view(), name="sync-blob"),
    path("rescue", api.RescueView.as_view(), name="sync-rescue"),
]

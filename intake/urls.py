from django.urls import path

from intake.views import desk, shell

app_name = "intake"
urlpatterns = [
    path("patrol/", shell.night, name="night"),
    path("patrol/p/<str:code>/", shell.night, name="night_code"),
    path("patrol/worker.js", shell.worker, name="worker"),
    path("patrol/manifest.webmanifest", shell.manifest, name="manifest"),
    path("records/", desk.SubmissionListView.as_view(), name="submission_list"),
    path("records/import/", desk.rescue_import, name="rescue_import"),
    path("records/<uuid:pk>/", desk.submission_detail, name="submission_detail"),
    path("records/<uuid:pk>/retry/", desk.submission_retry, name="submission_retry"),
    path("records/<uuid:pk>/let-in/", desk.submission_let_in, name="submission_let_in"),
    path("clashes/", desk.clash_list, name="clash_list"),
    path("clashes/<int:pk>/", desk.clash_decide, name="clash_decide"),
    path("phones/", desk.phone_list, name="phone_list"),
]

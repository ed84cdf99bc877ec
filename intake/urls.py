from django.urls import path

from intake.views import shell

app_name = "intake"
urlpatterns = [
    path("patrol/", shell.night, name="night"),
    path("patrol/p/<str:code>/", shell.night, name="night_code"),
    path("patrol/worker.js", shell.worker, name="worker"),
    path("patrol/manifest.webmanifest", shell.manifest, name="manifest"),
]

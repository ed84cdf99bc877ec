"""Drills: as the tests, but files are real ones in a folder of the drills, and static files are served as they lie."""

from prevention.settings.test import *  # noqa: F403
from prevention.settings.test import STATIC_ROOT, STORAGES

#: Where the phone's end of a drill's own network finds the station.
STATION_ADDRESS = "10.77.0.1"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", STATION_ADDRESS]
MEDIA_ROOT = STATIC_ROOT.parent / "drills" / "media"
STORAGES = {**STORAGES, "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}
WHITENOISE_USE_FINDERS = True

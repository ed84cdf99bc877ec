"""Tests: quick hashing, no lock-out between tests, secrets that protect nothing."""

import base64
import os

os.environ.setdefault("SECRET_KEY", "only-for-tests")
os.environ.setdefault("FIELD_KEYS", "t1:" + base64.b64encode(b"t" * 32).decode())
os.environ.setdefault("INDEX_KEY", base64.b64encode(b"i" * 32).decode())

from prevention.settings.base import *  # noqa: F403
from prevention.settings.base import DATABASES, STATIC_ROOT, env

ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AXES_ENABLED = False
DATABASES["default"]["CONN_MAX_AGE"] = 0
DATABASES["default"]["TEST"] = {"NAME": env.str("TEST_DATABASE_NAME", default="test_prevention")}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
IS_DEMO = False
#: Tests that take something back ask for the ten seconds of real phones.
PHONE_UNDO_SECONDS = 2
#: Nobody listens there: a test that sends gives its own receiver's address.
NOTICE_SINK = "http://127.0.0.1:9"
NOTICE_TIMEOUT = 2
VAPID_PRIVATE_KEY = base64.b64encode(b"v" * 32).decode()
STATIC_ROOT.mkdir(parents=True, exist_ok=True)

"""The demo on one machine: plain HTTP on loopback, or TLS by the station's own certificate; secrets made by ./run."""

from prevention.settings.base import *  # noqa: F403
from prevention.settings.base import env

DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *env.list("WEB_HOST", default=[])]
if env.bool("HTTPS", default=False):
    SESSION_COOKIE_NAME = "__Host-session"
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_NAME = "__Host-csrf"
    CSRF_COOKIE_SECURE = True
IS_DEMO = True

"""The demo on one machine: plain HTTP on loopback, or TLS by the station's own certificate; secrets made by ./run."""

from prevention.settings.base import *  # noqa: F403
from prevention.settings.base import env
from prevention.settings.messages import NOTICE_SMS

DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *env.list("WEB_HOST", default=[])]
if env.bool("HTTPS", default=False):
    SESSION_COOKIE_NAME = "__Host-session"
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_NAME = "__Host-csrf"
    CSRF_COOKIE_SECURE = True
IS_DEMO = True

# Whatever the demo sends goes to its fake receiver on loopback, never outside; what it got: /notices/received/.
NOTICE_SINK = f"http://127.0.0.1:{env.int('RECEIVER_PORT', default=9)}"
NOTICE_SMS["url"] = "https://sms.gateway.example/send"
EMAIL_HOST = "127.0.0.1"
EMAIL_PORT = env.int("RECEIVER_MAIL_PORT", default=9)
EMAIL_USE_TLS = False

"""The demo on one machine: plain HTTP on loopback, secrets made by ./run into var/."""

from prevention.settings.base import *  # noqa: F403

DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
IS_DEMO = True

"""Benches of whole pages: as the tests, but static files are collected, compressed and named by their hash, as the site
serves them."""

from prevention.settings.base import STORAGES as SITE_STORAGES
from prevention.settings.drill import *  # noqa: F403
from prevention.settings.drill import STORAGES

STORAGES = {**STORAGES, "staticfiles": SITE_STORAGES["staticfiles"]}
WHITENOISE_USE_FINDERS = False

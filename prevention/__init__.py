"""The project shell: settings, URLs, Celery and its beat table, the demo. Imports every room; no room imports it."""

from prevention.celery import app as celery_app

__all__ = ["celery_app"]

"""Celery: messages are hints to look now; what is true stands in PostgreSQL."""

import os

from celery import Celery

from prevention.schedule import BEAT_SCHEDULE

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prevention.settings.demo")

app = Celery("prevention")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.beat_schedule = BEAT_SCHEDULE
app.autodiscover_tasks()

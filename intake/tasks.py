"""Celery's doors into this room."""

from celery import shared_task
from django.utils import timezone

from intake.operations.applying import sweep
from intake.operations.retention import apply_retention


@shared_task(ignore_result=True)
def apply_received() -> None:
    sweep(at=timezone.now())


@shared_task(ignore_result=True)
def forget_old() -> None:
    apply_retention(at=timezone.now())

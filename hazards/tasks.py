"""Celery's doors: each says "look now" and nothing else."""

from celery import shared_task
from django.utils import timezone

from hazards.operations import sweep


@shared_task(ignore_result=True)
def sweep_hazards() -> None:
    sweep.sweep(at=timezone.now())

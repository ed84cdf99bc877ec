"""Celery's doors: each says "look now" and nothing else."""

from celery import shared_task
from django.utils import timezone

from hazards.operations import retention, sweep


@shared_task(ignore_result=True)
def sweep_hazards() -> None:
    sweep.sweep(at=timezone.now())


@shared_task(ignore_result=True)
def apply_retention() -> None:
    retention.apply_retention(at=timezone.now())

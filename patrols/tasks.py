"""Celery's doors: each says "look now" and nothing else."""

from celery import shared_task
from django.utils import timezone

from patrols.operations import reconcile, retention


@shared_task(ignore_result=True)
def reconcile_rounds() -> None:
    reconcile.reconcile(at=timezone.now())


@shared_task(ignore_result=True)
def apply_retention() -> None:
    retention.apply_retention(at=timezone.now())

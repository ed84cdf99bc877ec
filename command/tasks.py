"""Celery's door: says "look now" and nothing else."""

from celery import shared_task
from django.utils import timezone

from command.operations import retention


@shared_task(ignore_result=True)
def apply_retention() -> None:
    retention.apply_retention(at=timezone.now())

"""Celery's doors: each says "look now" and nothing else."""

from celery import shared_task
from django.utils import timezone

from antifraud.operations import campaigns, retention


@shared_task(ignore_result=True)
def forget_doors() -> None:
    retention.forget_doors(at=timezone.now())


@shared_task(ignore_result=True)
def close_campaigns() -> None:
    campaigns.close_ended(at=timezone.now())

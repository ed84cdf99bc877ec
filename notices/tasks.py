"""Celery's doors: each says "look now" and nothing else."""

from celery import shared_task
from django.utils import timezone

from notices.operations import escalation, sending, upkeep


@shared_task(ignore_result=True)
def deliver() -> None:
    sending.deliver_due(at=timezone.now())


@shared_task(ignore_result=True)
def escalate() -> None:
    escalation.escalate_due(at=timezone.now())


@shared_task(ignore_result=True)
def forget_old() -> None:
    upkeep.forget_old(at=timezone.now())

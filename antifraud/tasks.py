"""Celery's doors: each says "look now" and nothing else."""

from celery import shared_task
from django.utils import timezone

from antifraud.operations import (
    campaigns,
    intercept_retention,
    intercept_sweep,
    outreach_sweep,
    postings,
    retention,
)


@shared_task(ignore_result=True)
def sweep_intercept() -> None:
    intercept_sweep.sweep(at=timezone.now())


@shared_task(ignore_result=True)
def apply_intercept_retention() -> None:
    intercept_retention.apply_retention(at=timezone.now())


@shared_task(ignore_result=True)
def post_broadcasts() -> None:
    postings.post_due(at=timezone.now())


@shared_task(ignore_result=True)
def remind_keepers() -> None:
    outreach_sweep.remind_keepers(at=timezone.now())


@shared_task(ignore_result=True)
def forget_outreach() -> None:
    outreach_sweep.forget(at=timezone.now())


@shared_task(ignore_result=True)
def forget_doors() -> None:
    retention.forget_doors(at=timezone.now())


@shared_task(ignore_result=True)
def close_campaigns() -> None:
    campaigns.close_ended(at=timezone.now())

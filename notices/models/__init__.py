"""Notices, who was told, by which ways, and what people chose."""

from notices.models.addresses import Contact, Preference, PushSubscription, Webhook
from notices.models.deliveries import Delivery
from notices.models.notices import Escalation, Notice, Recipient

__all__ = [
    "Contact",
    "Delivery",
    "Escalation",
    "Notice",
    "Preference",
    "PushSubscription",
    "Recipient",
    "Webhook",
]

"""Closed lists of the command room."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class LeadSource(TextChoices):
    DISPUTE = "dispute", pgettext_lazy("lead", "dispute")
    FOLLOWUP = "followup", pgettext_lazy("lead", "follow-up visit")
    HAZARD = "hazard", pgettext_lazy("lead", "hazard")
    VISIT = "visit", pgettext_lazy("lead", "visit or observation")


class LeadStatus(TextChoices):
    RECEIVED = "received", pgettext_lazy("lead", "received")
    ASSESSED = "assessed", pgettext_lazy("lead", "assessed")
    VERIFYING = "verifying", pgettext_lazy("lead", "being verified")
    CONFIRMED = "confirmed", pgettext_lazy("lead", "confirmed")
    REFUTED = "refuted", pgettext_lazy("lead", "refuted")
    PARKED = "parked", pgettext_lazy("lead", "parked")

"""Chainable reads of the command room."""

import datetime
from typing import TYPE_CHECKING, Self

from command.choices import LeadStatus
from jurisdiction.querysets import ScopedQuerySet

if TYPE_CHECKING:
    from command.models import Lead, LeadNote  # noqa: F401  # named in quotes below


class LeadQuerySet(ScopedQuerySet["Lead"]):
    """No village path: whoever's remit is villages sees none."""

    def open(self) -> Self:
        """Somebody may still judge it: not decided, and its words are there."""
        judged = [LeadStatus.CONFIRMED, LeadStatus.REFUTED]
        return self.filter(forgotten_at__isnull=True).exclude(status__in=judged)

    def untouched_since(self, moment: datetime.datetime) -> Self:
        """Neither received nor assessed after that moment."""
        return self.filter(received_at__lte=moment).exclude(notes__at__gt=moment)


class LeadNoteQuerySet(ScopedQuerySet["LeadNote"]):
    pass

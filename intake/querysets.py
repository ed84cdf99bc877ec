"""Chainable reads of the intake room."""

import datetime
from typing import TYPE_CHECKING, Self

from django.db.models import Q

from intake.choices import State
from jurisdiction.querysets import ScopedQuerySet

if TYPE_CHECKING:
    from intake.models import Clash, Phone, Submission  # noqa: F401  # named in quotes below

#: A phone that holds entries back comes into signal within a night; after a day somebody asks where it is.
SILENT_AFTER = datetime.timedelta(days=1)
#: Not applied, and nobody has put a question about it yet: clashes have a page and a count of their own.
STUCK = (State.RECEIVED, State.HELD, State.REFUSED)


class SubmissionQuerySet(ScopedQuerySet["Submission"]):
    def stuck(self) -> Self:
        """Stored, but somebody or something is still needed, other than a decision between two phones."""
        return self.filter(state__in=STUCK)

    def unsettled(self) -> Self:
        """May still be applied."""
        return self.filter(state__in=(*STUCK, State.CLASH)).exclude(body=b"")

    def to_apply(self) -> Self:
        return self.filter(state=State.RECEIVED)


class ClashQuerySet(ScopedQuerySet["Clash"]):
    station_path = "submission__station_id"

    def open(self) -> Self:
        return self.filter(decided_at__isnull=True)


class PhoneQuerySet(ScopedQuerySet["Phone"]):
    def waiting(self) -> Self:
        """Phones that said they hold something back."""
        return self.filter(Q(waiting__gt=0) | Q(refused__gt=0))

    def silent(self, at: datetime.datetime) -> Self:
        """Phones that hold something back and were not heard of for long. One that holds nothing may well lie in a
        drawer."""
        return self.waiting().filter(last_seen_at__lt=at - SILENT_AFTER)

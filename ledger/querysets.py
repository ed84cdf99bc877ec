"""Reads of the ledger."""

from typing import TYPE_CHECKING, Self

from jurisdiction.querysets import ScopedQuerySet
from jurisdiction.remit import Remit

if TYPE_CHECKING:
    from ledger.models import Entry  # noqa: F401  # named in quotes below


class EntryQuerySet(ScopedQuerySet["Entry"]):
    def within(self, remit: Remit, *, unplaced: bool = False) -> Self:
        """The entries of the remit's stations; with `unplaced` also those of no station, such as failed sign-ins,
        which lie in nobody's remit."""
        found = super().within(remit)
        return found | self.filter(station__isnull=True) if unplaced else found

"""Reads of the ledger."""

from typing import TYPE_CHECKING

from jurisdiction.querysets import ScopedQuerySet

if TYPE_CHECKING:
    from ledger.models import Entry  # noqa: F401  # named in quotes below


class EntryQuerySet(ScopedQuerySet["Entry"]):
    pass

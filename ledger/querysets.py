"""Reads of the ledger."""

from typing import Any

from jurisdiction.querysets import ScopedQuerySet


class EntryQuerySet(ScopedQuerySet[Any]):
    pass

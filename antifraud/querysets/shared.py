"""Rows that every station may use and no single one may change."""

from typing import Self, TypeVar

from django.db import models
from django.db.models import Q

from jurisdiction.querysets import ScopedQuerySet
from jurisdiction.remit import Breadth, Remit

M = TypeVar("M", bound=models.Model)


class SharedQuerySet(ScopedQuerySet[M]):
    """Rows of everybody (without a station) and of one's own stations."""

    def within(self, remit: Remit) -> Self:
        if remit.breadth is Breadth.EVERYWHERE:
            return self.all()
        if remit.breadth is not Breadth.STATIONS:
            return self.none()
        return self.filter(Q(station__isnull=True) | Q(station__in=remit.stations))

    def changeable(self, remit: Remit) -> Self:
        """Those that this remit may change: what everybody uses is changed by nobody whose remit ends somewhere."""
        found = self.within(remit)
        return found if remit.breadth is Breadth.EVERYWHERE else found.filter(station__isnull=False)

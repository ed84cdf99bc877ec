"""Chainable reads of households; `.within(remit)` comes from the ground floor."""

from typing import TYPE_CHECKING

from jurisdiction.querysets import ScopedQuerySet

if TYPE_CHECKING:
    from antifraud.models import Household  # noqa: F401  # named in quotes below


class HouseholdQuerySet(ScopedQuerySet["Household"]):
    village_path = "village_id"

    def in_use(self) -> "HouseholdQuerySet":
        """Households that still live there."""
        return self.filter(left_on__isnull=True)

"""What the room keeps, by noun."""

from antifraud.models.households import Household

__all__ = ["Household"]

"""What the room keeps, by noun."""

from antifraud.models.campaigns import Campaign
from antifraud.models.households import Household
from antifraud.models.imports import ImportBatch, ImportRow
from antifraud.models.visits import AppCount, AppHelp, DoorVisit, PlannedDoor, VisitPlan

__all__ = [
    "AppCount",
    "AppHelp",
    "Campaign",
    "DoorVisit",
    "Household",
    "ImportBatch",
    "ImportRow",
    "PlannedDoor",
    "VisitPlan",
]

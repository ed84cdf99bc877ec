from hazards.models.checklists import Checklist, ChecklistVersion
from hazards.models.hazards import Hazard, Sighting, Step
from hazards.models.inspections import Finding, Inspection, InspectionPlan, MinorsCount
from hazards.models.orders import Extension, Recheck, RectificationOrder, Transfer
from hazards.models.photos import HazardPhoto

__all__ = [
    "Checklist",
    "ChecklistVersion",
    "Extension",
    "Finding",
    "Hazard",
    "HazardPhoto",
    "Inspection",
    "InspectionPlan",
    "MinorsCount",
    "Recheck",
    "RectificationOrder",
    "Sighting",
    "Step",
    "Transfer",
]

"""What the room keeps, by noun."""

from antifraud.models.contacts import Contact, Playbook
from antifraud.models.dissuasions import Dissuasion, DissuasionStep
from antifraud.models.households import Household
from antifraud.models.lines import Attempt, Line, Milestone, Movement
from antifraud.models.reports import Asked, Correction, FraudReport, ReportStep

__all__ = [
    "Asked",
    "Attempt",
    "Contact",
    "Correction",
    "Dissuasion",
    "DissuasionStep",
    "FraudReport",
    "Household",
    "Line",
    "Milestone",
    "Movement",
    "Playbook",
    "ReportStep",
]

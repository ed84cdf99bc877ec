"""What the room keeps, by noun."""

from antifraud.models.broadcasts import Broadcast, GroupPosting, Reply
from antifraud.models.campaigns import Campaign
from antifraud.models.contacts import Contact, Playbook
from antifraud.models.dissuasions import Dissuasion, DissuasionStep
from antifraud.models.groups import ChatGroup, MemberCount
from antifraud.models.households import Household
from antifraud.models.imports import ImportBatch, ImportRow
from antifraud.models.lines import Attempt, Line, Milestone, Movement
from antifraud.models.reports import Asked, Correction, FraudReport, ReportStep
from antifraud.models.talks import Talk, TalkPhoto
from antifraud.models.visits import AppCount, AppHelp, DoorVisit, PlannedDoor, VisitPlan
from antifraud.models.warnings import FraudWarning, WarningVersion

__all__ = [
    "AppCount",
    "AppHelp",
    "Asked",
    "Attempt",
    "Broadcast",
    "Campaign",
    "ChatGroup",
    "Contact",
    "Correction",
    "Dissuasion",
    "DissuasionStep",
    "DoorVisit",
    "FraudReport",
    "FraudWarning",
    "GroupPosting",
    "Household",
    "ImportBatch",
    "ImportRow",
    "Line",
    "MemberCount",
    "Milestone",
    "Movement",
    "PlannedDoor",
    "Playbook",
    "Reply",
    "ReportStep",
    "Talk",
    "TalkPhoto",
    "VisitPlan",
    "WarningVersion",
]

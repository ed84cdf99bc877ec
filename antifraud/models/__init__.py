"""What the room keeps, by noun."""

from antifraud.models.broadcasts import Broadcast, GroupPosting, Reply
from antifraud.models.contacts import Contact, Playbook
from antifraud.models.dissuasions import Dissuasion, DissuasionStep
from antifraud.models.groups import ChatGroup, MemberCount
from antifraud.models.households import Household
from antifraud.models.lines import Attempt, Line, Milestone, Movement
from antifraud.models.reports import Asked, Correction, FraudReport, ReportStep
from antifraud.models.talks import Talk, TalkPhoto
from antifraud.models.warnings import FraudWarning, WarningVersion

__all__ = [
    "Asked",
    "Attempt",
    "Broadcast",
    "ChatGroup",
    "Contact",
    "Correction",
    "Dissuasion",
    "DissuasionStep",
    "FraudReport",
    "FraudWarning",
    "GroupPosting",
    "Household",
    "Line",
    "MemberCount",
    "Milestone",
    "Movement",
    "Playbook",
    "Reply",
    "ReportStep",
    "Talk",
    "TalkPhoto",
    "WarningVersion",
]

"""What the room keeps, by noun."""

from antifraud.models.broadcasts import Broadcast, GroupPosting, Reply
from antifraud.models.groups import ChatGroup, MemberCount
from antifraud.models.households import Household
from antifraud.models.talks import Talk, TalkPhoto
from antifraud.models.warnings import FraudWarning, WarningVersion

__all__ = [
    "Broadcast",
    "ChatGroup",
    "FraudWarning",
    "GroupPosting",
    "Household",
    "MemberCount",
    "Reply",
    "Talk",
    "TalkPhoto",
    "WarningVersion",
]

"""What the room keeps, by noun."""

from antifraud.models.broadcasts import Broadcast, Posting, Reply
from antifraud.models.groups import ChatGroup, MemberCount
from antifraud.models.households import Household
from antifraud.models.talks import Talk, TalkPhoto
from antifraud.models.warnings import FraudWarning, WarningVersion

__all__ = [
    "Broadcast",
    "ChatGroup",
    "FraudWarning",
    "Household",
    "MemberCount",
    "Posting",
    "Reply",
    "Talk",
    "TalkPhoto",
    "WarningVersion",
]

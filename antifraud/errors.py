"""What the anti-fraud room refuses."""

from jurisdiction.errors import DomainError


class AntifraudRefused(DomainError):
    """What was said does not hold."""

    code = "antifraud_refused"


class RecordTaken(DomainError):
    """A key that another officer's record carries: kept apart, never merged."""

    code = "record_taken"


class NotNow(DomainError):
    """The report, line or warning is in a state that this cannot follow."""

    code = "not_now"


class PoliceOnly(DomainError):
    code = "police_only"


class StaleLine(DomainError):
    """Somebody else has edited the line meanwhile: both versions are shown."""

    code = "stale_line"


class SecondPerson(DomainError):
    """Amounts are corrected by two: who asks does not decide."""

    code = "second_person"


class GroupRefused(DomainError):
    code = "group_refused"


class WarningRefused(DomainError):
    code = "warning_refused"


class BroadcastRefused(DomainError):
    code = "broadcast_refused"


class PostingRefused(DomainError):
    """The posting is in a state that this cannot follow: somebody else was quicker, mostly."""

    code = "posting_refused"


class TalkRefused(DomainError):
    code = "talk_refused"

"""What the anti-fraud room refuses."""

from jurisdiction.errors import DomainError


class AntifraudRefused(DomainError):
    """What was said does not hold."""

    code = "antifraud_refused"


class RecordTaken(DomainError):
    """A key that another officer's record carries: kept apart, never merged."""

    code = "record_taken"

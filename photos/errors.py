"""What keeping a picture refuses, whatever room it belongs to."""

from jurisdiction.errors import DomainError


class PhotoRefused(DomainError):
    code = "photo_refused"


class RecordTaken(DomainError):
    """A key that another person's photo carries: kept apart, never merged."""

    code = "record_taken"

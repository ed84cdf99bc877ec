"""What the intake room refuses."""

from jurisdiction.errors import DomainError


class AlreadySettled(DomainError):
    code = "already_settled"


class NotDroppable(DomainError):
    code = "not_droppable"


class OwnEntry(DomainError):
    code = "own_entry"


class NotTaken(DomainError):
    code = "not_taken"


class BlobRefused(DomainError):
    code = "blob_refused"

"""What the command room refuses."""

from jurisdiction.errors import DomainError


class LeadRefused(DomainError):
    code = "lead_refused"

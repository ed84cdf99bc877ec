"""What the hazard room refuses."""

from jurisdiction.errors import DomainError


class HazardRefused(DomainError):
    """What was said about a hazard does not hold."""

    code = "hazard_refused"


class NotNow(DomainError):
    """The hazard is in a state that this cannot follow."""

    code = "not_now"


class OwnFinding(DomainError):
    """Nothing is re-inspected, dismissed or closed by who found it."""

    code = "own_finding"


class SecondPerson(DomainError):
    """Nothing is re-inspected by who ordered it, nor closed when one police officer alone had a hand in it."""

    code = "second_person"


class PoliceOnly(DomainError):
    code = "police_only"


class RecordTaken(DomainError):
    """A key that another officer's record carries: kept apart, never merged."""

    code = "record_taken"


class InspectionRefused(DomainError):
    code = "inspection_refused"


class ExtensionRefused(DomainError):
    code = "extension_refused"


class ChecklistRefused(DomainError):
    code = "checklist_refused"


class PlanRefused(DomainError):
    code = "plan_refused"

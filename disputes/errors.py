"""What the room of disputes refuses."""

from jurisdiction.errors import DomainError


class ReportRefused(DomainError):
    code = "report_refused"


class RecordTaken(DomainError):
    """A key that another person's record carries: kept apart, never merged."""

    code = "record_taken"


class NotYourVillage(DomainError):
    code = "not_your_village"


class StepRefused(DomainError):
    """The step does not follow from where the dispute stands, or is somebody else's to take."""

    code = "step_refused"


class DisputeMoved(DomainError):
    """Somebody else was faster: the dispute stands elsewhere than when this was begun."""

    code = "dispute_moved"


class MediationRefused(DomainError):
    """The law's conditions of this mediation are not met."""

    code = "mediation_refused"


class MergeRefused(DomainError):
    code = "merge_refused"


class FourEyes(DomainError):
    code = "four_eyes"

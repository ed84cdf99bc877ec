"""What the patrol room refuses."""

from typing import Any

from jurisdiction.errors import DomainError


class RoundNotStartable(DomainError):
    code = "round_not_startable"


class RoundNotRunning(DomainError):
    code = "round_not_running"


class RoundNotStarted(RoundNotRunning):
    """Nobody's start of this round has arrived yet: what a phone sends of it waits."""

    code = "round_not_started"


class NotOnThisShift(DomainError):
    code = "not_on_this_shift"


class CheckNotWithdrawable(DomainError):
    code = "check_not_withdrawable"


class VehicleClosed(DomainError):
    code = "vehicle_closed"


class PoliceOnly(DomainError):
    code = "police_only"


class MemberBusy(DomainError):
    code = "member_busy"


class StaffingRefused(DomainError):
    code = "staffing_refused"


class ShiftNotEditable(DomainError):
    code = "shift_not_editable"


class PlanChanged(DomainError):
    code = "plan_changed"


class RecordTaken(DomainError):
    """A key that another officer's record carries: kept apart, never merged."""

    code = "record_taken"


class PassRefused(DomainError):
    """What is said about a passed place does not hold."""

    code = "pass_refused"


class TrackRefused(DomainError):
    """A file that cannot be taken as a round's track."""

    code = "track_refused"


class NotHandedOver(DomainError):
    code = "not_handed_over"


class ObservationRefused(DomainError):
    code = "observation_refused"


class VisitClosed(DomainError):
    """Closed with another result before; `visit` is the row as it is stored."""

    code = "visit_closed"

    def __init__(self, message: str, *, visit: Any) -> None:
        super().__init__(message, field="result")
        self.visit = visit

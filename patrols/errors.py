"""What the patrol room refuses."""

from jurisdiction.errors import DomainError


class RoundNotStartable(DomainError):
    code = "round_not_startable"


class RoundNotRunning(DomainError):
    code = "round_not_running"


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


class PhotoRefused(DomainError):
    code = "photo_refused"


class RecordTaken(DomainError):
    """A key that another officer's record carries: kept apart, never merged."""

    code = "record_taken"

from disputes.models.disputes import Dispute, Party, Report
from disputes.models.mediation import Agreement, FollowUp, Mediation, Session
from disputes.models.photos import DisputePhoto
from disputes.models.steps import Deadline, OverdueAlert
from disputes.models.timeline import Event, LevelChange

__all__ = [
    "Agreement",
    "Deadline",
    "Dispute",
    "DisputePhoto",
    "Event",
    "FollowUp",
    "LevelChange",
    "Mediation",
    "OverdueAlert",
    "Party",
    "Report",
    "Session",
]

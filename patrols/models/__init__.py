from patrols.models.alerts import ReconcileRun, RoundAlert
from patrols.models.checks import PlacePass, VehicleCheck
from patrols.models.notes import HandoverRead, Observation, TalkCard
from patrols.models.photos import Photo
from patrols.models.place_codes import PlaceCode
from patrols.models.presence import PresenceCell, TrackPart
from patrols.models.rosters import Roster, RosterPlace, RosterSquad
from patrols.models.rounds import Round
from patrols.models.shifts import Shift, ShiftMember, ShiftPlace
from patrols.models.squads import Squad, SquadMember
from patrols.models.vehicles import CallCode, CodeQuery, ContactAttempt, OwnerContact, UnsecuredVehicle
from patrols.models.visits import OwnerVisit

__all__ = [
    "CallCode",
    "CodeQuery",
    "ContactAttempt",
    "HandoverRead",
    "Observation",
    "OwnerContact",
    "OwnerVisit",
    "Photo",
    "PlaceCode",
    "PlacePass",
    "PresenceCell",
    "ReconcileRun",
    "Roster",
    "RosterPlace",
    "RosterSquad",
    "Round",
    "RoundAlert",
    "Shift",
    "ShiftMember",
    "ShiftPlace",
    "Squad",
    "SquadMember",
    "TalkCard",
    "TrackPart",
    "UnsecuredVehicle",
    "VehicleCheck",
]

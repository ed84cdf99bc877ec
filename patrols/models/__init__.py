from patrols.models.alerts import ReconcileRun, RoundAlert
from patrols.models.checks import PlacePass, VehicleCheck
from patrols.models.rosters import Roster, RosterPlace, RosterSquad
from patrols.models.rounds import Round
from patrols.models.shifts import Shift, ShiftMember, ShiftPlace
from patrols.models.squads import Squad, SquadMember, Volunteer
from patrols.models.vehicles import CallCode, CodeQuery, ContactAttempt, OwnerContact, UnsecuredVehicle

__all__ = [
    "CallCode",
    "CodeQuery",
    "ContactAttempt",
    "OwnerContact",
    "PlacePass",
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
    "UnsecuredVehicle",
    "VehicleCheck",
    "Volunteer",
]

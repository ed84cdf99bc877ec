from jurisdiction.models.limits import CalendarDay, TimeLimit
from jurisdiction.models.officers import Officer, Posting, Team
from jurisdiction.models.places import Place
from jurisdiction.models.territory import PoliceDistrict, Station, Township, Village
from jurisdiction.models.volunteers import Volunteer

__all__ = [
    "CalendarDay",
    "Officer",
    "Place",
    "PoliceDistrict",
    "Posting",
    "Station",
    "Team",
    "TimeLimit",
    "Township",
    "Village",
    "Volunteer",
]

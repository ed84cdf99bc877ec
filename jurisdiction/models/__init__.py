from jurisdiction.models.officers import Officer, Posting, Team
from jurisdiction.models.places import Place
from jurisdiction.models.territory import PoliceDistrict, Station, Township, Village

__all__ = ["Officer", "Place", "PoliceDistrict", "Posting", "Station", "Team", "Township", "Village"]

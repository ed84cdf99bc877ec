"""Stations with squads and rosters, and what must come of them, worked out without the rules under test."""

import datetime
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.contrib.gis.geos import Point

from jurisdiction.choices import OfficerKind, PlaceKind
from jurisdiction.models import Officer, Place, PoliceDistrict, Station
from patrols.models import Roster, RosterPlace, RosterSquad, Squad, SquadMember

ZONE = ZoneInfo("Asia/Shanghai")
DAY = datetime.timedelta(days=1)
BEGIN = datetime.datetime(2026, 3, 2, 12, tzinfo=ZONE)
SQUADS, SQUADS_A_NIGHT, CREW, PLACES = 3, 2, 4, 3
#: Every night 20:00 to 06:00, a round each two hours.
SLOT_HOURS = (20, 22, 24, 26, 28)
MINUTES = {"reminder": -10, "officer": 30, "leader": 40, "chief": 60}
AHEAD = 14


@dataclass(frozen=True, slots=True)
class Slot:
    """A round that is due: the squad and the planned moment say which one."""

    squad: int
    planned_at: datetime.datetime

    def moment(self, step: str) -> datetime.datetime:
        return self.planned_at + datetime.timedelta(minutes=MINUTES[step])

    @property
    def start_by(self) -> datetime.datetime:
        return self.moment("officer")

    @property
    def walked(self) -> bool:
        """Whether the drill's officers walk this round in time: about every third one."""
        return (self.squad + self.planned_at.astimezone(ZONE).hour // 2) % 3 == 0


@dataclass(frozen=True, slots=True)
class Scene:
    """The squads of each station in the order of their turns, and one officer of each squad."""

    rotations: tuple[tuple[int, ...], ...]
    officers: dict[int, int]

    def slots(self, last_night: datetime.date) -> list[Slot]:
        """Every round due from the first night to the given one."""
        found = []
        night = BEGIN.date()
        while night <= last_night:
            turn = (night - BEGIN.date()).days * SQUADS_A_NIGHT
            midnight = datetime.datetime.combine(night, datetime.time(), tzinfo=ZONE)
            for rotation in self.rotations:
                on_duty = [rotation[(turn + offset) % SQUADS] for offset in range(SQUADS_A_NIGHT)]
                for squad in on_duty:
                    found += [Slot(squad, midnight + datetime.timedelta(hours=hour)) for hour in SLOT_HOURS]
            night += DAY
        return found


def build(stations: int) -> Scene:
    """Stores the stations with their people and rosters; no shift is planned yet."""
    district = PoliceDistrict.objects.create(name="Drill district")
    rotations: list[tuple[int, ...]] = []
    officers: dict[int, int] = {}
    for number in range(1, stations + 1):
        station = Station.objects.create(
            district=district,
            name=f"Drill station {number}",
            short_name=str(number),
            unit_code=f"99999999{number:04d}",
            is_central=number == 1,
        )
        places = Place.objects.bulk_create(
            Place(
                station=station,
                kind=PlaceKind.ROADSIDE_PARKING,
                name=f"Place {index}",
                point=Point(117.3, 26.0, srid=4326),
                created_at=BEGIN,
            )
            for index in range(PLACES)
        )
        squads = [_squad(station, index, officers) for index in range(SQUADS)]
        _roster(station, squads, places)
        rotations.append(tuple(squad.pk for squad in squads))
    return Scene(tuple(rotations), officers)


def _squad(station: Station, index: int, officers: dict[int, int]) -> Squad:
    squad = Squad.objects.create(station=station, name=f"Squad {index}")
    crew = Officer.objects.bulk_create(
        Officer(
            username=f"drill{squad.pk}x{member}",
            password="!",  # noqa: S106  # fits no password: nobody signs in here
            name=f"Officer {squad.pk}.{member}",
            kind=OfficerKind.POLICE if member < 2 else OfficerKind.AUXILIARY,
        )
        for member in range(CREW)
    )
    SquadMember.objects.bulk_create(
        SquadMember(squad=squad, officer=officer, is_leader=officer is crew[0], starts_on=BEGIN.date() - DAY)
        for officer in crew
    )
    officers[squad.pk] = crew[0].pk
    return squad


def _roster(station: Station, squads: list[Squad], places: list[Place]) -> None:
    roster = Roster.objects.create(
        station=station,
        name="Every night",
        weekdays=list(range(7)),
        starts_at=datetime.time(20),
        ends_at=datetime.time(6),
        squads_a_night=SQUADS_A_NIGHT,
        valid_from=BEGIN.date(),
    )
    RosterSquad.objects.bulk_create(
        RosterSquad(roster=roster, squad=squad, position=index) for index, squad in enumerate(squads, start=1)
    )
    RosterPlace.objects.bulk_create(
        RosterPlace(roster=roster, place=place, position=index) for index, place in enumerate(places, start=1)
    )

"""The cast of every test: two stations of one district, and people who may and may not."""

import datetime
from dataclasses import dataclass, field

from django.contrib.gis.geos import MultiPolygon, Point, Polygon
from django.utils import timezone

from jurisdiction import time_limits
from jurisdiction.choices import OfficerKind, PlaceKind, Role, TeamKind, VillageKind
from jurisdiction.models import (
    Officer,
    Place,
    PoliceDistrict,
    Posting,
    Station,
    Team,
    Township,
    Village,
    Volunteer,
)
from patrols.models import Roster, RosterPlace, RosterSquad, Squad, SquadMember

PASSWORD = "correct-horse-staple"
SINCE = datetime.date(2025, 1, 1)


def at(text: str) -> datetime.datetime:
    """`2026-09-03 21:05` in the station's time."""
    return datetime.datetime.fromisoformat(text).replace(tzinfo=timezone.get_default_timezone())


def square(longitude: float, latitude: float, size: float = 0.02) -> MultiPolygon:
    """A square with its lower left corner there."""
    return MultiPolygon(
        Polygon.from_bbox((longitude, latitude, longitude + size, latitude + size)), srid=4326
    )


@dataclass
class Cast:
    """Station A is the central one; B is another of the same district; the outsider belongs to another district."""

    district: PoliceDistrict
    station_a: Station
    station_b: Station
    elsewhere: Station
    village_a: Village
    village_b: Village
    place_a: Place
    place_b: Place
    squad_a: Squad
    squad_b: Squad
    roster_a: Roster
    volunteer: Volunteer
    people: dict[str, Officer] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Officer:
        people: dict[str, Officer] = self.__dict__.get("people", {})
        if name not in people:
            raise AttributeError(name)
        return people[name]


def person(
    username: str,
    role: Role | None,
    station: Station,
    *,
    kind: OfficerKind = OfficerKind.POLICE,
    village: Village | None = None,
    team: Team | None = None,
) -> Officer:
    officer: Officer = Officer.objects.create_user(
        username=username,
        password=PASSWORD,
        name=username.replace("_", " ").title(),
        kind=kind,
        is_staff=role == Role.SYSTEM_ADMIN,
        is_superuser=role == Role.SYSTEM_ADMIN,
    )
    if role is not None:
        Posting.objects.create(
            officer=officer, station=station, role=role, village=village, team=team, starts_on=SINCE
        )
    return officer


def _station(district: PoliceDistrict, name: str, number: int, *, central: bool = False) -> Station:
    return Station.objects.create(
        district=district,
        name=f"Station {name}",
        short_name=name,
        unit_code=f"35048100{number:04d}",
        is_central=central,
        letters=f"S{name}",
        document_prefix=f"({name})",
    )


def _village(station: Station, code: str, longitude: float) -> Village:
    township = Township.objects.create(station=station, name=f"Township {station.short_name}", code=code)
    return Village.objects.create(
        township=township,
        name=f"Village {station.short_name}",
        kind=VillageKind.VILLAGE,
        code=f"{code}201",
        population=1000,
        households=300,
        boundary=square(longitude, 26.0),
        boundary_is_illustrative=True,
    )


def _place(station: Station, village: Village, name: str, longitude: float) -> Place:
    return Place.objects.create(
        station=station,
        village=village,
        kind=PlaceKind.ROADSIDE_PARKING,
        name=name,
        point=Point(longitude, 26.01, srid=4326),
        responsible_person="Wang Wu",
        created_at=at("2026-01-01 08:00"),
    )


def make_roster(station: Station, squads: list[Squad], places: list[Place], **values: object) -> Roster:
    """Every night 20:00 to 06:00, a round each two hours."""
    defaults: dict[str, object] = {
        "name": "Every night",
        "weekdays": [0, 1, 2, 3, 4, 5, 6],
        "starts_at": datetime.time(20),
        "ends_at": datetime.time(6),
        "valid_from": datetime.date(2026, 1, 1),
    }
    roster = Roster.objects.create(station=station, **{**defaults, **values})
    RosterSquad.objects.bulk_create(
        RosterSquad(roster=roster, squad=squad, position=index) for index, squad in enumerate(squads, start=1)
    )
    RosterPlace.objects.bulk_create(
        RosterPlace(roster=roster, place=place, position=index) for index, place in enumerate(places, start=1)
    )
    return roster


def assemble() -> Cast:
    """Everybody, their stations, one squad each and a roster for station A."""
    time_limits.install()  # tests that commit empty the tables afterwards
    district = PoliceDistrict.objects.create(name="District")
    station_a = _station(district, "A", 1, central=True)
    station_b = _station(district, "B", 2)
    elsewhere = _station(PoliceDistrict.objects.create(name="Another district"), "Z", 9, central=True)
    village_a, village_b = _village(station_a, "350481105", 117.28), _village(station_b, "350481104", 117.34)
    place_a, place_b = (
        _place(station_a, village_a, "Bridge", 117.29),
        _place(station_b, village_b, "Market", 117.35),
    )
    case_team = Team.objects.create(station=station_a, kind=TeamKind.CASE, name="Case team")
    squad_a = Squad.objects.create(station=station_a, name="Squad A")
    squad_b = Squad.objects.create(station=station_b, name="Squad B")
    volunteer = Volunteer.objects.create(station=station_a, code_name="Heron")
    people = {
        "officer_a": person("officer_a", Role.OFFICER, station_a),
        "auxiliary_a": person("auxiliary_a", Role.OFFICER, station_a, kind=OfficerKind.AUXILIARY),
        "leader_a": person("leader_a", Role.SQUAD_LEADER, station_a),
        "case_officer_a": person("case_officer_a", Role.CASE_OFFICER, station_a, team=case_team),
        "room_a": person("room_a", Role.COMMAND_ROOM, station_a),
        "chief_a": person("chief_a", Role.CHIEF, station_a),
        "officer_b": person("officer_b", Role.OFFICER, station_b),
        "chief_b": person("chief_b", Role.CHIEF, station_b),
        "commander": person("commander", Role.DISTRICT_COMMANDER, station_a),
        "cadre_a": person("cadre_a", Role.CADRE, station_a, kind=OfficerKind.CADRE, village=village_a),
        "justice_a": person("justice_a", Role.JUSTICE_OFFICER, station_a, kind=OfficerKind.JUSTICE),
        "system_admin": person("system_admin", Role.SYSTEM_ADMIN, station_a),
        "security_admin": person("security_admin", Role.SECURITY_ADMIN, station_a),
        "audit_admin": person("audit_admin", Role.AUDIT_ADMIN, station_a),
        "outsider": person("outsider", Role.CHIEF, elsewhere),
        "unposted": person("unposted", None, station_a),
    }
    for squad, names in (
        (squad_a, ("leader_a", "officer_a", "auxiliary_a", "cadre_a")),
        (squad_b, ("officer_b",)),
    ):
        for name in names:
            SquadMember.objects.create(
                squad=squad,
                officer=people[name],
                is_leader=name in ("leader_a", "officer_b"),
                starts_on=SINCE,
            )
    SquadMember.objects.create(squad=squad_a, volunteer=volunteer, starts_on=SINCE)
    return Cast(
        district=district,
        station_a=station_a,
        station_b=station_b,
        elsewhere=elsewhere,
        village_a=village_a,
        village_b=village_b,
        place_a=place_a,
        place_b=place_b,
        squad_a=squad_a,
        squad_b=squad_b,
        roster_a=make_roster(station_a, [squad_a], [place_a]),
        volunteer=volunteer,
        people=people,
    )

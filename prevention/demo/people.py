"""The district, its stations and teams, and everybody in them. All names are invented."""

import datetime
import random
from dataclasses import dataclass, field

from django.contrib.auth.hashers import make_password

from jurisdiction.choices import OfficerKind, Role, TeamKind
from jurisdiction.divisions import import_divisions
from jurisdiction.management.commands.import_divisions import DEFAULT
from jurisdiction.models import Officer, PoliceDistrict, Posting, Station, Team, Township, Village, Volunteer
from patrols.choices import PatrolMode
from patrols.models import Squad, SquadMember
from prevention.demo import PASSWORD
from prevention.demo.boundaries import draw_boundaries

STATIONS = (
    ("曹远", "曹远镇", "350481105", "350481510000", True, "CY"),
    ("大湖", "大湖镇", "350481104", "350481520000", False, "DH"),
    ("贡川", "贡川镇", "350481101", "350481530000", False, "GC"),
)
TEAMS = (
    (TeamKind.COMMUNITY_POLICING, "社区警务队"),
    (TeamKind.CASE, "案件办理队"),
    (TeamKind.COMMAND_ROOM, "综合指挥室"),
)
SURNAMES = "林陈黄张吴李郑王刘苏罗邓赖廖魏范曾江"
GIVEN = (
    "志远", "建明", "文杰", "丽琴", "晓峰", "国栋", "海燕", "春生", "永福", "秀珍", "振华",
    "俊杰", "美玲", "宏伟", "少华", "玉兰", "金水", "德胜", "小红", "庆云", "家兴", "立新",
    "雪梅", "长青", "思源", "启航", "若兰", "天佑", "明辉", "卫东", "桂英", "松涛",
)  # fmt: skip
CODE_NAMES = (
    "青松", "白鹭", "山泉", "晨星", "红枫", "翠竹", "朝阳", "麦穗", "石桥", "溪风", "云雀", "望月",
    "春泥", "渔火", "古樟", "远帆", "清茶", "稻香", "岩雀", "秋水", "灯塔", "木棉", "归雁", "长河",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Login:
    """An account that the command prints."""

    username: str
    what: str
    role: Role
    station: str
    kind: OfficerKind = OfficerKind.POLICE
    team: TeamKind | None = None


LOGINS = (
    Login("chief", "曹远派出所所长 / chief of the central station", Role.CHIEF, "曹远"),
    Login("commander", "警务区指挥长 / district commander", Role.DISTRICT_COMMANDER, "曹远"),
    Login("room", "综合指挥室 / command room", Role.COMMAND_ROOM, "曹远", team=TeamKind.COMMAND_ROOM),
    Login(
        "leader", "机动小分队队长 / squad leader", Role.SQUAD_LEADER, "曹远", team=TeamKind.COMMUNITY_POLICING
    ),
    Login(
        "officer",
        "值班民警（手机）/ duty officer (phone)",
        Role.OFFICER,
        "曹远",
        team=TeamKind.COMMUNITY_POLICING,
    ),
    Login(
        "auxiliary",
        "辅警 / auxiliary",
        Role.OFFICER,
        "曹远",
        OfficerKind.AUXILIARY,
        TeamKind.COMMUNITY_POLICING,
    ),
    Login("case", "案件办理队民警 / case officer", Role.CASE_OFFICER, "曹远", team=TeamKind.CASE),
    Login("dahu", "大湖派出所所长 / chief of Dahu", Role.CHIEF, "大湖"),
    Login("cadre", "村干部 / village cadre", Role.CADRE, "曹远", OfficerKind.CADRE),
    Login("justice", "司法所工作人员 / justice officer", Role.JUSTICE_OFFICER, "曹远", OfficerKind.JUSTICE),
    Login("sysadmin", "系统管理员 / system administrator", Role.SYSTEM_ADMIN, "曹远"),
    Login("secadmin", "安全管理员 / security administrator", Role.SECURITY_ADMIN, "曹远"),
    Login("audit", "审计管理员 / audit administrator", Role.AUDIT_ADMIN, "曹远"),
)
#: (station, squad, mode, police, auxiliaries, cadres, volunteers)
SQUADS = (
    ("曹远", "第一小分队", PatrolMode.VEHICLE, 2, 2, 1, 5),
    ("曹远", "第二小分队", PatrolMode.VEHICLE, 2, 2, 1, 5),
    ("曹远", "第三小分队", PatrolMode.FOOT, 2, 2, 1, 6),
    ("曹远", "机动小分队", PatrolMode.VEHICLE, 0, 1, 0, 6),
    ("大湖", "大湖一队", PatrolMode.VEHICLE, 1, 2, 1, 0),
    ("大湖", "大湖二队", PatrolMode.FOOT, 1, 2, 1, 0),
    ("贡川", "贡川一队", PatrolMode.VEHICLE, 1, 2, 1, 0),
    ("贡川", "贡川二队", PatrolMode.FOOT, 1, 1, 1, 0),
)
MOBILE_SQUAD = "机动小分队"


@dataclass(slots=True)
class World:
    """What the nights are made of."""

    stations: dict[str, Station] = field(default_factory=dict)
    squads: dict[str, Squad] = field(default_factory=dict)
    officers: dict[str, Officer] = field(default_factory=dict)


class _Names:
    """Names nobody bears twice."""

    def __init__(self, rng: random.Random) -> None:
        self._left = [surname + given for surname in SURNAMES for given in GIVEN]
        rng.shuffle(self._left)

    def next(self) -> str:
        return self._left.pop()


def build(*, since: datetime.date, seed: int) -> World:
    """District, stations, divisions with boundaries, teams, officers, squads and volunteers."""
    rng = random.Random(f"{seed}|people")  # noqa: S311  # a demo, not a secret
    world = World()
    district = PoliceDistrict.objects.create(name="曹远警务区")
    for short, township, code, unit, central, letters in STATIONS:
        station = Station.objects.create(
            district=district,
            name=f"{short}派出所",
            short_name=short,
            unit_code=unit,
            is_central=central,
            phone="0598-3600110",
            letters=letters,
            document_prefix=f"永公（{short}）",
        )
        Township.objects.create(station=station, name=township, code=code)
        Team.objects.bulk_create(Team(station=station, kind=kind, name=name) for kind, name in TEAMS)
        world.stations[short] = station
    with DEFAULT.open(encoding="utf-8-sig", newline="") as lines:
        import_divisions(lines)
    draw_boundaries(seed=seed)
    _people(world, since=since, names=_Names(rng), rng=rng)
    return world


def _people(world: World, *, since: datetime.date, names: _Names, rng: random.Random) -> None:
    hashed = make_password(PASSWORD)
    teams = {(team.station.short_name, team.kind): team for team in Team.objects.select_related("station")}
    villages = {
        short: list(Village.objects.filter(township__station=station, kind="village").order_by("code"))
        for short, station in world.stations.items()
    }
    badge = iter(range(108_501, 108_999))

    def add(
        username: str,
        role: Role,
        short: str,
        kind: OfficerKind,
        team: TeamKind | None,
        village: Village | None = None,
    ) -> Officer:
        officer: Officer = Officer.objects.create(
            username=username,
            password=hashed,
            name=names.next(),
            kind=kind,
            badge_number=str(next(badge)) if kind in (OfficerKind.POLICE, OfficerKind.AUXILIARY) else None,
            phone="0598-3600110" if kind == OfficerKind.POLICE else "",
            is_staff=role == Role.SYSTEM_ADMIN,
            is_superuser=role == Role.SYSTEM_ADMIN,
        )
        Posting.objects.create(
            officer=officer,
            station=world.stations[short],
            role=role,
            team=teams[short, team] if team else None,
            village=village,
            starts_on=since,
        )
        world.officers[username] = officer
        return officer

    for login in LOGINS:
        village = villages[login.station][0] if login.role == Role.CADRE else None
        add(login.username, login.role, login.station, login.kind, login.team, village)
    add("gongchuan", Role.CHIEF, "贡川", OfficerKind.POLICE, None)
    for short in ("大湖", "贡川"):
        add(f"room{short}", Role.COMMAND_ROOM, short, OfficerKind.POLICE, TeamKind.COMMAND_ROOM)
        add(f"case{short}", Role.CASE_OFFICER, short, OfficerKind.POLICE, TeamKind.CASE)
    code_names = iter(CODE_NAMES)
    free_villages = {short: iter(found[1:]) for short, found in villages.items()}
    for short, name, mode, police, auxiliaries, cadres, volunteers in SQUADS:
        squad = Squad.objects.create(station=world.stations[short], name=name, mode=mode)
        world.squads[name] = squad
        members: list[Officer] = []
        if name == MOBILE_SQUAD:
            members += [world.officers[key] for key in ("leader", "officer", "auxiliary")]
        for number in range(police):
            role = Role.OFFICER if number else Role.SQUAD_LEADER
            members.append(
                add(f"p{squad.pk}{number}", role, short, OfficerKind.POLICE, TeamKind.COMMUNITY_POLICING)
            )
        for number in range(auxiliaries):
            members.append(
                add(
                    f"f{squad.pk}{number}",
                    Role.OFFICER,
                    short,
                    OfficerKind.AUXILIARY,
                    TeamKind.COMMUNITY_POLICING,
                )
            )
        members += [
            add(
                f"c{squad.pk}{number}", Role.CADRE, short, OfficerKind.CADRE, None, next(free_villages[short])
            )
            for number in range(cadres)
        ]
        for index, officer in enumerate(members):
            SquadMember.objects.create(squad=squad, officer=officer, is_leader=index == 0, starts_on=since)
        for _number in range(volunteers):
            _volunteer(squad, next(code_names), since + datetime.timedelta(days=rng.randrange(0, 200)))
    lent = world.officers[f"case{'大湖'}"]
    Posting.objects.create(
        officer=lent,
        station=world.stations["贡川"],
        role=Role.CASE_OFFICER,
        starts_on=since + datetime.timedelta(days=400),
        ends_on=since + datetime.timedelta(days=460),
    )


def _volunteer(squad: Squad, code_name: str, starts_on: datetime.date) -> None:
    volunteer = Volunteer.objects.create(station=squad.station, code_name=code_name)
    SquadMember.objects.create(squad=squad, volunteer=volunteer, starts_on=starts_on)

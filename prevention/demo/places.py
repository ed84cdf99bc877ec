"""Places of every kind, in the villages they are named after, and the rosters that pass them."""

import datetime
import random

from django.contrib.gis.geos import Point
from django.utils import timezone

from jurisdiction.choices import PlaceKind, RiskLevel
from jurisdiction.models import Place, Village
from jurisdiction.operations import PLACE_PHONE, PLACE_TABLE
from jurisdiction.sealed import seal
from patrols.models import Roster, RosterPlace, RosterSquad
from prevention.demo.people import GIVEN, MOBILE_SQUAD, SURNAMES, World

#: Names by kind; the village's own name comes before them.
NAMES: dict[PlaceKind, tuple[str, ...]] = {
    PlaceKind.BLIND_SPOT: ("桥头监控盲区", "老街巷口监控盲区", "村道岔口监控盲区"),
    PlaceKind.ROADSIDE_PARKING: ("村部门前停车带", "主街路边停车带", "桥下停车点", "晒谷坪停车点"),
    PlaceKind.COMPOUND: ("安置小区", "职工宿舍区"),
    PlaceKind.MILK_TEA_SHOP: ("甜果奶茶店",),
    PlaceKind.NIGHT_STALL: ("夜市烧烤摊", "河边大排档"),
    PlaceKind.PARK: ("滨河公园",),
    PlaceKind.FIRM: ("竹制品厂", "机械铸造厂", "建材厂"),
    PlaceKind.OLD_HOUSING: ("老粮站宿舍",),
    PlaceKind.GROUP_RENTAL: ("外来务工出租楼",),
    PlaceKind.SCHOOL: ("中心小学", "初级中学"),
    PlaceKind.OTHER: ("农贸市场",),
}
PATROLLED = (PlaceKind.BLIND_SPOT, PlaceKind.ROADSIDE_PARKING, PlaceKind.COMPOUND)
WITH_OWNER = (PlaceKind.MILK_TEA_SHOP, PlaceKind.NIGHT_STALL, PlaceKind.FIRM, PlaceKind.GROUP_RENTAL)
NOTES = (
    "路灯间距大，后半夜基本无光。",
    "逢圩日车多，散场后仍有车辆停放到天亮。",
    "距最近监控约 180 米，已列入补点计划。",
    "附近有夜宵摊，22 时后人员聚集。",
    "",
)
#: (station, how many patrolled places, how many others)
PLAN = (("曹远", 22, 20), ("大湖", 12, 8), ("贡川", 10, 7))


def build_places(world: World, *, at: datetime.datetime, seed: int) -> None:
    rng = random.Random(f"{seed}|places")  # noqa: S311  # a demo, not a secret
    for short, patrolled, others in PLAN:
        station = world.stations[short]
        villages = list(Village.objects.filter(township__station=station).order_by("code"))
        wanted = [rng.choice(PATROLLED) for _ in range(patrolled)]
        wanted += [kind for kind in NAMES if kind not in PATROLLED] * 3
        used: set[str] = set()
        for index, kind in enumerate(wanted[: patrolled + others]):
            village = villages[index % len(villages)]
            free = [text for text in NAMES[kind] if f"{village.name}{text}" not in used]
            if not free:
                continue
            name = f"{village.name}{rng.choice(free)}"
            used.add(name)
            _place(world, short, village, kind, name, at=at, rng=rng)


def _place(
    world: World,
    short: str,
    village: Village,
    kind: PlaceKind,
    name: str,
    *,
    at: datetime.datetime,
    rng: random.Random,
) -> None:
    point = _inside(village, rng)
    owner = rng.choice(SURNAMES) + rng.choice(GIVEN) if kind in WITH_OWNER else ""
    place = Place.objects.create(
        station=world.stations[short],
        village=village,
        kind=kind,
        name=name,
        address=f"{village.township.name}{village.name}",
        point=point,
        raw_longitude=point.x,
        raw_latitude=point.y,
        risk=rng.choices(list(RiskLevel), weights=[1, 3, 5, 6])[0],
        responsible_person=owner,
        notes=rng.choice(NOTES),
        created_at=at,
    )
    if owner:
        number = f"1380000{rng.randrange(1000, 9999)}"
        place.responsible_phone_sealed = seal(
            number, table=PLACE_TABLE, column=PLACE_PHONE, row=str(place.pk)
        )
        place.save(update_fields=["responsible_phone_sealed"])


def _inside(village: Village, rng: random.Random) -> Point:
    """A point well inside the village: between its middle and a random spot of its box."""
    assert village.boundary is not None  # noqa: S101  # drawn before
    middle = village.boundary.point_on_surface
    west, south, east, north = village.boundary.extent
    for _try in range(50):
        spot = Point(rng.uniform(west, east), rng.uniform(south, north), srid=4326)
        point = Point(middle.x + (spot.x - middle.x) * 0.4, middle.y + (spot.y - middle.y) * 0.4, srid=4326)
        if village.boundary.contains(point):
            return point
    return middle


EVERY_NIGHT = [0, 1, 2, 3, 4, 5, 6]
#: (station, name, squads, weekdays, start, end, number of places)
ROSTERS = (
    ("曹远", "夜间拉车门巡逻", ("第一小分队", "第二小分队", "第三小分队"), EVERY_NIGHT, 20, 6, 12),
    ("曹远", "周末机动加强", (MOBILE_SQUAD,), [4, 5], 21, 3, 8),
    ("大湖", "大湖夜巡", ("大湖一队", "大湖二队"), [1, 3, 4, 5], 21, 3, 8),
    ("贡川", "贡川夜巡", ("贡川一队", "贡川二队"), [2, 4, 5], 21, 3, 7),
)


def build_rosters(world: World, *, since: datetime.date, today: datetime.date) -> None:
    """The mobile squad's roster ends today: from then on it stands in the live shift of the demo."""
    for short, name, squads, weekdays, start, end, count in ROSTERS:
        roster = Roster.objects.create(
            station=world.stations[short],
            name=name,
            weekdays=weekdays,
            starts_at=datetime.time(start),
            ends_at=datetime.time(end),
            valid_from=since,
            valid_until=today if MOBILE_SQUAD in squads else None,
        )
        RosterSquad.objects.bulk_create(
            RosterSquad(roster=roster, squad=world.squads[squad], position=index)
            for index, squad in enumerate(squads, start=1)
        )
        places = Place.objects.filter(station=world.stations[short], kind__in=PATROLLED).order_by("pk")
        offset = 6 if MOBILE_SQUAD in squads else 0
        RosterPlace.objects.bulk_create(
            RosterPlace(roster=roster, place=place, position=index)
            for index, place in enumerate(places[offset : offset + count], start=1)
        )


def start_of_day(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), tzinfo=timezone.get_default_timezone())

"""Key places of the demo with invented names, and how often each kind is visited."""

import datetime
import random

from hazards.choices import INSPECTED
from hazards.models import InspectionPlan
from jurisdiction.choices import PlaceKind, RiskLevel
from jurisdiction.models import Place, Station, Village
from prevention.demo import SEED
from prevention.demo.people import GIVEN, SURNAMES
from prevention.demo.places import WITH_OWNER, _inside

NAMES: tuple[tuple[PlaceKind, tuple[str, ...]], ...] = (
    (
        PlaceKind.MILK_TEA_SHOP,
        ("茶语小站", "芋泥时光", "青柠工坊", "橘子汽水铺", "山野茶事", "半糖小屋", "云朵奶茶"),
    ),
    (
        PlaceKind.NIGHT_STALL,
        ("老街烧烤", "阿福炒粉摊", "河堤大排档", "夜归人小吃", "铁板鱿鱼摊", "三叔砂锅粥"),
    ),
    (PlaceKind.GROUP_RENTAL, ("幸福公寓", "工友之家出租楼", "河景出租屋", "站前合租楼", "新城群租楼")),
    (PlaceKind.FIRM, ("笋制品加工厂", "精密铸件厂", "木业加工点", "彩印包装厂", "高山茶叶厂", "电商仓库")),
    (PlaceKind.OLD_HOUSING, ("祠堂后老屋片", "供销社老楼", "粮库旧宿舍", "古街木屋群", "溪边老宅")),
    (PlaceKind.PARK, ("文化公园", "荷塘步道", "亲水广场", "篮球公园", "儿童乐园")),
)
#: (station, key places a village, at most)
PLAN = (("曹远", 3, 66), ("大湖", 1, 10), ("贡川", 1, 10))
#: Visits by risk: (times a month, every so many months).
HOW_OFTEN = {
    RiskLevel.CRITICAL: (4, 1),
    RiskLevel.HIGH: (2, 1),
    RiskLevel.MEDIUM: (1, 1),
    RiskLevel.LOW: (1, 3),
}


def build_key_places(*, at: datetime.datetime) -> None:
    """In every village; the same ones on every load."""
    rng = random.Random(f"{SEED}|key places")  # noqa: S311  # a demo, not a secret
    for short, each, most in PLAN:
        station = Station.objects.get(short_name=short)
        taken = set(Place.objects.filter(station=station).values_list("name", flat=True))
        rows: list[Place] = []
        villages = (
            Village.objects.filter(township__station=station).select_related("township").order_by("code")
        )
        for number, village in enumerate(villages):
            for turn in range(each):
                kind, names = NAMES[(number * each + turn) % len(NAMES)]
                name = f"{village.name}{rng.choice(names)}"
                if name in taken or len(rows) >= most:
                    continue
                taken.add(name)
                rows.append(_place(station, village, kind, name, at, rng))
        Place.objects.bulk_create(rows)
        build_plans(station, at=at)


def _place(
    station: Station, village: Village, kind: PlaceKind, name: str, at: datetime.datetime, rng: random.Random
) -> Place:
    point = _inside(village, rng)
    return Place(
        station=station,
        village=village,
        kind=kind,
        name=name,
        address=f"{village.township.name}{village.name}",
        point=point,
        raw_longitude=point.x,
        raw_latitude=point.y,
        risk=rng.choices(list(RiskLevel), weights=[1, 4, 7, 5])[0],
        responsible_person=rng.choice(SURNAMES) + rng.choice(GIVEN) if kind in WITH_OWNER else "",
        created_at=at,
    )


def build_plans(station: Station, *, at: datetime.datetime) -> None:
    InspectionPlan.objects.bulk_create(
        InspectionPlan(
            station=station, place_kind=kind, risk=risk, times=times, every_months=months, changed_at=at
        )
        for kind in INSPECTED
        for risk, (times, months) in HOW_OFTEN.items()
    )

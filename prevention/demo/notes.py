"""What stands beside the cars in the demo: talk cards, visits to careless owners, notes read and written."""

import datetime
import itertools
import random
import uuid

from jurisdiction.choices import OfficerKind
from patrols import rules
from patrols.choices import ObservationKind, TalkTopic, VisitResult
from patrols.models import HandoverRead, Observation, OwnerVisit, Shift, TalkCard, UnsecuredVehicle
from patrols.operations.handover import previous_handover
from patrols.operations.photos import attach_photo
from prevention.demo import SEED
from prevention.demo.pictures import PICTURES

CARDS = (
    (
        TalkTopic.THEFT,
        "停车三步",
        (
            "关窗、锁门、拉一下把手，三步都做完再走。",
            "下车两分钟也要锁，偷一个包只要十秒。",
            "遥控锁车后听一声响、看一眼灯，防止有人干扰信号。",
        ),
    ),
    (
        TalkTopic.THEFT,
        "车里不留东西",
        (
            "现金、手机、包、证件随身带走。",
            "后备箱也不保险，别当着人放贵重物品。",
            "钥匙不离身，备用钥匙不放车里。",
        ),
    ),
    (
        TalkTopic.THEFT,
        "停在哪里",
        (
            "尽量停在有灯、有监控的地方。",
            "长期不开的车，每两三天来看一次。",
            "发现车被翻动，先别碰，打110。",
        ),
    ),
    (
        TalkTopic.FRAUD,
        "不明来电",
        (
            "公检法不会在电话里办案，更不会让您转账。",
            "要验证码、要共享屏幕的，一律挂断。",
            "拿不准就打96110或来所里问。",
        ),
    ),
    (
        TalkTopic.FRAUD,
        "网购退款",
        (
            "退款原路退回，不用您再扫码、再下载。",
            "客服说您开通了会员要扣费，多半是骗子。",
            "装好国家反诈中心APP，来电会提醒。",
        ),
    ),
    (
        TalkTopic.FRAUD,
        "老人和孩子",
        (
            "家里老人的卡设转账延时到账。",
            "孩子的手机支付设密码，别告诉孩子。",
            "收到家人急用钱的信息，先打电话核实。",
        ),
    ),
    (
        TalkTopic.FIRE,
        "电动车充电",
        (
            "电动车不进楼、电池不进屋。",
            "不飞线充电，充满就拔。",
            "楼道别停车，烟一上来人就出不去。",
        ),
    ),
    (
        TalkTopic.FIRE,
        "出门看一眼",
        (
            "睡前关火、关气、关电热毯。",
            "灶上炖着东西，人不能走开。",
            "纸箱杂物别堆在楼道。",
        ),
    ),
    (
        TalkTopic.MINORS,
        "孩子夜里在外",
        (
            "晚上十点还在外面，先问一句要不要送回家。",
            "告诉家长孩子在哪里、和谁在一起。",
            "不拍照、不记名字，只提醒家长。",
        ),
    ),
)
SEEN = (
    (ObservationKind.NOTE, "桥头路灯不亮，已告诉村里。"),
    (ObservationKind.NOTE, "夜宵摊收摊较晚，秩序正常。"),
    (ObservationKind.NOTE, "村口有几名少年骑车，已劝回家。"),
    (ObservationKind.HOME_VISIT, ""),
    (ObservationKind.HOME_VISIT, "老人独居，已教会接听提醒。"),
)
#: What somebody took a photo of, and the drawing that stands for it.
PICTURED = {"桥头路灯不亮": "lane"}
#: Of each kind so many photos, the latest first.
PHOTOS_EACH = 2
RESULTS = ("已处置", "已转村委处理", "复看时已整改")
NIGHTS = 30

VISIT_RESULTS = [VisitResult.TALKED, VisitResult.TALKED, VisitResult.FAMILY, VisitResult.ABSENT]
NOTES: dict[str, str] = {
    VisitResult.TALKED: "车主表示今后锁车，已贴提醒贴。",
    VisitResult.FAMILY: "家人代为转告，留下提醒单。",
}
#: Owners whom nobody has visited yet.
STILL_OPEN = 4


def refresh_notes(*, now: datetime.datetime) -> None:
    """Once; again it adds nothing."""
    if TalkCard.objects.exists():
        return
    rng = random.Random(f"{SEED}|notes")  # noqa: S311  # a demo, not a secret
    _cards(now)
    _visits(rng, now)
    _reads(rng, now)
    _observations(rng, now)
    _photos(rng)


def _cards(now: datetime.datetime) -> None:
    TalkCard.objects.bulk_create(
        TalkCard(topic=topic, title=title, body="\n".join(lines), position=index, changed_at=now)
        for index, (topic, title, lines) in enumerate(CARDS, start=1)
    )


def _visits(rng: random.Random, now: datetime.datetime) -> None:
    """As the station's rule suggests them: at the third finding and at each later one while none is open. Older ones were
    made within days; the latest are still open."""
    found = (
        UnsecuredVehicle.objects.live()
        .exclude(plate_hash="")
        .select_related("vehicle_check__by")
        .order_by("station_id", "plate_hash", "found_at")
    )
    rows: list[OwnerVisit] = []
    for _plate, findings in itertools.groupby(
        found, key=lambda vehicle: (vehicle.station_id, vehicle.plate_hash)
    ):
        closed_at = None
        for times, vehicle in enumerate(findings, start=1):
            if not rules.suggests_home_visit(times) or (closed_at and vehicle.found_at < closed_at):
                continue
            visit = OwnerVisit(
                station_id=vehicle.station_id,
                plate_hash=vehicle.plate_hash,
                vehicle=vehicle,
                times_found=times,
                suggested_at=vehicle.found_at,
            )
            closed_at = vehicle.found_at + datetime.timedelta(hours=rng.randint(14, 90))
            visit.visited_at = visit.received_at = closed_at
            visit.visited_by = vehicle.vehicle_check.by
            visit.result = rng.choice(VISIT_RESULTS)
            visit.note = NOTES.get(visit.result, "")
            rows.append(visit)
    latest = {visit.plate_hash: visit for visit in sorted(rows, key=lambda visit: visit.suggested_at)}
    for visit in list(latest.values())[-STILL_OPEN:]:
        visit.visited_at = visit.received_at = visit.visited_by = None
        visit.result = visit.note = ""
    for visit in rows:
        if visit.visited_at is not None and visit.visited_at > now:
            visit.visited_at = visit.received_at = now
    OwnerVisit.objects.bulk_create(rows)


def _recent(now: datetime.datetime) -> list[Shift]:
    return list(
        Shift.objects.filter(ends_at__lt=now, starts_at__gt=now - datetime.timedelta(days=NIGHTS))
        .prefetch_related("members__officer", "stops__place", "rounds")
        .order_by("starts_at")
    )


def _reads(rng: random.Random, now: datetime.datetime) -> None:
    rows: dict[tuple[int, int], HandoverRead] = {}
    for shift in _recent(now):
        before = previous_handover(shift)
        for member in shift.members.all() if before else []:
            if member.officer is None or rng.random() < 0.15 or before is None:
                continue
            at = shift.starts_at + datetime.timedelta(minutes=rng.randint(0, 9))
            rows.setdefault(
                (before.pk, member.officer.pk),
                HandoverRead(shift=shift, previous=before, by=member.officer, at=at, received_at=at),
            )
    HandoverRead.objects.bulk_create(rows.values())


def _observations(rng: random.Random, now: datetime.datetime) -> None:
    rows = []
    for shift in _recent(now):
        officers = [
            member.officer
            for member in shift.members.all()
            if member.officer and member.officer.kind in (OfficerKind.POLICE, OfficerKind.AUXILIARY)
        ]
        stops, walked = list(shift.stops.all()), [item for item in shift.rounds.all() if item.finished_at]
        for found in rng.sample(walked, min(len(walked), rng.randint(0, 2))) if officers and stops else []:
            kind, text = rng.choice(SEEN)
            place = rng.choice(stops).place
            at = (found.started_at or shift.starts_at) + datetime.timedelta(minutes=rng.randint(5, 40))
            rows.append(
                Observation(
                    id=uuid.uuid4(),
                    station_id=shift.station_id,
                    village_id=place.village_id,
                    shift=shift,
                    round=found,
                    kind=kind,
                    place=place,
                    point=place.point,
                    text=text,
                    people=rng.randint(1, 4) if kind == ObservationKind.HOME_VISIT else 0,
                    apps_installed=rng.randint(0, 2) if kind == ObservationKind.HOME_VISIT else 0,
                    seen_at=at,
                    received_at=at,
                    by=rng.choice(officers),
                )
            )
            if kind != ObservationKind.HOME_VISIT and at < now - datetime.timedelta(days=3):
                rows[-1].done_at = at + datetime.timedelta(hours=rng.randint(10, 60))
                rows[-1].done_by = rng.choice(officers)
                rows[-1].result = rng.choice(RESULTS)
    Observation.objects.bulk_create(rows)


def _photos(rng: random.Random) -> None:
    """Through the door of the phones' photos, so that the files and their small copies are there."""
    for words, picture in PICTURED.items():
        seen = Observation.objects.filter(text__contains=words).select_related("by").order_by("-seen_at")
        for observation in seen[:PHOTOS_EACH]:
            attach_photo(
                record_id=uuid.UUID(int=rng.getrandbits(128), version=4),
                content=PICTURES[picture](rng),
                taken_at=observation.seen_at,
                received_at=observation.received_at,
                by=observation.by,
                observation=observation,
            )

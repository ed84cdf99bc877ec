"""Twenty months of disputes in three townships, and what is open today. Invented people; once."""

import datetime
import itertools
import random
from collections.abc import Callable, Iterator

from django.db import transaction
from django.utils import timezone

from disputes.choices import (
    EscalationTarget,
    EventVerb,
    FollowUpResult,
    Route,
    SessionResult,
    SettlementForm,
    Status,
)
from disputes.models import Dispute
from jurisdiction.access import POLICE_WORK
from jurisdiction.choices import OfficerKind, Role
from jurisdiction.models import Officer, Station, Village
from prevention.demo import MONTHS, SEED
from prevention.demo import dispute_words as say
from prevention.demo.dispute_rows import Rows
from prevention.demo.dispute_stories import DAY, Staff, Story
from prevention.demo.dispute_today import open_today

#: How many of the past belong to each station; some sixty to the village of the login `cadre` and its neighbours.
PAST = (("曹远", 168), ("大湖", 46), ("贡川", 34))
OWN_VILLAGE = 0.19
RECENT = 46 * DAY
SURNAMES = "孙朱胡高何郭马罗梁宋谢韩唐冯于董萧程曹袁"
GIVEN = (
    "大山",
    "月娥",
    "金宝",
    "水生",
    "阿秀",
    "建军",
    "春莲",
    "火根",
    "美英",
    "长寿",
    "木生",
    "细妹",
    "荣贵",
    "招娣",
    "石头",
    "细弟",
)


def refresh_disputes(*, now: datetime.datetime) -> None:
    """Once; again it adds nothing."""
    if Dispute.objects.exists():
        return
    rng = random.Random(f"{SEED}|disputes")  # noqa: S311  # a demo, not a secret
    names = _names(rng)
    staffs = {station.short_name: _staff(station) for station in Station.objects.select_related("district")}
    with transaction.atomic():
        rows = Rows(rng)
        for short, at in _moments(rng, now):
            _past(rows, staffs[short], at, names)
        rows.store()
        open_today(staffs=staffs, names=names, now=now, rng=rng)


def _staff(station: Station) -> Staff:
    def holders(*roles: Role) -> list[Officer]:
        posted = Officer.objects.filter(postings__station=station, postings__role__in=roles).distinct()
        return list(posted.order_by("pk"))

    villages = list(
        Village.objects.filter(township__station=station).select_related("township__station").order_by("code")
    )
    cadres = {
        posting.village_id: posting.officer
        for posting in station.postings.filter(role=Role.CADRE).select_related("officer").order_by("pk")
        if posting.village_id
    }
    return Staff(
        station=station,
        room=holders(Role.COMMAND_ROOM)[0],
        police=[officer for officer in holders(*POLICE_WORK) if officer.kind == OfficerKind.POLICE],
        justice=next(iter(holders(Role.JUSTICE_OFFICER)), None),
        villages=villages,
        cadres=cadres,
    )


def _names(rng: random.Random) -> Iterator[str]:
    left = [surname + given for surname in SURNAMES for given in GIVEN]
    rng.shuffle(left)
    return itertools.cycle(left)


def _moments(rng: random.Random, now: datetime.datetime) -> list[tuple[str, datetime.datetime]]:
    """When each of the past was reported, in order: numbers follow the days. More in the dry and the busy months."""
    first = now - MONTHS * 30 * DAY
    found = []
    for short, count in PAST:
        for _number in range(count):
            while True:
                at = first + (now - RECENT - first) * rng.random()
                local = timezone.localtime(at)
                if rng.random() < (0.95 if local.month in (1, 2, 6, 7, 8, 10) else 0.6):
                    break
            found.append(
                (short, local.replace(hour=rng.randrange(7, 22), minute=rng.randrange(60), second=0))
            )
    return sorted(found, key=lambda pair: pair[1])


def _past(rows: Rows, staff: Staff, at: datetime.datetime, names: Iterator[str]) -> None:
    rng = rows.rng
    own = [village for village in staff.villages if village.pk in staff.cadres]
    village = (
        own[0] if rng.random() < OWN_VILLAGE else rng.choice(own if rng.random() < 0.6 else staff.villages)
    )
    story = Story(rows, staff, village, rng.choice(say.QUARRELS), at)
    story.name([next(names) for _side in range(rng.choice([1, 2, 2, 2]))])
    if rng.random() < 0.15:
        story.say_more(rng.choice(say.MORE))
    if rng.random() < 0.06:
        story.second_report(rng.choice(staff.police))
    plots: list[tuple[float, Callable[[Story], None]]] = [
        (0.66, _settled),
        (0.08, _relapsed),
        (0.05, _withdrawn),
        (0.07, _passed_on),
        (0.04, _refused),
        (0.05, _to_court),
        (0.05, _upward),
    ]
    weights, choices = zip(*plots, strict=True)
    rng.choices(choices, weights)[0](story)


def _mediated(story: Story) -> None:
    """Taken up, a mediator named: the village's own more often than not."""
    rng, staff = story.rng, story.staff
    police = story.dispute.level in ("high", "critical") and rng.random() < 0.5
    story.take_up(Route.POLICE if police else Route.PEOPLES)
    who = [staff.cadres.get(story.dispute.village_id), staff.justice, rng.choice(staff.police)]
    weights = [0, 0, 1] if police else [5, 2, 2]
    able = [
        (officer, weight)
        for officer, weight in zip(who, weights, strict=True)
        if officer is not None and weight
    ]
    story.assign(rng.choices([officer for officer, _ in able], [weight for _, weight in able])[0])


def _settle(story: Story) -> None:
    rng = story.rng
    if rng.random() < 0.35:
        story.meet(SessionResult.CONTINUE, "双方情绪较大，先各自说明情况，约定下次再谈。")
    story.meet(SessionResult.AGREED, story.quarrel.said)


def _settled(story: Story) -> None:
    _mediated(story)
    _settle(story)
    agreement = story.agree(SettlementForm.WRITTEN if story.rng.random() < 0.6 else SettlementForm.ORAL)
    for ordinal in (1, 2):
        story.visit(agreement, ordinal, FollowUpResult.KEPT, story.rng.choice(say.VISITS))
    story.end(Status.CLOSED, EventVerb.CLOSED)


def _relapsed(story: Story) -> None:
    _mediated(story)
    _settle(story)
    first = story.agree(SettlementForm.ORAL)
    words = story.rng.choice(say.RELAPSES)
    story.visit(first, 1, FollowUpResult.RELAPSED, words)
    story.relapse(words)
    _settled(story)


def _withdrawn(story: Story) -> None:
    _mediated(story)
    reason = "双方已自行和解，不再要求处理。"
    story.end(Status.WITHDRAWN, EventVerb.WITHDRAWN, after=(6, 70), note=reason)


def _passed_on(story: Story) -> None:
    department = story.rng.choice(say.DEPARTMENTS)
    story.pass_on(department)
    story.end(Status.CLOSED, EventVerb.CLOSED, after=(60, 300), told=f"{department}已处理并答复双方。")


def _refused(story: Story) -> None:
    story.end(Status.REFUSED, EventVerb.REFUSED, after=(0.3, 1.9), told=story.rng.choice(say.REFUSALS))


def _failed(story: Story) -> None:
    _mediated(story)
    story.meet(SessionResult.CONTINUE, "双方要求差距较大，各自回去考虑。")
    story.meet(SessionResult.FAILED, story.rng.choice(say.FAILURES) + "。")
    story.fail(story.rng.choice(say.FAILURES))


def _to_court(story: Story) -> None:
    _failed(story)
    story.escalate(EscalationTarget.COURT)
    story.end(Status.CLOSED, EventVerb.CLOSED, told="调解不成，已告知可向人民法院起诉或申请仲裁。")


def _upward(story: Story) -> None:
    _failed(story)
    story.escalate(story.rng.choice([EscalationTarget.TOWN, EscalationTarget.DISTRICT]))
    story.end(Status.CLOSED, EventVerb.CLOSED, after=(40, 110), told="镇里召集各方商定了处理办法。")

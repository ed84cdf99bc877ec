"""Groups, a warning, a broadcast and talks of the cast."""

import datetime
import uuid
from typing import Any

from antifraud.models import Broadcast, ChatGroup, Talk, WarningVersion
from antifraud.operations.broadcasts import begin_broadcast, draw_up_broadcast
from antifraud.operations.groups import GroupFacts, open_group
from antifraud.operations.talks import TalkFacts, plan_talk
from antifraud.operations.warnings import WarningWords, draw_up
from jurisdiction.models import Station
from tests.cast import Cast, at

WHEN = at("2026-09-03 20:00")
ROBOT = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=group-{}"


def group_of(cast: Cast, name: str = "Group", *, robot: bool = False, **values: Any) -> ChatGroup:
    station: Station = values.pop("station", cast.station_a)
    facts: dict[str, Any] = {
        "name": name,
        "platform": "wecom" if robot else "wechat",
        "audience": "residents",
        "keeper": cast.officer_a,
        "opened_on": datetime.date(2026, 1, 1),
        "village": cast.village_a,
        "webhook": ROBOT.format(name) if robot else "",
    }
    return open_group(station=station, facts=GroupFacts(**{**facts, **values}), at=WHEN, by=cast.officer_a)


def warning_of(cast: Cast, title: str = "Upfront jobs") -> WarningVersion:
    words = WarningWords(text="Long", short_text="Never pay first.", dos=["Call 110"], donts=["Pay"])
    return draw_up(
        station=cast.station_a, kind="click_farming", title=title, words=words, at=WHEN, by=cast.officer_a
    )


def draft_of(cast: Cast, groups: list[ChatGroup], title: str = "Upfront jobs") -> Broadcast:
    return draw_up_broadcast(
        record_id=uuid.uuid4(),
        station=cast.station_a,
        version=warning_of(cast, title),
        groups=groups,
        at=WHEN,
        by=cast.officer_a,
    )


def broadcast_of(cast: Cast, groups: list[ChatGroup], title: str = "Upfront jobs") -> Broadcast:
    return begin_broadcast(broadcast_id=draft_of(cast, groups, title).pk, at=WHEN, by=cast.officer_a)


def talk_of(cast: Cast, *, by_volunteer: bool = True, **values: Any) -> Talk:
    facts: dict[str, Any] = {
        "audience": "residents",
        "topic": "investment",
        "planned_at": WHEN,
        "volunteer": cast.volunteer if by_volunteer else None,
        "speaker": None if by_volunteer else cast.officer_a,
        "village": cast.village_a,
        "where": "village hall",
    }
    return plan_talk(
        record_id=uuid.uuid4(),
        station=cast.station_a,
        facts=TalkFacts(**{**facts, **values}),
        at=at("2026-09-01 08:00"),
        by=cast.officer_a,
    )

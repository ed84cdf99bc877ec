"""Groups, a warning, a broadcast and talks of the cast."""

import datetime
import io
import uuid
from typing import Any

from PIL import Image

from antifraud.models import Broadcast, ChatGroup, Talk, WarningVersion
from antifraud.operations.broadcasts import begin_broadcast, draw_up_broadcast
from antifraud.operations.by_hand import note_reply, post_by_hand
from antifraud.operations.groups import GroupFacts, count_members, open_group
from antifraud.operations.talks import TalkFacts, attach_talk_photo, plan_talk
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


def picture(shade: int = 90) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (80, 60), (shade, 120, 90)).save(out, "JPEG")
    return out.getvalue()


def outreach(cast: Cast) -> dict[str, Any]:
    """Keys for the tests of pages: a broadcast under way with a group that has it, a robot and one missing; a question;
    talks of a volunteer and of an officer with a photo."""
    group, robot, missing = (
        group_of(cast, "Village"),
        group_of(cast, "Robot", robot=True),
        group_of(cast, "Firms", audience="firms", village=None),
    )
    for days, members in ((60, 100), (30, 130), (0, 140)):
        count_members(
            group_id=group.pk,
            members=members,
            on=WHEN.date() - datetime.timedelta(days=days),
            at=WHEN,
            by=cast.officer_a,
        )
    made = broadcast_of(cast, [group, robot, missing])
    posting = made.postings.get(group=group)
    post_by_hand(posting_id=posting.pk, at=WHEN, by=cast.officer_a)
    asked = note_reply(
        posting_id=posting.pk,
        kind="question",
        people=2,
        words="Is it real?",
        owner=None,
        at=WHEN,
        by=cast.officer_a,
    )
    talk_of(cast, by_volunteer=False)
    talk = talk_of(cast)
    photo = attach_talk_photo(
        record_id=uuid.uuid4(),
        talk_id=talk.pk,
        content=picture(),
        taken_at=WHEN,
        received_at=WHEN,
        by=cast.officer_a,
    )
    return {
        "residents": group.pk,
        "warning": made.version.warning_id,
        "broadcast": made.pk,
        "posting": posting.pk,
        "reply": asked.pk,
        "talk": talk.pk,
        "talk_photo": photo.pk,
    }

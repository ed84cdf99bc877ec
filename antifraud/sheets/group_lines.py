"""A line of the list of groups: its columns, how it is read, what can be wrong with it."""

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy

from antifraud.choices import Audience, Platform
from antifraud.models import ChatGroup
from antifraud.operations.groups import FAULTS, MOST_MEMBERS, GroupFacts, faults_of, posts_of, too_many
from antifraud.operations.households import day_of
from antifraud.sheets import Cells, Column, Read, Target
from antifraud.workbooks import FORMULA, text_of
from jurisdiction.choices import PlaceKind
from jurisdiction.inputs import FIRST_DAY, LAST_DAY
from jurisdiction.models import Place, Posting, Village

#: As people write them in a file, what the template offers first; the codes are read as well.
PLATFORMS = {
    "微信": Platform.WECHAT,
    "企业微信": Platform.WECOM,
    "钉钉": Platform.DINGTALK,
    "QQ": Platform.QQ,
    "其他平台": Platform.OTHER,
    "微信群": Platform.WECHAT,
    "QQ群": Platform.QQ,
    "其他": Platform.OTHER,
}
AUDIENCES = {
    "居民": Audience.RESIDENTS,
    "企业": Audience.FIRMS,
    "物流": Audience.LOGISTICS,
    "宝妈": Audience.MOTHERS,
    "学校班级": Audience.SCHOOL,
    "涉爆行业": Audience.EXPLOSIVES,
    "老年人": Audience.ELDERLY,
    "其他人群": Audience.OTHER,
    "村民": Audience.RESIDENTS,
    "民爆行业": Audience.EXPLOSIVES,
    "其他": Audience.OTHER,
}
COLUMNS = (
    Column(
        "name",
        gettext_lazy("name of the group"),
        ("群名称", "群名", "name"),
        required=True,
        example="东风村居民群",
    ),
    Column(
        "platform",
        gettext_lazy("platform"),
        ("平台", "platform"),
        required=True,
        example="微信",
        options=tuple(PLATFORMS)[: len(Platform)],
    ),
    Column(
        "audience",
        gettext_lazy("audience"),
        ("受众", "人群", "audience"),
        required=True,
        example="居民",
        options=tuple(AUDIENCES)[: len(Audience)],
    ),
    Column("village", gettext_lazy("village"), ("村居", "村", "村委会", "village")),
    Column("firm", gettext_lazy("firm"), ("企业", "单位", "firm")),
    Column(
        "keeper",
        gettext_lazy("keeper's sign-in name"),
        ("管理人用户名", "群主用户名", "管理人账号", "keeper"),
        required=True,
        example="officer",
    ),
    Column("members", gettext_lazy("members"), ("人数", "群人数", "members"), example="120"),
    Column("opened_on", gettext_lazy("in existence since"), ("建群日期", "opened_on"), example="2025-03-01"),
)
WRONG = {
    **FAULTS,
    "no_firm": gettext_lazy("This station has no firm of that name."),
    "several": gettext_lazy("Several have this name: leave the cell empty and choose on the group's page."),
    "members": lazy(too_many, str)(),
    "day": gettext_lazy("This is no day: write it like 2026-03-01."),
}
#: The rest of a day's cell: what Excel puts behind the day.
DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: 0:00(?::00)?| 00:00:00)?")
LONGEST = ChatGroup._meta.get_field("name").max_length or 0


@dataclass(frozen=True, slots=True)
class Listed:
    """`facts.opened_on` is the day of the import where the list is silent (`opened_on`)."""

    facts: GroupFacts
    members: int | None
    opened_on: datetime.date | None


def _by_name(rows: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(text_of(row.name), []).append(row)
    return found


class Reader:
    """Reads the lines of one list: villages, firms and officers of the station are looked up once."""

    def __init__(self, target: Target) -> None:
        self.station, self.today = target.station, day_of(target.at)
        villages = Village.objects.filter(township__station=self.station).select_related("township")
        firms = Place.objects.filter(station=self.station, kind=PlaceKind.FIRM).in_use()
        held = Posting.objects.effective(self.today).filter(station=self.station, officer__is_active=True)
        self.villages, self.firms = _by_name(villages), _by_name(firms)
        self.keepers = {post.officer.username: post.officer for post in held.select_related("officer")}
        self.posts = posts_of([officer.pk for officer in self.keepers.values()], on=self.today)

    def __call__(self, cells: Cells) -> Read:
        read = Read()
        texts = {column.name: cells.get(column.name, "").strip() for column in COLUMNS}
        for column, text in texts.items():
            if text == FORMULA:
                read.errors[column], texts[column] = "formula", ""
        name = texts["name"]
        _wrong(read, "name", "empty" if not name else "long" if len(name) > LONGEST else "")
        platform = _chosen(read, "platform", texts, PLATFORMS)
        audience = _chosen(read, "audience", texts, AUDIENCES)
        village = _named(read, "village", texts, self.villages, unknown="no_village")
        firm = _named(read, "firm", texts, self.firms, unknown="no_firm")
        keeper = self.keepers.get(texts["keeper"])
        _wrong(read, "keeper", "" if keeper else "no_officer" if texts["keeper"] else "empty")
        members = _members(read, texts["members"])
        opened_on = _day(read, texts["opened_on"])
        if "name" not in read.errors:
            read.key = name
        if keeper is not None:
            since = opened_on or self.today
            facts = GroupFacts(name, platform, audience, keeper, since, village=village, firm=firm)
            self._check(read, facts)
            if not read.errors:
                read.value = Listed(facts, members, opened_on)
        return read

    def _check(self, read: Read, facts: GroupFacts) -> None:
        """What storing would refuse is said beside its cell; of a keeper only once the village is right."""
        posts = self.posts[facts.keeper.pk]
        for column, code in faults_of(self.station, facts, on=self.today, posts=posts).items():
            if column != "keeper" or "village" not in read.errors:
                _wrong(read, column, code)


def _wrong(read: Read, column: str, code: str) -> None:
    """The first thing wrong with a cell stays."""
    if code:
        read.errors.setdefault(column, code)


def _chosen(read: Read, column: str, texts: Mapping[str, str], known: Mapping[str, Any]) -> Any:
    """The value of a closed list, by what people call it or its code."""
    text = texts[column]
    found = known.get(text.upper()) or next((code for code in known.values() if code == text.lower()), None)
    _wrong(read, column, "" if found else "unknown" if text else "empty")
    return found or ""


def _named(
    read: Read, column: str, texts: Mapping[str, str], known: Mapping[str, list[Any]], *, unknown: str
) -> Any:
    """The row of that name; none where nothing is written."""
    text = texts[column]
    found = known.get(text, []) if text else []
    if text:
        _wrong(read, column, "" if len(found) == 1 else "several" if found else unknown)
    return found[0] if len(found) == 1 else None


def _members(read: Read, text: str) -> int | None:
    """A whole number, also as people write it: 120人."""
    text = text.removesuffix("人").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit()):
        _wrong(read, "members", "number")
        return None
    members = int(text)
    _wrong(read, "members", "members" if members > MOST_MEMBERS else "")
    return members


def _day(read: Read, text: str) -> datetime.date | None:
    if not text:
        return None
    found = DAY.fullmatch(text)
    try:
        day = datetime.date(*map(int, found.groups())) if found else None
    except ValueError:
        day = None
    if day is None or not FIRST_DAY <= day <= LAST_DAY:
        _wrong(read, "opened_on", "day")
        return None
    return day

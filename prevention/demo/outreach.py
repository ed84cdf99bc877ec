"""Outreach of the demo: 43 groups and five new ones, twenty months of weekly warnings, one going out tonight."""

import datetime
import random
import uuid
from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone

from antifraud import library
from antifraud.choices import TO_FOLLOW_UP, Audience, BroadcastStatus, Platform, PostingState, SkipReason
from antifraud.models import Broadcast, ChatGroup, GroupPosting, MemberCount, Reply, WarningVersion
from antifraud.operations.groups import TABLE
from antifraud.operations.warnings import WarningWords, rewrite
from antifraud.outreach_rules import compose
from jurisdiction.choices import Role, TeamKind
from jurisdiction.models import Officer, Posting, Station, Village
from jurisdiction.remit import Remit
from jurisdiction.sealed import seal
from ledger.operations import Change, record_many
from notices.choices import Outcome
from prevention.demo import MONTHS, SEED
from prevention.demo.batch import key
from prevention.demo.outreach_talks import make_talks
from prevention.demo.outreach_words import ADDED, NEW_GROUPS, REPLIES, SECOND

EXISTING = 43
WEEK, DAY, HOUR = datetime.timedelta(weeks=1), datetime.timedelta(days=1), datetime.timedelta(hours=1)
LIMIT = DAY
#: So long after the reply its words are gone (`broadcast.reply`).
KEPT = 365 * DAY
WECOM = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={}"
DINGTALK = "https://oapi.dingtalk.com/robot/send?access_token={}"


def refresh_outreach(*, now: datetime.datetime) -> None:
    """Once: what is there is left alone."""
    if ChatGroup.objects.exists():
        return
    with transaction.atomic():
        library.install()
        _Outreach(now).write()


class _Outreach:
    def __init__(self, now: datetime.datetime) -> None:
        self.now = now
        self.rng = random.Random(f"{SEED}|outreach")  # noqa: S311  # a demo, not a secret
        self.station = Station.objects.get(short_name="曹远")
        self.since = timezone.localtime(now).date() - datetime.timedelta(days=30 * MONTHS)
        held = Posting.objects.filter(station=self.station).select_related("officer")
        self.team: list[Officer] = [
            found.officer
            for found in held.filter(team__kind=TeamKind.COMMUNITY_POLICING).order_by("officer__username")
        ]
        self.cadres = {found.village_id: found.officer for found in held.filter(role=Role.CADRE)}
        self.chief = Officer.objects.get(username="chief")
        self.changes: list[Change] = []

    def write(self) -> None:
        groups = list(self.groups())
        ChatGroup.objects.bulk_create(groups)
        MemberCount.objects.bulk_create(
            [count for group in groups for count in self.counts(group)], batch_size=1000
        )
        self.rewritten()
        self.weeks(groups)
        ChatGroup.objects.bulk_update(groups, ["members", "counted_on", "last_post_at"])
        make_talks(station=self.station, team=self.team, rng=self.rng, now=self.now, changes=self.changes)
        record_many(sorted(self.changes, key=lambda change: change.at))

    # ---- groups

    def groups(self) -> Iterator[ChatGroup]:
        """One for every village, second ones up to 43, and the five new audiences."""
        villages = list(Village.objects.filter(township__station=self.station).order_by("code"))
        made = 0
        for village in villages:
            name = f"{village.name.removesuffix('委会').removesuffix('居')}平安群"
            yield self.group(name, Audience.RESIDENTS, village, made)
            made += 1
        for turn in range(EXISTING - made):
            village = villages[(turn * 5 + 3) % len(villages)]
            audience, words = SECOND[turn % len(SECOND)]
            name = words % village.name.removesuffix("委会").removesuffix("居")
            yield self.group(name, audience, village, made + turn)
        for turn, (audience, name, platform, members) in enumerate(NEW_GROUPS):
            opened = timezone.localtime(self.now).date() - datetime.timedelta(days=130 - 20 * turn)
            found = self.group(name, audience, None, 3 * turn, platform=platform, opened=opened)
            found.members = members
            yield found

    def group(
        self,
        name: str,
        audience: Audience,
        village: Village | None,
        number: int,
        *,
        platform: Platform | None = None,
        opened: datetime.date | None = None,
    ) -> ChatGroup:
        cadre = self.cadres.get(village.pk) if village else None
        robot = platform in (Platform.WECOM, Platform.DINGTALK) or number % 9 == 4
        platform = platform or (Platform.WECOM if robot else Platform.WECHAT)
        opened = opened or self.since - datetime.timedelta(days=self.rng.randrange(30, 900))
        found = ChatGroup(
            id=key(self.rng),
            station=self.station,
            name=name,
            audience=audience,
            platform=platform,
            village=village,
            keeper=cadre or self.team[number % len(self.team)],
            opened_on=opened,
            members=self.rng.randrange(70, 320),
            created_at=timezone.make_aware(
                datetime.datetime.combine(max(opened, self.since), datetime.time(9))
            ),
        )
        if robot:
            url = (DINGTALK if platform == Platform.DINGTALK else WECOM).format(key(self.rng).hex)
            found.webhook_sealed = seal(url, table=TABLE, column="webhook", row=str(found.pk))
        self.note(found.created_at, found.keeper, "group.opened", found)
        return found

    def counts(self, group: ChatGroup) -> Iterator[MemberCount]:
        """Once a month, more and more; the last one is what the group says."""
        today, members = timezone.localtime(self.now).date(), group.members or 0
        days = [
            day
            for month in range(MONTHS, -1, -1)
            if (day := today - datetime.timedelta(days=30 * month + hash_of(group) % 6)) >= group.opened_on
        ] or [today]
        for left, day in zip(range(len(days) - 1, -1, -1), days, strict=True):
            count = max(5, round(members * (1 - 0.022 * left)) + self.rng.randint(-3, 3))
            group.members, group.counted_on = count, day
            yield MemberCount(group=group, on=day, members=count, by=group.keeper)

    # ---- broadcasts

    def rewritten(self) -> None:
        """One warning has been said better since."""
        first = WarningVersion.objects.select_related("warning").get(
            warning__title="自称客服，说要取消扣费", number=1
        )
        rewrite(
            warning_id=first.warning_id,
            remit=Remit.everywhere(),
            based_on=1,
            words=WarningWords(
                text=first.text,
                short_text=first.short_text + "接到先打96110。",
                dos=first.dos,
                donts=first.donts,
                note="加上96110",
            ),
            at=self.now - 20 * DAY,
            by=self.team[0],
        )

    def weeks(self, groups: list[ChatGroup]) -> None:
        """Every Monday at ten; last week's is still missing somewhere, and one goes out tonight."""
        versions = list(WarningVersion.objects.filter(number=1).select_related("warning").order_by("pk"))
        local = timezone.localtime(self.now)
        monday = local.replace(hour=10, minute=0, second=0, microsecond=0) - local.weekday() * DAY - WEEK
        postings: list[GroupPosting] = []
        replies: list[Reply] = []
        broadcasts: list[Broadcast] = []
        for week in range(MONTHS * 30 // 7, -1, -1):
            begun = monday - week * WEEK
            there = [group for group in groups if group.opened_on <= begun.date()]
            if not there:
                continue
            made = self.broadcast(versions[week % len(versions)], begun)
            rows = [self.posted(made, group, begun) for group in there]
            if week == 0:
                self.leave_missing(made, rows)
            postings += rows
            replies += self.replies(rows)
            broadcasts.append(made)
        tonight, rows = self.tonight(versions[3], groups)
        broadcasts.append(tonight)
        Broadcast.objects.bulk_create(broadcasts)
        GroupPosting.objects.bulk_create([*postings, *rows], batch_size=1000)
        Reply.objects.bulk_create([*replies, *self.replies(rows, share=0.2)])
        for row in (*postings, *rows):
            if row.posted_at and (row.group.last_post_at is None or row.posted_at > row.group.last_post_at):
                row.group.last_post_at = row.posted_at

    def broadcast(self, version: WarningVersion, begun: datetime.datetime) -> Broadcast:
        line = self.rng.choice(ADDED)
        by = self.team[0]
        made = Broadcast(
            id=key(self.rng),
            station=self.station,
            version=version,
            added_line=line,
            text=compose(
                title=version.warning.title,
                short_text=version.short_text,
                added_line=line,
                signed=self.station.name,
            ),
            status=BroadcastStatus.DONE,
            created_at=begun - HOUR / 4,
            created_by=by,
            begun_at=begun,
            begun_by=by,
            post_by=begun + LIMIT,
            done_at=begun + 2 * DAY,
        )
        self.note(begun, by, "broadcast.begun", made)
        return made

    def posted(self, made: Broadcast, group: ChatGroup, begun: datetime.datetime) -> GroupPosting:
        """A robot within minutes, people within hours, a few the next day; hardly one left out."""
        row = GroupPosting(broadcast=made, group=group, by_robot=group.has_robot, key=key(self.rng))
        if group.has_robot:
            row.state, row.posted_at = PostingState.POSTED, begun + self.rng.randint(20, 90) * HOUR / 3600
            row.outcome, row.tries, row.tried_at = Outcome.ACCEPTED, 1, row.posted_at
        elif self.rng.random() < 0.015:
            row.state, row.skipped = PostingState.SKIPPED, SkipReason.TOLD_OTHERWISE
        else:
            late = self.rng.random() < 0.06
            row.state = PostingState.POSTED
            row.posted_at = begun + (20 + 20 * self.rng.random() if late else 9 * self.rng.random()) * HOUR
            row.posted_by = group.keeper
        return row

    def leave_missing(self, made: Broadcast, rows: list[GroupPosting]) -> None:
        for row in [row for row in rows if row.posted_by in self.team[3:]][:3]:
            row.state, row.posted_at, row.posted_by = PostingState.TO_POST, None, None
        made.status, made.done_at, made.reminded_at = BroadcastStatus.RUNNING, None, made.post_by

    def tonight(
        self, version: WarningVersion, groups: list[ChatGroup]
    ) -> tuple[Broadcast, list[GroupPosting]]:
        """Two hours ago: most have it; the officer's, the cadre's and a few more are missing."""
        begun = self.now - 2 * HOUR
        made = self.broadcast(version, begun)
        made.status, made.done_at = BroadcastStatus.RUNNING, None
        missing = {"officer", "cadre", "leader"}
        rows, robots = [], 0
        for group in groups:
            row = self.posted(made, group, begun)
            if group.has_robot:
                robots += 1
                if robots == 1:
                    row.state, row.posted_at = PostingState.FAILED, None
                    row.outcome, row.tries = Outcome.GONE, 1
            elif group.keeper.username in missing or self.rng.random() < 0.05:
                row.state, row.posted_at, row.posted_by, row.skipped = PostingState.TO_POST, None, None, ""
            elif row.posted_at:
                row.posted_at = begun + self.rng.randint(3, 110) * HOUR / 60
            rows.append(row)
        return made, rows

    def replies(self, rows: list[GroupPosting], share: float = 0.05) -> Iterator[Reply]:
        for row in rows:
            if row.posted_at is None or self.rng.random() > share:
                continue
            kind, words, answer = self.rng.choice(REPLIES)
            at = min(row.posted_at + self.rng.random() * 6 * HOUR, self.now)
            follow_up = kind in TO_FOLLOW_UP
            answered = follow_up and self.now - at > DAY
            old = self.now - at > KEPT
            yield Reply(
                posting=row,
                kind=kind,
                people=self.rng.choice((1, 1, 1, 2, 3)),
                words="" if old else words,
                owner=row.group.keeper if follow_up else None,
                at=at,
                by=row.group.keeper,
                answer=answer if answered and not old else "",
                answered_at=at + 3 * HOUR if answered else None,
                answered_by=row.group.keeper if answered else None,
                erased_at=at + KEPT if old else None,
            )

    def note(self, at: datetime.datetime, by: Officer, verb: str, obj: ChatGroup | Broadcast) -> None:
        self.changes.append(Change(at=at, by=by, station=self.station, verb=verb, obj=obj))


def hash_of(group: ChatGroup) -> int:
    return uuid.UUID(str(group.pk)).int

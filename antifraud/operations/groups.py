"""Groups are entered, changed, counted and closed. Addresses of robots are sealed and never shown again."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from antifraud.choices import MISSING, ROBOTS, PostingState, SkipReason
from antifraud.errors import GroupRefused
from antifraud.models import ChatGroup, GroupPosting, MemberCount
from antifraud.operations.finishing import finish_if_complete
from jurisdiction.choices import OfficerKind, PlaceKind
from jurisdiction.models import Officer, Place, Posting, Station, Village
from jurisdiction.sealed import CannotUnseal, seal, unseal
from ledger.operations import record
from notices.channels.http import may_go_to

TABLE = ChatGroup._meta.db_table
#: More than any platform lets into one group.
MOST_MEMBERS = 5000
KEEPERS = (OfficerKind.POLICE, OfficerKind.AUXILIARY, OfficerKind.CADRE)
#: What does not hold about a group, in words.
FAULTS: dict[str, "str | Promise"] = {
    "other_village": gettext_lazy("This village belongs to another station."),
    "other_firm": gettext_lazy("Choose a firm of this station."),
    "to_come": gettext_lazy("That day is yet to come."),
    "no_keeper": gettext_lazy("Groups are kept by police officers, auxiliaries and cadres."),
    "other_cadre": gettext_lazy("A cadre keeps groups of the own village only."),
    "not_here": gettext_lazy("This officer does not serve here now."),
    "no_robots": gettext_lazy("Only WeCom and DingTalk groups can have a robot."),
}
#: (village, district) of an officer's postings.
Posts = list[tuple[int | None, int]]


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """What is said about a group. An empty `webhook` or `secret` leaves the stored one."""

    name: str
    platform: str
    audience: str
    keeper: Officer
    opened_on: datetime.date
    village: Village | None = None
    firm: Place | None = None
    webhook: str = ""
    secret: str = ""


def robot_of(group: ChatGroup) -> tuple[str, str] | None:
    """(address, signing secret) of the group's robot; None where they cannot be opened."""
    row = str(group.pk)
    try:
        return (
            unseal(group.webhook_sealed, table=TABLE, column="webhook", row=row),
            unseal(group.secret_sealed, table=TABLE, column="secret", row=row),
        )
    except CannotUnseal:
        return None


def open_group(*, station: Station, facts: GroupFacts, at: datetime.datetime, by: Officer) -> ChatGroup:
    """Enters a group that exists. Raises GroupRefused (with its field)."""
    group = ChatGroup(id=uuid.uuid4(), station=station, created_at=at)
    return _store(group, facts, verb="group.opened", at=at, by=by)


def edit_group(*, group_id: uuid.UUID, facts: GroupFacts, at: datetime.datetime, by: Officer) -> ChatGroup:
    """Changes what is said about a group. Without a robot's platform a stored address is forgotten. Raises
    GroupRefused."""
    with transaction.atomic():
        group = ChatGroup.objects.select_for_update().get(pk=group_id)
        _refuse_closed(group)
        return _store(group, facts, verb="group.edited", at=at, by=by)


def _store(
    group: ChatGroup, facts: GroupFacts, *, verb: str, at: datetime.datetime, by: Officer
) -> ChatGroup:
    _check(group, facts, on=timezone.localtime(at).date())
    group.name, group.platform, group.audience = facts.name, facts.platform, facts.audience
    group.village, group.firm, group.keeper = facts.village, facts.firm, facts.keeper
    group.opened_on = facts.opened_on
    row = str(group.pk)
    if facts.platform not in ROBOTS:
        group.webhook_sealed = group.secret_sealed = ""
    elif facts.webhook:
        group.webhook_sealed = seal(facts.webhook, table=TABLE, column="webhook", row=row)
        group.secret_sealed = seal(facts.secret, table=TABLE, column="secret", row=row)
    elif facts.secret:
        group.secret_sealed = seal(facts.secret, table=TABLE, column="secret", row=row)
    try:
        with transaction.atomic():
            group.save()
            record(
                at=at,
                by=by,
                station=group.station_id,
                verb=verb,
                obj=group,
                detail={
                    "platform": group.platform,
                    "audience": group.audience,
                    "keeper": group.keeper_id,
                    "robot_changed": bool(facts.webhook or facts.secret),
                },
            )
    except IntegrityError as error:
        raise GroupRefused(_("This station has a group of that name already."), field="name") from error
    return group


def _check(group: ChatGroup, facts: GroupFacts, *, on: datetime.date) -> None:
    posts = posts_of([facts.keeper.pk], on=on)[facts.keeper.pk]
    for field, code in faults_of(group.station, facts, on=on, posts=posts).items():
        raise GroupRefused(FAULTS[code], field=field)
    if facts.webhook and not may_go_to(facts.webhook, settings.NOTICE_WEBHOOK_HOSTS):
        allowed = ", ".join(settings.NOTICE_WEBHOOK_HOSTS)
        raise GroupRefused(
            _("The address must begin with https:// and lead to one of: %(hosts)s.") % {"hosts": allowed},
            field="webhook",
        )


def posts_of(officers: Iterable[int], *, on: datetime.date) -> dict[int, Posts]:
    """What each of them holds on that day."""
    found: dict[int, Posts] = defaultdict(list)
    held = Posting.objects.effective(on).filter(officer__in=officers)
    for officer, village, district in held.values_list("officer_id", "village_id", "station__district_id"):
        found[officer].append((village, district))
    return found


def faults_of(station: Station, facts: GroupFacts, *, on: datetime.date, posts: Posts) -> dict[str, str]:
    """What does not hold: field -> code (FAULTS). `posts` are the keeper's."""
    village, firm = facts.village, facts.firm
    found: dict[str, str] = {}
    if village is not None and village.township.station_id != station.pk:
        found["village"] = "other_village"
    if firm is not None and (firm.station_id != station.pk or firm.kind != PlaceKind.FIRM):
        found["firm"] = "other_firm"
    if facts.opened_on > on:
        found["opened_on"] = "to_come"
    if keeper := _fault_of_keeper(facts.keeper, village, station, posts):
        found["keeper"] = keeper
    if facts.webhook and facts.platform not in ROBOTS:
        found["webhook"] = "no_robots"
    return found


def _fault_of_keeper(keeper: Officer, village: Village | None, station: Station, posts: Posts) -> str | None:
    if keeper.kind not in KEEPERS:
        return "no_keeper"
    if keeper.kind == OfficerKind.CADRE:
        own = village is not None and any(where == village.pk for where, _district in posts)
        return None if own else "other_cadre"
    here = any(district == station.district_id for _village, district in posts)
    return None if here else "not_here"


def _refuse_closed(group: ChatGroup) -> None:
    if group.closed_at is not None:
        raise GroupRefused(_("This group is closed."))


def too_many() -> str:
    return _("A group has at most %(most)d members.") % {"most": MOST_MEMBERS}


@transaction.atomic
def count_members(
    *, group_id: uuid.UUID, members: int, on: datetime.date, at: datetime.datetime, by: Officer
) -> MemberCount:
    """How many people are in the group on that day: a second count of a day replaces the first. Raises GroupRefused."""
    group = ChatGroup.objects.select_for_update().get(pk=group_id)
    _refuse_closed(group)
    if not 0 <= members <= MOST_MEMBERS:
        raise GroupRefused(too_many(), field="members")
    if on > timezone.localtime(at).date() or on < group.opened_on:
        raise GroupRefused(_("The day lies before the group or in the future."), field="on")
    found, _new = MemberCount.objects.update_or_create(
        group=group, on=on, defaults={"members": members, "by": by}
    )
    if group.counted_on is None or on >= group.counted_on:
        ChatGroup.objects.filter(pk=group.pk).update(members=members, counted_on=on)
    record(
        at=at,
        by=by,
        station=group.station_id,
        verb="group.counted",
        obj=group,
        detail={"on": f"{on}", "members": members},
    )
    return found


@transaction.atomic
def close_group(*, group_id: uuid.UUID, because: str, at: datetime.datetime, by: Officer) -> ChatGroup:
    """The group is no more: its history stays, what still waits for it is left out, its robot is forgotten. Raises
    GroupRefused."""
    waiting = GroupPosting.objects.filter(group_id=group_id, state__in=MISSING)
    broadcasts = list(waiting.select_for_update().order_by("pk").values_list("broadcast_id", flat=True))
    group = ChatGroup.objects.select_for_update().get(pk=group_id)
    _refuse_closed(group)
    waiting.update(state=PostingState.SKIPPED, skipped=SkipReason.GROUP_ENDED, next_try_at=None)
    group.closed_at, group.closed_by, group.closed_because = at, by, because
    group.webhook_sealed = group.secret_sealed = ""
    group.save(update_fields=["closed_at", "closed_by", "closed_because", "webhook_sealed", "secret_sealed"])
    for key in broadcasts:
        finish_if_complete(key, at=at)
    record(at=at, by=by, station=group.station_id, verb="group.closed", obj=group, reason=because)
    return group

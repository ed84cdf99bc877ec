"""Groups are entered, changed, counted and closed. Addresses of robots are sealed and never shown again."""

import datetime
import uuid
from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

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
    station = group.station_id
    if facts.village is not None and facts.village.township.station_id != station:
        raise GroupRefused(_("This village belongs to another station."), field="village")
    if facts.firm is not None and (facts.firm.station_id != station or facts.firm.kind != PlaceKind.FIRM):
        raise GroupRefused(_("Choose a firm of this station."), field="firm")
    if facts.opened_on > on:
        raise GroupRefused(_("That day is yet to come."), field="opened_on")
    held = Posting.objects.effective(on).filter(officer=facts.keeper)
    if facts.keeper.kind == OfficerKind.CADRE:
        if facts.village is None or not held.filter(village=facts.village).exists():
            raise GroupRefused(_("A cadre keeps groups of the own village only."), field="keeper")
    elif not held.filter(station__district_id=group.station.district_id).exists():
        raise GroupRefused(_("This officer does not serve here now."), field="keeper")
    if facts.webhook and facts.platform not in ROBOTS:
        raise GroupRefused(_("Only WeCom and DingTalk groups can have a robot."), field="webhook")
    if facts.webhook and not may_go_to(facts.webhook, settings.NOTICE_WEBHOOK_HOSTS):
        allowed = ", ".join(settings.NOTICE_WEBHOOK_HOSTS)
        raise GroupRefused(
            _("The address must begin with https:// and lead to one of: %(hosts)s.") % {"hosts": allowed},
            field="webhook",
        )


def _refuse_closed(group: ChatGroup) -> None:
    if group.closed_at is not None:
        raise GroupRefused(_("This group is closed."))


@transaction.atomic
def count_members(
    *, group_id: uuid.UUID, members: int, on: datetime.date, at: datetime.datetime, by: Officer
) -> MemberCount:
    """How many people are in the group on that day: a second count of a day replaces the first. Raises GroupRefused."""
    group = ChatGroup.objects.select_for_update().get(pk=group_id)
    _refuse_closed(group)
    if not 0 <= members <= MOST_MEMBERS:
        raise GroupRefused(
            _("A group has at most %(most)d members.") % {"most": MOST_MEMBERS}, field="members"
        )
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

"""A message is drawn up for a choice of groups, looked over, sent off, or called off before anybody has it."""

import datetime
import uuid
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from antifraud import outreach_rules as rules
from antifraud.choices import MISSING, BroadcastStatus, PostingState
from antifraud.errors import BroadcastRefused, RecordTaken
from antifraud.models import Broadcast, ChatGroup, GroupPosting, WarningVersion
from antifraud.operations.finishing import finish_if_complete
from antifraud.operations.outreach_telling import tell_keepers
from jurisdiction.models import Officer, Station
from jurisdiction.time_limits import deadline
from ledger.operations import record


@transaction.atomic
def draw_up_broadcast(
    *,
    record_id: uuid.UUID,
    station: Station,
    version: WarningVersion,
    groups: Sequence[ChatGroup],
    added_line: str = "",
    at: datetime.datetime,
    by: Officer,
) -> Broadcast:
    """Puts the message together for these groups; nobody has it yet. The same record again changes nothing.
    Raises BroadcastRefused (field groups, warning, added_line), RecordTaken."""
    earlier = Broadcast.objects.filter(pk=record_id).first()
    if earlier is not None:
        if earlier.created_by_id != by.pk:
            raise RecordTaken(_("This record's key is taken. Please enter it again."))
        return earlier
    if version.warning.retired_at is not None:
        raise BroadcastRefused(_("This warning is out of use."), field="warning")
    if not groups:
        raise BroadcastRefused(_("Choose at least one group."), field="groups")
    if any(group.closed_at is not None or group.station_id != station.pk for group in groups):
        raise BroadcastRefused(_("A chosen group is closed or of another station."), field="groups")
    text = rules.compose(
        title=version.warning.title,
        short_text=version.short_text,
        added_line=added_line,
        signed=station.name,
    )
    too_long = rules.too_long_by(text, [group.platform for group in groups])
    if too_long:
        raise BroadcastRefused(
            ngettext(
                "The message is %(count)d byte too long for a group (a Chinese character has three).",
                "The message is %(count)d bytes too long for a group (a Chinese character has three).",
                too_long,
            )
            % {"count": too_long},
            field="added_line",
        )
    made = Broadcast.objects.create(
        id=record_id,
        station=station,
        version=version,
        added_line=added_line,
        text=text,
        created_at=at,
        created_by=by,
    )
    GroupPosting.objects.bulk_create(
        GroupPosting(broadcast=made, group=group, by_robot=group.has_robot)
        for group in sorted(groups, key=lambda group: group.name)
    )
    record(
        at=at,
        by=by,
        station=station,
        verb="broadcast.drawn_up",
        obj=made,
        detail={"warning": version.warning_id, "version": version.number, "groups": len(groups)},
    )
    return made


@transaction.atomic
def begin_broadcast(*, broadcast_id: uuid.UUID, at: datetime.datetime, by: Officer) -> Broadcast:
    """It goes out: robots post from now on, keepers are told of the groups in which they post by hand, and the limit
    `broadcast.post` begins to run. Again: changes nothing. Raises BroadcastRefused."""
    hold_postings(broadcast_id)
    started = Broadcast.objects.filter(pk=broadcast_id, status=BroadcastStatus.DRAFT).update(
        status=BroadcastStatus.RUNNING,
        begun_at=at,
        begun_by=by,
        post_by=deadline("broadcast.post", since=at),
    )
    found = Broadcast.objects.select_related("version__warning").get(pk=broadcast_id)
    if not started:
        if found.status == BroadcastStatus.CANCELLED:
            raise BroadcastRefused(_("This broadcast was called off."))
        return found
    waiting = GroupPosting.objects.filter(broadcast=found)
    # A group that closed or lost its robot since the message was drawn up is treated as it is now.
    waiting.filter(group__closed_at__isnull=False).exclude(state=PostingState.SKIPPED).update(
        state=PostingState.SKIPPED, skipped="group_ended"
    )
    waiting.filter(group__webhook_sealed="").update(by_robot=False)
    waiting.filter(by_robot=True, state=PostingState.TO_POST).update(next_try_at=at)
    tell_keepers(found, kind="broadcast.begun", at=at, by=by)
    finish_if_complete(found.pk, at=at)
    record(
        at=at,
        by=by,
        station=found.station_id,
        verb="broadcast.begun",
        obj=found,
        detail={"groups": waiting.filter(state__in=MISSING).count()},
    )
    found.refresh_from_db()
    return found


@transaction.atomic
def cancel_broadcast(*, broadcast_id: uuid.UUID, at: datetime.datetime, by: Officer) -> Broadcast:
    """Calls it off as long as no group has it and no robot is at it. Raises BroadcastRefused."""
    hold_postings(broadcast_id)  # no robot begins now
    found = Broadcast.objects.select_for_update().get(pk=broadcast_id)
    if found.status not in (BroadcastStatus.DRAFT, BroadcastStatus.RUNNING):
        raise BroadcastRefused(_("This broadcast is over already."))
    if found.postings.filter(state__in=(PostingState.POSTED, PostingState.SENDING)).exists():
        raise BroadcastRefused(_("Groups have this message already: it cannot be called off."))
    Broadcast.objects.filter(pk=found.pk).update(
        status=BroadcastStatus.CANCELLED, cancelled_at=at, cancelled_by=by
    )
    record(at=at, by=by, station=found.station_id, verb="broadcast.cancelled", obj=found)
    found.refresh_from_db()
    return found


def hold_postings(broadcast_id: uuid.UUID) -> None:
    """Postings before the broadcast, as everywhere (see finishing)."""
    rows = GroupPosting.objects.filter(broadcast_id=broadcast_id)
    list(rows.select_for_update().order_by("pk").values_list("pk", flat=True))

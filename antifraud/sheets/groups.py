"""The list of chat groups: entered, changed, and taken back while nothing was built on them."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy

from antifraud.errors import AntifraudRefused, GroupRefused
from antifraud.models import ChatGroup, GroupPosting, MemberCount
from antifraud.operations.groups import count_members, edit_group, open_group
from antifraud.operations.households import day_of
from antifraud.sheets import Sheet, Target, register
from antifraud.sheets.group_lines import COLUMNS, WRONG, Listed, Reader
from antifraud.workbooks import text_of
from jurisdiction.access import POLICE_WORK
from ledger.models import Entry


def _known(target: Target, keys: Sequence[Any]) -> dict[Any, str]:
    there = ChatGroup.objects.open().filter(station=target.station)
    return {text_of(name): str(pk) for name, pk in there.values_list("name", "pk")}


def _count(group: ChatGroup, listed: Listed, target: Target) -> None:
    if listed.members is not None:
        today = day_of(target.at)
        count_members(group_id=group.pk, members=listed.members, on=today, at=target.at, by=target.by)


def _create(target: Target, values: Mapping[uuid.UUID, Any]) -> dict[uuid.UUID, str]:
    stored = {}
    for key, listed in values.items():
        try:
            group = open_group(station=target.station, facts=listed.facts, at=target.at, by=target.by)
            _count(group, listed, target)
        except GroupRefused as error:
            raise AntifraudRefused(f"{listed.facts.name}: {error.message}") from error
        stored[key] = str(group.pk)
    return stored


#: What an update may change, and undoing it sets back.
KEPT = (
    *("platform", "audience", "village_id", "firm_id", "keeper_id", "members"),
    *("webhook_sealed", "secret_sealed"),
)
KEPT_DAYS = ("opened_on", "counted_on")


def _update(target: Target, object_id: str, listed: Any) -> dict[str, Any]:
    """What the list leaves empty stays as it stands."""
    group = ChatGroup.objects.select_for_update().get(pk=object_id)
    today = day_of(target.at)
    before: dict[str, Any] = {name: getattr(group, name) for name in KEPT}
    before |= {name: day.isoformat() if (day := getattr(group, name)) else None for name in KEPT_DAYS}
    before |= {
        "day": today.isoformat(),
        "count": MemberCount.objects.filter(group=group, on=today).values("members", "by_id").first(),
    }
    facts = replace(
        listed.facts,
        name=group.name,
        opened_on=listed.opened_on or group.opened_on,
        village=listed.facts.village or group.village,
        firm=listed.facts.firm or group.firm,
    )
    try:
        edit_group(group_id=group.pk, facts=facts, at=target.at, by=target.by)
        _count(group, listed, target)
    except GroupRefused as error:
        raise AntifraudRefused(f"{group.name}: {error.message}") from error
    return before


#: What the ledger says of a group on which nothing is undone any more.
BUILT = ("group.edited", "group.counted", "group.closed")


def _grown(ids: Sequence[str], since: datetime.datetime) -> Sequence[str]:
    """A message was planned or posted there, or the group was changed, counted or closed since."""
    groups = list(ChatGroup.objects.select_for_update().filter(pk__in=ids))
    planned = Q(broadcast__created_at__gte=since) | Q(group__created_at__gte=since)
    used = GroupPosting.objects.filter(planned | Q(posted_at__gte=since) | Q(tried_at__gte=since))
    label = ChatGroup._meta.label_lower
    told = Entry.objects.filter(object_type=label, object_id__in=ids, verb__in=BUILT, at__gt=since)
    touched = {str(pk) for pk in used.filter(group__in=groups).values_list("group_id", flat=True)}
    touched |= set(told.values_list("object_id", flat=True))
    gone = set(ids) - {str(group.pk) for group in groups}
    return sorted({group.name for group in groups if str(group.pk) in touched} | gone)


def _remove(target: Target, ids: Sequence[str]) -> None:
    ChatGroup.objects.filter(pk__in=ids).delete()


def _restore(target: Target, object_id: str, before: Mapping[str, Any]) -> None:
    group = ChatGroup.objects.get(pk=object_id)
    for name in KEPT:
        setattr(group, name, before[name])
    for name in KEPT_DAYS:
        setattr(group, name, datetime.date.fromisoformat(before[name]) if before[name] else None)
    group.save()
    counts = MemberCount.objects.filter(group=group, on=before["day"])
    if before["count"] is None:
        counts.delete()
    else:
        counts.update(**before["count"])


def register_sheet() -> None:
    """Called once when the app starts."""
    register(
        Sheet(
            name="groups",
            title=gettext_lazy("Groups of residents"),
            columns=COLUMNS,
            needs_village=False,
            roles=POLICE_WORK,
            reader=Reader,
            known=_known,
            create=_create,
            update=_update,
            grown=_grown,
            remove=_remove,
            restore=_restore,
            wrong=WRONG,
        )
    )

"""Telling: rows in the caller's transaction, nothing else. Nobody on a request's path waits for a network."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from jurisdiction.models import Officer, Station, Village
from notices import kinds, rules
from notices.channels import personal_channels
from notices.choices import Channel, DeliveryState, Outcome
from notices.models import Delivery, Notice, Recipient, Webhook
from notices.operations.ladder import first_deadline, level_of
from notices.operations.wishes import Wishes, wishes_of

BATCH = 500


@dataclass(frozen=True, slots=True)
class Telling:
    """One event to be told. `event` is unique within its kind and the same however often it is told."""

    kind: str
    event: str
    to: Sequence[Officer]
    station: Station | int
    at: datetime.datetime
    params: Mapping[str, Any] = field(default_factory=dict)
    by: Officer | None = None
    village: Village | int | None = None

    @property
    def station_id(self) -> int:
        return self.station if isinstance(self.station, int) else int(self.station.pk)

    @property
    def village_id(self) -> int | None:
        return self.village.pk if isinstance(self.village, Village) else self.village


def tell(
    *,
    kind: str,
    event: str,
    to: Iterable[Officer],
    station: Station | int,
    at: datetime.datetime,
    params: Mapping[str, Any] | None = None,
    by: Officer | None = None,
    village: Village | int | None = None,
) -> Notice:
    """Tells these officers (and the station's chat groups) of an event. Idempotent by (kind, event): calling again adds
    only people who were not told yet and changes nothing else. `village`: where the matter lies, if in one; a cadre who
    leaves it hears no more of it. Runs in the caller's transaction: rolled back, nobody was told. Raises UnknownKind."""
    people, particulars = list(to), params or {}
    telling = Telling(kind, event, people, station, at, params=particulars, by=by, village=village)
    (notice,) = tell_many([telling])
    return notice


@transaction.atomic
def tell_many(tellings: Iterable[Telling]) -> list[Notice]:
    """The same for many events in a fixed number of statements; the answer is in the order of `tellings`."""
    asked = list(tellings)
    if not asked:
        return []
    found = _notices(asked)
    notices = [found[telling.kind, telling.event] for telling in asked]
    pairs: dict[tuple[int, int], tuple[Notice, Officer]] = {}
    for telling, notice in zip(asked, notices, strict=True):
        for officer in telling.to:
            pairs.setdefault((notice.pk, officer.pk), (notice, officer))
    fresh = add_recipients(list(pairs.values()), told_at={pk: n.at for pk, n in _by_key(notices).items()})
    _tell_groups(_by_key(notices).values())
    _begin_ladders({notice.pk for notice, _officer in fresh}, notices)
    return notices


def _by_key(notices: Iterable[Notice]) -> dict[int, Notice]:
    return {notice.pk: notice for notice in notices}


def _notices(asked: Sequence[Telling]) -> dict[tuple[str, str], Notice]:
    """Writes what is not there yet and reads all; two who tell the same at once meet at the unique constraint."""
    rows = []
    for telling in {(found.kind, found.event): found for found in reversed(asked)}.values():
        kind = kinds.known(telling.kind)
        rows.append(
            Notice(
                kind=kind.code,
                event=telling.event,
                station_id=telling.station_id,
                village_id=telling.village_id,
                params=dict(telling.params),
                at=telling.at,
                by=telling.by,
                urgent=kind.urgent,
                needs_acknowledgement=kind.acknowledge,
            )
        )
    rows.sort(key=lambda row: (row.kind, row.event))  # all writers in one order: nobody waits in a circle
    Notice.objects.bulk_create(rows, ignore_conflicts=True, batch_size=BATCH)
    found: dict[tuple[str, str], Notice] = {}
    for code in sorted({row.kind for row in rows}):
        events = [row.event for row in rows if row.kind == code]
        for notice in Notice.objects.filter(kind=code, event__in=events):
            found[notice.kind, notice.event] = notice
    return found


def add_recipients(
    pairs: Sequence[tuple[Notice, Officer]],
    *,
    told_at: Mapping[int, datetime.datetime],
    level: int | None = None,
) -> list[tuple[Notice, Officer]]:
    """Adds who was not told yet, with a delivery for each channel they want. Returns those who were new."""
    if not pairs:
        return []
    there = set(
        Recipient.objects.filter(notice_id__in={notice.pk for notice, _ in pairs}).values_list(
            "notice_id", "officer_id"
        )
    )
    fresh = [pair for pair in pairs if (pair[0].pk, pair[1].pk) not in there and pair[1].is_active]
    fresh.sort(key=lambda pair: (pair[0].pk, pair[1].pk))
    Recipient.objects.bulk_create(
        [
            Recipient(notice=notice, officer=officer, told_at=told_at[notice.pk], level=level)
            for notice, officer in fresh
        ],
        ignore_conflicts=True,
        batch_size=BATCH,
    )
    wishes = wishes_of({officer.pk for _notice, officer in fresh})
    rows = [
        row
        for notice, officer in fresh
        for row in _deliveries(notice, officer, wishes[officer.pk], told_at[notice.pk])
    ]
    Delivery.objects.bulk_create(rows, ignore_conflicts=True, batch_size=BATCH)
    return fresh


def _deliveries(
    notice: Notice, officer: Officer, wishes: Wishes, at: datetime.datetime
) -> Iterator[Delivery]:
    """The bell has it with the row of the recipient; every other channel waits for the sender."""
    yield Delivery(
        notice=notice,
        officer=officer,
        channel=Channel.IN_APP,
        state=DeliveryState.SENT,
        outcome=Outcome.ACCEPTED,
        next_try_at=at,
        sent_at=at,
    )
    for channel in personal_channels():
        if wishes.wants(channel, notice.kind):
            due = rules.may_disturb_at(
                wishes.local(at), wishes.quiet_from, wishes.quiet_until, urgent=notice.urgent
            )
            yield Delivery(notice=notice, officer=officer, channel=channel, next_try_at=due)


def _tell_groups(notices: Iterable[Notice]) -> None:
    """One delivery for each group of the station that hears of the kind; a group is told once."""
    told = list(notices)
    groups: dict[int, list[Webhook]] = {}
    for group in Webhook.objects.filter(station_id__in={n.station_id for n in told}, active=True):
        groups.setdefault(group.station_id, []).append(group)
    Delivery.objects.bulk_create(
        [
            Delivery(notice=notice, webhook=group, channel=group.channel, next_try_at=notice.at)
            for notice in told
            for group in groups.get(notice.station_id, ())
            if not group.kinds or notice.kind in group.kinds
        ],
        ignore_conflicts=True,
        batch_size=BATCH,
    )


def _begin_ladders(touched: set[int], notices: Iterable[Notice]) -> None:
    """The deadline begins to run with the first telling, on the step that its highest recipient stands on."""
    for notice in _by_key(notices).values():
        if notice.pk in touched and notice.needs_acknowledgement and notice.acknowledge_by is None:
            if notice.acknowledged_at is not None or notice.escalations.exists():
                continue
            notice.level = level_of(notice)
            notice.acknowledge_by = first_deadline(notice)
            Notice.objects.filter(
                pk=notice.pk, acknowledge_by__isnull=True, acknowledged_at__isnull=True
            ).update(level=notice.level, acknowledge_by=notice.acknowledge_by)

"""Sending what is due. Rows are claimed one by one, sent outside of every lock, and their outcome stored if the claim
still holds. Any number of senders may run; one that dies leaves a lease that ends."""

import datetime
import time
from collections import Counter
from dataclasses import dataclass, field

import structlog
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from jurisdiction.postings import standing
from notices import kinds, rules
from notices.channels.base import channel_of, spoken_to
from notices.channels.chat import MOST_A_MINUTE
from notices.choices import DeliveryState, Outcome
from notices.models import Delivery, Webhook
from notices.operations.wishes import wishes_of

log = structlog.get_logger(__name__)
#: Longer than a message to all of a person's browsers can take; after it, somebody else tries with the same key.
LEASE = datetime.timedelta(minutes=2)
MINUTE = datetime.timedelta(minutes=1)
#: A channel that did not answer so often in a row is left alone until the next look.
PATIENCE = 3
BUDGET = datetime.timedelta(seconds=10)

#: Why nothing was sent, which is nobody's fault; these are not tried again.
SKIPS = frozenset(
    {
        Outcome.NO_ADDRESS,
        Outcome.ALREADY_READ,
        Outcome.TOO_OLD,
        Outcome.CHANNEL_OFF,
        Outcome.OUT_OF_SIGHT,
        Outcome.SWITCHED_OFF,
    }
)
#: Trying again will not help; somebody must look.
FINAL = frozenset({Outcome.REFUSED, Outcome.GONE, Outcome.UNREADABLE})
SILENT = frozenset({Outcome.TIMED_OUT, Outcome.UNREACHABLE})


@dataclass(slots=True)
class Delivered:
    """What one look did: how many deliveries came to stand in which state."""

    states: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        return ", ".join(f"{state} {count}" for state, count in sorted(self.states.items())) or "nothing due"


def deliver_due(*, at: datetime.datetime, budget: datetime.timedelta = BUDGET) -> Delivered:
    """Sends what is due at that moment, for as long as the budget lasts; the rest is there for the next look."""
    done = Delivered()
    silent: Counter[str] = Counter()
    begun = time.monotonic()
    while True:
        now = at + datetime.timedelta(seconds=time.monotonic() - begun)
        if now - at > budget:
            return done
        delivery = claim(at=now, leaving_out=[code for code, count in silent.items() if count >= PATIENCE])
        if delivery is None:
            return done
        outcome = outcome_of(delivery, at=now)
        silent[delivery.channel] = silent[delivery.channel] + 1 if outcome in SILENT else 0
        done.states[
            store(delivery, outcome, at=at + datetime.timedelta(seconds=time.monotonic() - begun))
        ] += 1


def claim(*, at: datetime.datetime, leaving_out: list[str] | None = None) -> Delivery | None:
    """Takes the delivery that has waited longest, for LEASE; none when nothing is due or others hold the rest."""
    while True:
        with transaction.atomic():
            found = (
                Delivery.objects.due(at)
                .exclude(channel__in=leaving_out or [])
                .select_for_update(skip_locked=True, of=("self",))
                .order_by("next_try_at", "pk")
                .first()
            )
            if found is None:
                return None
            free_at = _free_at(found, at)
            if free_at is not None:
                Delivery.objects.filter(pk=found.pk).update(next_try_at=free_at)
                continue
            Delivery.objects.filter(pk=found.pk).update(
                state=DeliveryState.SENDING, tries=F("tries") + 1, tried_at=at, next_try_at=at + LEASE
            )
        return Delivery.objects.select_related("notice__station", "officer", "webhook").get(pk=found.pk)


def _free_at(delivery: Delivery, at: datetime.datetime) -> datetime.datetime | None:
    """When a group that had its fill in this minute takes the next one; none when it takes it now. The group's row is
    held, so that two senders do not both see the last free place."""
    if delivery.webhook_id is None:
        return None
    Webhook.objects.select_for_update().get(pk=delivery.webhook_id)
    recent = Delivery.objects.filter(webhook_id=delivery.webhook_id, tried_at__gt=at - MINUTE)
    moments = list(
        recent.exclude(pk=delivery.pk)
        .order_by("-tried_at")
        .values_list("tried_at", flat=True)[:MOST_A_MINUTE]
    )
    if len(moments) < MOST_A_MINUTE:
        return None
    return (moments[-1] or at) + MINUTE


def outcome_of(delivery: Delivery, *, at: datetime.datetime) -> Outcome:
    """Sends it unless there is no more reason to. A fault that no channel foresaw is told to the log and tried again."""
    try:
        return _reason_not_to(delivery, at) or _send(delivery)
    except Exception:  # one delivery's fault must not keep the others waiting
        log.exception(
            "a channel failed in a way it does not know", channel=delivery.channel, key=str(delivery.key)
        )
        return Outcome.BROKEN


def _send(delivery: Delivery) -> Outcome:
    channel = channel_of(delivery.channel)
    if channel is None or not channel.is_set_up():
        return Outcome.CHANNEL_OFF
    with spoken_to(delivery):
        return channel.send(delivery)


def _reason_not_to(delivery: Delivery, at: datetime.datetime) -> Outcome | None:
    if delivery.tries > rules.MOST_TRIES:
        return Outcome.TIMED_OUT  # its senders died again and again
    if delivery.officer is None:
        return Outcome.TOO_OLD if at - delivery.notice.at > rules.TOO_OLD else None
    told = delivery.notice.recipients.filter(officer=delivery.officer)
    told_at, read_at = told.values_list("told_at", "read_at").first() or (delivery.notice.at, None)
    if at - told_at > rules.TOO_OLD:
        return Outcome.TOO_OLD
    if not delivery.officer.is_active:
        return Outcome.NO_ADDRESS
    if delivery.notice.kind == kinds.TEST:
        return None
    if read_at is not None:
        return Outcome.ALREADY_READ
    remit = standing(delivery.officer, on=timezone.localtime(at).date()).remit
    if not told.within(remit).exists():
        return Outcome.OUT_OF_SIGHT
    wishes = wishes_of([delivery.officer.pk])[delivery.officer.pk]
    return None if wishes.wants(delivery.channel, delivery.notice.kind) else Outcome.SWITCHED_OFF


def state_after(outcome: Outcome, tries: int) -> DeliveryState:
    """Where a try leaves its delivery."""
    if outcome == Outcome.ACCEPTED:
        return DeliveryState.SENT
    if outcome in SKIPS:
        return DeliveryState.SKIPPED
    if outcome in FINAL or rules.gives_up(tries):
        return DeliveryState.GIVEN_UP
    return DeliveryState.FAILED


def store(delivery: Delivery, outcome: Outcome, *, at: datetime.datetime) -> DeliveryState:
    """Writes what came of it, if the claim is still ours: whoever took over after the lease writes for itself."""
    state = state_after(outcome, delivery.tries)
    Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.SENDING, tries=delivery.tries).update(
        state=state,
        outcome=outcome,
        sent_at=at if state == DeliveryState.SENT else None,
        next_try_at=at + rules.pause(delivery.tries) if state == DeliveryState.FAILED else at,
    )
    return state

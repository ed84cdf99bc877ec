"""Posting a message in its groups: by a robot, one group after the other, or by hand. A robot's posting is claimed for a
while, sent outside of every lock, and its outcome stored if the claim still holds: a worker that dies leaves a lease that
ends, and the next look goes on where it stopped."""

import datetime
import time
from collections import Counter

import structlog
from django.db import transaction
from django.db.models import F

from antifraud import outreach_rules as rules
from antifraud.choices import BroadcastStatus, PostingState
from antifraud.models import Broadcast, ChatGroup, GroupPosting
from antifraud.operations.finishing import finish_if_complete
from antifraud.operations.groups import robot_of
from antifraud.operations.outreach_telling import tell_robot_failed
from ledger.operations import record
from notices.channels.base import channel_of
from notices.channels.chat import MOST_A_MINUTE, Chat
from notices.choices import Outcome
from notices.rules import pause

log = structlog.get_logger(__name__)
#: Longer than one message can take; after it, somebody else tries with the same key.
LEASE = datetime.timedelta(minutes=2)
MINUTE = datetime.timedelta(minutes=1)
BUDGET = datetime.timedelta(seconds=15)
#: Trying again will not help: a person posts by hand.
FINAL = frozenset({Outcome.REFUSED, Outcome.GONE, Outcome.UNREADABLE, Outcome.CHANNEL_OFF})


def post_due(*, at: datetime.datetime, budget: datetime.timedelta = BUDGET) -> Counter[str]:
    """Posts what robots are to post at that moment, for as long as the budget lasts; the rest is there for the next look.
    Returns how many postings came to stand in which state."""
    done: Counter[str] = Counter()
    begun = time.monotonic()
    while True:
        now = at + datetime.timedelta(seconds=time.monotonic() - begun)
        posting = claim(at=now) if now - at <= budget else None
        if posting is None:
            return done
        outcome = send(posting)
        done[store(posting, outcome, at=at + datetime.timedelta(seconds=time.monotonic() - begun))] += 1


def claim(*, at: datetime.datetime) -> GroupPosting | None:
    """Takes the posting that has waited longest, for LEASE; none when nothing is due or others hold the rest."""
    while True:
        with transaction.atomic():
            found = (
                GroupPosting.objects.due(at)
                .select_for_update(skip_locked=True, of=("self",))
                .order_by("next_try_at", "pk")
                .first()
            )
            if found is None:
                return None
            # Read anew under the lock: it may have been called off since this statement's first look.
            if not Broadcast.objects.running().filter(pk=found.broadcast_id).exists():
                continue
            free_at = _free_at(found, at)
            if free_at is not None:
                GroupPosting.objects.filter(pk=found.pk).update(next_try_at=free_at)
                continue
            GroupPosting.objects.filter(pk=found.pk).update(
                state=PostingState.SENDING, tries=F("tries") + 1, tried_at=at, next_try_at=at + LEASE
            )
        return GroupPosting.objects.select_related("broadcast", "group").get(pk=found.pk)


def _free_at(posting: GroupPosting, at: datetime.datetime) -> datetime.datetime | None:
    """When a group that had its fill of messages in this minute takes the next; none when it takes it now."""
    ChatGroup.objects.select_for_update().get(pk=posting.group_id)
    recent = (
        GroupPosting.objects.filter(group_id=posting.group_id, tried_at__gt=at - MINUTE)
        .exclude(pk=posting.pk)
        .order_by("-tried_at")
    )
    moments = list(recent.values_list("tried_at", flat=True)[:MOST_A_MINUTE])
    return None if len(moments) < MOST_A_MINUTE else (moments[-1] or at) + MINUTE


def send(posting: GroupPosting) -> Outcome:
    """One try. A fault that no channel foresaw is told to the log and tried again."""
    channel = channel_of(posting.group.platform)
    robot = robot_of(posting.group)
    if not isinstance(channel, Chat) or not channel.is_set_up():
        return Outcome.CHANNEL_OFF
    if robot is None or not robot[0]:
        return Outcome.UNREADABLE
    try:
        return channel.say(posting.broadcast.text, url=robot[0], secret=robot[1], key=posting.key)
    except Exception:  # one group's fault must not keep the others waiting
        log.exception("a robot failed in a way its channel does not know", key=str(posting.key))
        return Outcome.BROKEN


def state_after(outcome: Outcome, tries: int) -> PostingState:
    """Where a try leaves its posting."""
    if outcome == Outcome.ACCEPTED:
        step = "sent"
    elif outcome in FINAL or tries >= rules.MOST_TRIES:
        step = "give_up"
    else:
        step = "wait"
    return PostingState(rules.MOVES[PostingState.SENDING, step])


@transaction.atomic
def store(posting: GroupPosting, outcome: Outcome, *, at: datetime.datetime) -> PostingState:
    """Writes what came of a try, if the claim is still ours: whoever took over after the lease writes for itself."""
    state = state_after(outcome, posting.tries)
    posted = state == PostingState.POSTED
    ours = GroupPosting.objects.filter(pk=posting.pk, state=PostingState.SENDING, tries=posting.tries).update(
        state=state,
        outcome=outcome,
        posted_at=at if posted else None,
        next_try_at=at + pause(posting.tries) if state == PostingState.TO_POST else None,
    )
    if ours and posted:
        noted(posting, at=at)
        record(
            at=at,
            by=None,
            station=posting.broadcast.station_id,
            verb="posting.sent",
            obj=posting.group,
            detail={"broadcast": str(posting.broadcast_id), "tries": posting.tries},
        )
    if ours and state == PostingState.FAILED:
        tell_robot_failed(posting, at=at)
    return state


def noted(posting: GroupPosting, *, at: datetime.datetime) -> None:
    """The group has it: its last post, and perhaps the end of the broadcast."""
    ChatGroup.objects.filter(pk=posting.group_id).update(last_post_at=at)
    finish_if_complete(posting.broadcast_id, at=at)


def progress(broadcast: Broadcast) -> dict[str, int]:
    """How many of the groups have it: what the bar of the page shows."""
    states = Counter(GroupPosting.objects.filter(broadcast=broadcast).values_list("state", flat=True))
    total = sum(states.values()) - states[PostingState.SKIPPED]
    return {
        "posted": states[PostingState.POSTED],
        "total": total,
        "skipped": states[PostingState.SKIPPED],
        "failed": states[PostingState.FAILED],
        "sending": states[PostingState.SENDING],
        "waiting": states[PostingState.TO_POST],
        "percent": 100 * states[PostingState.POSTED] // total if total else 100,
        "live": int(broadcast.status == BroadcastStatus.RUNNING),
    }

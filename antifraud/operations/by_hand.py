"""What people do with a posting: post it themselves, leave a group out, take that back, note what came of it."""

import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from antifraud import outreach_rules as rules
from antifraud.choices import TO_FOLLOW_UP, BroadcastStatus, PostingState
from antifraud.errors import PostingRefused
from antifraud.models import ChatGroup, GroupPosting, Reply
from antifraud.operations.finishing import finish_if_complete, run_again
from antifraud.operations.postings import noted
from jurisdiction.models import Officer
from ledger.operations import record

#: How long a slip of the thumb can be taken back by who made it.
UNDO = datetime.timedelta(minutes=10)


def _open(posting_id: int) -> GroupPosting:
    """The posting of a broadcast that is out. Raises PostingRefused."""
    found = (
        GroupPosting.objects.select_for_update(of=("self",))
        .select_related("broadcast", "group")
        .get(pk=posting_id)
    )
    if found.broadcast.status not in (BroadcastStatus.RUNNING, BroadcastStatus.DONE):
        raise PostingRefused(_("This message is not going out now."))
    return found


def _swap(posting: GroupPosting, done: str, **values: object) -> bool:
    """Moves on if nobody was quicker."""
    before = rules.states_before(done)
    state = rules.move(posting.state, done)
    return state is not None and bool(
        GroupPosting.objects.filter(pk=posting.pk, state__in=before).update(state=state, **values)
    )


@transaction.atomic
def post_by_hand(*, posting_id: int, at: datetime.datetime, by: Officer) -> GroupPosting:
    """Somebody has pasted the message into the group. Again: changes nothing. Raises PostingRefused."""
    found = _open(posting_id)
    if found.state == PostingState.POSTED:
        return found
    if not _swap(found, "post", by_robot=False, posted_at=at, posted_by=by, next_try_at=None):
        if found.state == PostingState.SKIPPED:
            raise PostingRefused(_("This group was left out; whoever did that can take it back."))
        raise PostingRefused(_("A robot is posting there right now."))
    noted(found, at=at)
    _tell(found, "posting.by_hand", at=at, by=by)
    found.refresh_from_db()
    return found


@transaction.atomic
def leave_out(*, posting_id: int, because: str, at: datetime.datetime, by: Officer) -> GroupPosting:
    """The group does not get this message. Raises PostingRefused."""
    found = _open(posting_id)
    if found.state == PostingState.SKIPPED:
        return found
    if not _swap(found, "skip", skipped=because, posted_by=by, next_try_at=None):
        raise PostingRefused(_("This group has the message, or is getting it right now."))
    finish_if_complete(found.broadcast_id, at=at)
    _tell(found, "posting.left_out", at=at, by=by, because=because)
    found.refresh_from_db()
    return found


@transaction.atomic
def take_back(*, posting_id: int, at: datetime.datetime, by: Officer) -> GroupPosting:
    """A slip of the thumb, within ten minutes and by who made it: the group is missing again. Raises PostingRefused."""
    found = _open(posting_id)
    if found.state == PostingState.TO_POST:
        return found
    late = found.posted_at is not None and at - found.posted_at > UNDO
    if found.posted_by_id != by.pk or late or found.replies.exists():
        raise PostingRefused(_("This can no longer be taken back."))
    if not _swap(found, "undo", posted_at=None, posted_by=None, skipped="", by_robot=False):
        raise PostingRefused(_("This can no longer be taken back."))
    latest = GroupPosting.objects.filter(group_id=found.group_id, state=PostingState.POSTED)
    ChatGroup.objects.filter(pk=found.group_id).update(
        last_post_at=latest.aggregate(latest=Max("posted_at"))["latest"]
    )
    run_again(found.broadcast_id)
    _tell(found, "posting.taken_back", at=at, by=by)
    found.refresh_from_db()
    return found


@transaction.atomic
def robot_again(*, posting_id: int, at: datetime.datetime, by: Officer) -> GroupPosting:
    """The robot tries once more where it failed. Raises PostingRefused."""
    found = _open(posting_id)
    if not found.group.has_robot:
        raise PostingRefused(_("This group has no robot."))
    if not _swap(found, "again", by_robot=True, tries=0, outcome="", next_try_at=at):
        raise PostingRefused(_("The robot has not failed here."))
    _tell(found, "posting.again", at=at, by=by)
    found.refresh_from_db()
    return found


def _tell(posting: GroupPosting, verb: str, *, at: datetime.datetime, by: Officer, because: str = "") -> None:
    record(
        at=at,
        by=by,
        station=posting.broadcast.station_id,
        verb=verb,
        obj=posting.group,
        detail={"broadcast": str(posting.broadcast_id), **({"because": because} if because else {})},
    )


@transaction.atomic
def note_reply(
    *,
    posting_id: int,
    kind: str,
    people: int,
    words: str,
    owner: Officer | None,
    at: datetime.datetime,
    by: Officer,
) -> Reply:
    """What came back from a group: a number and a few words, nobody's name. A question without an owner is followed up
    by who notes it. Raises PostingRefused."""
    found = _open(posting_id)
    if found.state != PostingState.POSTED:
        raise PostingRefused(_("This group has not got the message yet."))
    follow_up = kind in TO_FOLLOW_UP
    made = Reply.objects.create(
        posting=found,
        kind=kind,
        people=people,
        words=words,
        owner=(owner or by) if follow_up else None,
        at=at,
        by=by,
    )
    record(
        at=at,
        by=by,
        station=found.broadcast.station_id,
        verb="reply.noted",
        obj=made,
        detail={"kind": kind, "people": people},
    )
    return made


@transaction.atomic
def answer_reply(*, reply_id: int, answer: str, at: datetime.datetime, by: Officer) -> Reply:
    """The question was answered. The first answer stands. Raises PostingRefused."""
    found = (
        Reply.objects.select_for_update(of=("self",)).select_related("posting__broadcast").get(pk=reply_id)
    )
    if found.answered_at is not None:
        raise PostingRefused(_("Somebody has answered this already."))
    found.answer, found.answered_at, found.answered_by = answer, at, by
    found.save(update_fields=["answer", "answered_at", "answered_by"])
    record(at=at, by=by, station=found.posting.broadcast.station_id, verb="reply.answered", obj=found)
    return found

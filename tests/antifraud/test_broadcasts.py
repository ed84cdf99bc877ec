"""One message to many groups: by robot and by hand, exactly once, whatever dies on the way."""

import datetime
import threading
import uuid
from collections import Counter

import pytest
from django.db import connection, transaction
from django.utils import translation

from antifraud.choices import BroadcastStatus, PostingState
from antifraud.errors import BroadcastRefused, PostingRefused
from antifraud.models import Broadcast, GroupPosting
from antifraud.operations import broadcasts, by_hand, groups, postings
from antifraud.operations.outreach_sweep import forget, remind_keepers
from notices.channels.wecom import WeCom
from notices.choices import Outcome
from notices.models import Notice
from tests.antifraud.outreach import WHEN, broadcast_of, draft_of, group_of, warning_of
from tests.cast import Cast

pytestmark = pytest.mark.django_db
MINUTE = datetime.timedelta(minutes=1)


class Robot:
    """The other end: which group got which key how often; `dies_at` ends the process during that message."""

    def __init__(self, dies_at: int = 0, outcome: Outcome = Outcome.ACCEPTED) -> None:
        self.said: Counter[str] = Counter()
        self.texts: set[str] = set()
        self.calls, self.dies_at, self.outcome = 0, dies_at, outcome

    def say(self, text: str, *, url: str, secret: str, key: uuid.UUID) -> Outcome:
        self.calls += 1
        if self.calls == self.dies_at:
            raise SystemExit("killed")
        self.said[url] += 1
        self.texts.add(text)
        return self.outcome


@pytest.fixture
def robot(monkeypatch: pytest.MonkeyPatch) -> Robot:
    found = Robot()
    monkeypatch.setattr(WeCom, "say", lambda _self, text, **rest: found.say(text, **rest))
    return found


def states(broadcast: Broadcast) -> Counter[str]:
    return Counter(GroupPosting.objects.filter(broadcast=broadcast).values_list("state", flat=True))


def test_a_broadcast_to_48_groups_goes_on_where_a_killed_worker_stopped(cast: Cast, robot: Robot) -> None:
    made = broadcast_of(cast, [group_of(cast, f"{number:02d}", robot=True) for number in range(48)])
    robot.dies_at = 20
    with pytest.raises(SystemExit):
        postings.post_due(at=WHEN)
    assert postings.progress(made)["posted"] == 19
    assert states(made)[PostingState.SENDING] == 1

    robot.dies_at = 0
    postings.post_due(at=WHEN + MINUTE)  # the dead worker's lease still runs: its group is left alone
    assert (postings.progress(made)["posted"], postings.progress(made)["total"]) == (47, 48)
    postings.post_due(at=WHEN + 3 * MINUTE)
    postings.post_due(at=WHEN + 9 * MINUTE)

    assert len(robot.said) == 48
    assert set(robot.said.values()) == {1}, "each group exactly once"
    assert robot.texts == {made.text}
    made.refresh_from_db()
    assert made.status == BroadcastStatus.DONE
    assert not made.postings.filter(group__last_post_at__isnull=True).exists()


def test_a_worker_that_comes_back_late_does_not_overwrite_what_the_next_one_stored(
    cast: Cast, robot: Robot
) -> None:
    broadcast_of(cast, [group_of(cast, "one", robot=True)])
    slow = postings.claim(at=WHEN)
    assert slow is not None
    assert postings.claim(at=WHEN + MINUTE) is None
    postings.post_due(at=WHEN + 3 * MINUTE)
    postings.store(slow, Outcome.REFUSED, at=WHEN + 4 * MINUTE)
    found = GroupPosting.objects.get()
    assert (found.state, found.outcome, found.tries) == (PostingState.POSTED, Outcome.ACCEPTED, 2)


def test_a_busy_robot_waits_and_a_robot_that_is_gone_leaves_the_group_to_its_keeper(
    cast: Cast, robot: Robot
) -> None:
    made = broadcast_of(cast, [group_of(cast, "one", robot=True)])
    robot.outcome = Outcome.BUSY
    postings.post_due(at=WHEN)
    found = GroupPosting.objects.get()
    assert found.state == PostingState.TO_POST
    assert found.next_try_at is not None
    assert found.next_try_at >= WHEN + datetime.timedelta(seconds=30)
    robot.outcome = Outcome.GONE
    postings.post_due(at=WHEN + 5 * MINUTE)
    found.refresh_from_db()
    assert (found.state, found.outcome) == (PostingState.FAILED, Outcome.GONE)
    by_hand.robot_again(posting_id=found.pk, at=WHEN + 6 * MINUTE, by=cast.officer_a)
    robot.outcome = Outcome.ACCEPTED
    postings.post_due(at=WHEN + 6 * MINUTE)
    made.refresh_from_db()
    assert made.status == BroadcastStatus.DONE


def test_the_keeper_of_a_group_hears_at_once_and_once_that_its_robot_has_given_up(
    cast: Cast, robot: Robot
) -> None:
    broadcast_of(cast, [group_of(cast, "one", robot=True, keeper=cast.leader_a)])
    told = Notice.objects.filter(kind="broadcast.begun")
    robot.outcome = Outcome.BUSY
    postings.post_due(at=WHEN)
    assert not told.exists(), "it is tried again"
    robot.outcome = Outcome.GONE
    postings.post_due(at=WHEN + 5 * MINUTE)
    assert told.get().recipients.get().officer == cast.leader_a
    by_hand.robot_again(posting_id=GroupPosting.objects.get().pk, at=WHEN + 6 * MINUTE, by=cast.officer_a)
    postings.post_due(at=WHEN + 6 * MINUTE)
    assert told.count() == 1


def test_a_group_takes_twenty_messages_a_minute(cast: Cast, robot: Robot) -> None:
    group = group_of(cast, "one", robot=True)
    for number in range(21):
        broadcast_of(cast, [group], title=f"Warning {number}")
    postings.post_due(at=WHEN)
    assert robot.calls == 20
    postings.post_due(at=WHEN + 2 * MINUTE)
    assert robot.calls == 21


def test_people_post_by_hand_and_may_take_a_slip_back(cast: Cast) -> None:
    group = group_of(cast)
    made = broadcast_of(cast, [group, group_of(cast, "Other", keeper=cast.leader_a)])
    told = Notice.objects.filter(kind="broadcast.begun")
    assert {row.recipients.get().officer for row in told} == {cast.officer_a, cast.leader_a}
    mine = made.postings.get(group=group)
    by_hand.post_by_hand(posting_id=mine.pk, at=WHEN + MINUTE, by=cast.officer_a)
    mine.refresh_from_db()
    group.refresh_from_db()
    assert (mine.state, mine.posted_by, group.last_post_at) == ("posted", cast.officer_a, WHEN + MINUTE)
    with pytest.raises(PostingRefused):
        by_hand.take_back(posting_id=mine.pk, at=WHEN + 2 * MINUTE, by=cast.leader_a)
    by_hand.take_back(posting_id=mine.pk, at=WHEN + 2 * MINUTE, by=cast.officer_a)
    group.refresh_from_db()
    assert group.last_post_at is None
    by_hand.post_by_hand(posting_id=mine.pk, at=WHEN + 3 * MINUTE, by=cast.officer_a)
    with pytest.raises(PostingRefused):
        by_hand.take_back(posting_id=mine.pk, at=WHEN + 30 * MINUTE, by=cast.officer_a)
    other = made.postings.get(group__name="Other")
    by_hand.leave_out(posting_id=other.pk, because="not_fitting", at=WHEN + 4 * MINUTE, by=cast.leader_a)
    made.refresh_from_db()
    assert (made.status, made.done_at) == (BroadcastStatus.DONE, WHEN + 4 * MINUTE)


def test_nobody_posts_by_hand_while_a_robot_is_at_it(cast: Cast) -> None:
    broadcast_of(cast, [group_of(cast, "one", robot=True)])
    claimed = postings.claim(at=WHEN)
    assert claimed is not None
    with translation.override("en"), pytest.raises(PostingRefused, match="robot"):
        by_hand.post_by_hand(posting_id=claimed.pk, at=WHEN, by=cast.officer_a)


def test_who_posts_into_a_group_that_was_left_out_meanwhile_is_told_so(cast: Cast) -> None:
    posting = broadcast_of(cast, [group_of(cast)]).postings.get()
    by_hand.leave_out(posting_id=posting.pk, because="not_fitting", at=WHEN, by=cast.leader_a)
    with translation.override("en"), pytest.raises(PostingRefused, match="left out"):
        by_hand.post_by_hand(posting_id=posting.pk, at=WHEN, by=cast.officer_a)


def test_keepers_are_reminded_once_after_the_stored_limit(cast: Cast) -> None:
    made = broadcast_of(cast, [group_of(cast), group_of(cast, "Second")])
    assert made.post_by == WHEN + datetime.timedelta(hours=24)
    assert remind_keepers(at=made.post_by - MINUTE) == 0
    assert remind_keepers(at=made.post_by) == 1
    assert remind_keepers(at=made.post_by + MINUTE) == 0
    notice = Notice.objects.get(kind="broadcast.missing")
    assert notice.params == {"title": "Upfront jobs", "groups": 2}
    assert notice.recipients.get().officer == cast.officer_a


def test_a_broadcast_is_called_off_only_while_nobody_has_it(cast: Cast, robot: Robot) -> None:
    made = broadcast_of(cast, [group_of(cast, "one", robot=True), group_of(cast, "two", robot=True)])
    broadcasts.cancel_broadcast(broadcast_id=made.pk, at=WHEN, by=cast.officer_a)
    assert postings.post_due(at=WHEN + MINUTE) == Counter()
    with pytest.raises(BroadcastRefused):
        broadcasts.begin_broadcast(broadcast_id=made.pk, at=WHEN, by=cast.officer_a)
    second = broadcast_of(cast, [group_of(cast, "three", robot=True)], title="Another")
    assert postings.claim(at=WHEN) is not None
    with pytest.raises(BroadcastRefused):
        broadcasts.cancel_broadcast(broadcast_id=second.pk, at=WHEN, by=cast.officer_a)


def test_a_draft_is_nobodys_post_and_the_same_record_is_one_broadcast(cast: Cast, robot: Robot) -> None:
    group, version, key = group_of(cast, "one", robot=True), warning_of(cast), uuid.uuid4()
    for _again in range(2):
        broadcasts.draw_up_broadcast(
            record_id=key,
            station=cast.station_a,
            version=version,
            groups=[group],
            at=WHEN,
            by=cast.officer_a,
        )
    assert GroupPosting.objects.count() == 1
    postings.post_due(at=WHEN + MINUTE)
    assert robot.calls == 0


def test_a_message_too_long_for_a_robot_is_refused_beside_its_line(cast: Cast) -> None:
    version = warning_of(cast)
    with pytest.raises(BroadcastRefused) as refused:
        broadcasts.draw_up_broadcast(
            record_id=uuid.uuid4(),
            station=cast.station_a,
            version=version,
            groups=[group_of(cast, "one", robot=True)],
            added_line="汉" * 700,
            at=WHEN,
            by=cast.officer_a,
        )
    assert refused.value.field == "added_line"


def test_a_group_that_closes_is_left_out_of_what_still_waits_for_it(cast: Cast) -> None:
    group = group_of(cast)
    made = broadcast_of(cast, [group])
    groups.close_group(group_id=group.pk, because="empty", at=WHEN + MINUTE, by=cast.officer_a)
    found = made.postings.get()
    assert (found.state, found.skipped) == (PostingState.SKIPPED, "group_ended")
    made.refresh_from_db()
    assert made.status == BroadcastStatus.DONE


def test_a_group_that_closed_after_the_draft_gets_nothing(cast: Cast) -> None:
    group = group_of(cast)
    made = draft_of(cast, [group, group_of(cast, "Second")])
    groups.close_group(group_id=group.pk, because="empty", at=WHEN, by=cast.officer_a)
    broadcasts.begin_broadcast(broadcast_id=made.pk, at=WHEN, by=cast.officer_a)
    assert states(made) == Counter({"skipped": 1, "to_post": 1})


def test_questions_have_an_owner_until_they_are_answered_and_words_are_forgotten(cast: Cast) -> None:
    posting = broadcast_of(cast, [group_of(cast)]).postings.get()
    with pytest.raises(PostingRefused):
        by_hand.note_reply(
            posting_id=posting.pk,
            kind="question",
            people=3,
            words="Q",
            owner=None,
            at=WHEN,
            by=cast.officer_a,
        )
    by_hand.post_by_hand(posting_id=posting.pk, at=WHEN, by=cast.officer_a)
    asked = by_hand.note_reply(
        posting_id=posting.pk, kind="question", people=3, words="Q", owner=None, at=WHEN, by=cast.officer_a
    )
    assert asked.owner == cast.officer_a
    by_hand.answer_reply(reply_id=asked.pk, answer="A", at=WHEN + MINUTE, by=cast.leader_a)
    with pytest.raises(PostingRefused):
        by_hand.answer_reply(reply_id=asked.pk, answer="B", at=WHEN + MINUTE, by=cast.leader_a)
    assert forget(at=WHEN + datetime.timedelta(days=364))["replies"] == 0
    assert forget(at=WHEN + datetime.timedelta(days=366))["replies"] == 1
    asked.refresh_from_db()
    assert (asked.words, asked.answer, asked.people) == ("", "", 3)


@pytest.mark.django_db(transaction=True)
def test_two_who_post_the_last_groups_at_once_finish_the_broadcast(cast: Cast) -> None:
    made = broadcast_of(cast, [group_of(cast, "One"), group_of(cast, "Two")])
    first, second = made.postings.order_by("pk").values_list("pk", flat=True)

    def post_second() -> None:
        by_hand.post_by_hand(posting_id=second, at=WHEN, by=cast.leader_a)
        connection.close()

    other = threading.Thread(target=post_second)
    with transaction.atomic():
        by_hand.post_by_hand(posting_id=first, at=WHEN, by=cast.officer_a)
        other.start()
        other.join(timeout=0.4)  # it has posted and waits for this transaction's end
    other.join(timeout=10)
    made.refresh_from_db()
    assert made.status == BroadcastStatus.DONE

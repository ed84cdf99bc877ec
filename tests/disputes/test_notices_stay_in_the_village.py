"""A cadre who was moved to another village of the same station hears no more of the old one: not in the list, not at the
bell, not by a message that was queued before, and answers for nothing there."""

from collections.abc import Callable
from importlib import import_module

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from disputes.models import Dispute
from jurisdiction.models import Officer
from notices.choices import Channel, DeliveryState, Outcome
from notices.errors import NotTold
from notices.models import Delivery, Notice, Recipient
from notices.operations.escalation import escalate_due
from notices.operations.outbox import tell
from notices.operations.reading import acknowledge, mark_all_read
from notices.operations.sending import deliver_due
from notices.receiver.box import Box
from tests.cast import Cast
from tests.disputes.helpers import NOON, assigned, later
from tests.notices.conftest import box, thing  # noqa: F401  # fixtures
from tests.notices.reached import reachable

pytestmark = pytest.mark.django_db
SignIn = Callable[[Officer], Client]


def moved(cast: Cast, other: Dispute) -> None:
    cast.cadre_a.postings.update(village=other.village)


def test_every_notice_of_a_dispute_names_its_village(cast: Cast, other: Dispute) -> None:
    assigned(cast)
    kinds = dict.fromkeys(Notice.objects.values_list("kind", flat=True))
    assert {"dispute.reported", "dispute.assigned", "dispute.moved"} <= set(kinds)
    assert set(Notice.objects.values_list("village", flat=True)) == {cast.village_a.pk, other.village_id}


def test_the_old_villages_notices_leave_the_list_and_the_bell(
    cast: Cast, other: Dispute, signed_in: SignIn
) -> None:
    mine = assigned(cast)
    client = signed_in(cast.cadre_a)
    told = Notice.objects.filter(village=cast.village_a, recipients__officer=cast.cadre_a)
    assert mine.number in client.get(reverse("notices:list")).content.decode()
    assert client.get(reverse("notices:bell")).context["unread"] == told.count() > 0
    tell(kind="notices.test", event="own", to=[cast.cadre_a], station=cast.station_a, at=NOON)
    moved(cast, other)
    page = client.get(reverse("notices:list"))
    assert mine.number not in page.content.decode()
    assert [row.notice.kind for row in page.context["object_list"]] == ["notices.test"], (
        "of no village: stays"
    )
    assert client.get(reverse("notices:bell")).context["unread"] == 1
    for name in ("notices:open", "notices:detail"):
        assert client.get(reverse(name, args=[told[0].pk])).status_code == 404
    assert client.post(reverse("notices:acknowledge", args=[told[0].pk])).status_code == 404


def test_nothing_of_the_old_village_is_read_or_acknowledged_any_more_and_it_climbs(
    cast: Cast,
    other: Dispute,
    thing: None,  # noqa: F811
) -> None:
    notice = tell(
        kind="test.answer",
        event="1",
        to=[cast.cadre_a],
        station=cast.station_a,
        village=cast.village_a,
        at=NOON,
        params={"number": 1},
    )
    moved(cast, other)
    with pytest.raises(NotTold):
        acknowledge(notice_id=notice.pk, at=later(minutes=1), by=cast.cadre_a)
    mark_all_read(at=later(minutes=1), by=cast.cadre_a)
    assert notice.recipients.get().read_at is None
    assert escalate_due(at=later(hours=3)) == 2
    acknowledge(notice_id=notice.pk, at=later(hours=3), by=cast.chief_a)
    notice.refresh_from_db()
    assert notice.acknowledged_by == cast.chief_a, "who stands above sees every village of the station"


@pytest.mark.parametrize("leaves", [True, False])
def test_what_waits_to_be_sent_is_dropped_with_its_reason(
    cast: Cast,
    other: Dispute,
    box: Box,  # noqa: F811
    leaves: bool,
) -> None:
    reachable(cast.cadre_a, channels=(Channel.SMS, Channel.EMAIL))
    assigned(cast)
    waiting = Delivery.objects.filter(officer=cast.cadre_a).exclude(channel=Channel.IN_APP)
    assert waiting.count() >= 2
    if leaves:
        moved(cast, other)
    done = deliver_due(at=later(hours=2))
    states = set(waiting.values_list("state", "outcome"))
    if leaves:
        assert states == {(DeliveryState.SKIPPED, Outcome.OUT_OF_SIGHT)}
        assert done.states[DeliveryState.SKIPPED] >= waiting.count()
        assert not box.messages
    else:
        assert states == {(DeliveryState.SENT, Outcome.ACCEPTED)}


def test_notices_told_before_are_given_their_village(cast: Cast, other: Dispute) -> None:
    assigned(cast)
    right = dict(Notice.objects.values_list("pk", "village"))
    Notice.objects.update(village=None)
    migration = import_module("disputes.migrations.0005_notices_of_villages")
    with connection.cursor() as cursor:
        cursor.execute(migration.OF_DISPUTES)
        cursor.execute(migration.OF_REPORTS)
    assert dict(Notice.objects.values_list("pk", "village")) == right
    assert not Recipient.objects.filter(notice__village=None).exists()

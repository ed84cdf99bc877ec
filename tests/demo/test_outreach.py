"""The demo's outreach: the groups of mission S7 and the talks of S8, and nothing that the database would refuse."""

import pytest
from django.db.models import F

from antifraud.choices import Audience, BroadcastStatus, PostingState, TalkStatus
from antifraud.models import Broadcast, ChatGroup, GroupPosting, MemberCount, Reply, Talk
from antifraud.operations.outreach_sweep import forget
from jurisdiction.models import Volunteer
from ledger.chain import first_breaks
from prevention.demo.outreach import refresh_outreach
from prevention.demo.outreach_words import NEW_GROUPS
from tests.cast import at

NOW = at("2026-09-10 20:30")
NEW = {audience for audience, *_rest in NEW_GROUPS}


@pytest.mark.usefixtures("loaded")
def test_outreach_of_the_demo_is_that_of_the_station(settings: object, tmp_path: object) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]  # pytest-django's own
    for _again in range(2):
        refresh_outreach(now=NOW)
    groups = ChatGroup.objects.all()
    assert groups.exclude(audience__in=NEW).count() == 43
    assert sorted(groups.filter(audience__in=NEW).values_list("audience", flat=True)) == sorted(
        [Audience.FIRMS, Audience.LOGISTICS, Audience.MOTHERS, Audience.SCHOOL, Audience.EXPLOSIVES]
    )
    assert groups.values("village").exclude(village=None).distinct().count() == 24
    assert MemberCount.objects.filter(on__lt=F("group__opened_on")).count() == 0
    assert MemberCount.objects.count() > 43 * 18
    tonight = Broadcast.objects.latest("begun_at")
    assert tonight.status == BroadcastStatus.RUNNING
    assert 3 <= tonight.postings.missing().count() <= 14
    assert tonight.postings.count() == 48
    for username in ("officer", "cadre"):
        assert tonight.postings.missing().filter(group__keeper__username=username).exists()
    assert Broadcast.objects.count() > 80
    assert not GroupPosting.objects.filter(posted_at__gt=NOW).exists()
    assert not GroupPosting.objects.filter(
        state__in=(PostingState.TO_POST, PostingState.SENDING, PostingState.FAILED),
        broadcast__status=BroadcastStatus.DONE,
    ).exists()
    assert Reply.objects.filter(answered_at__isnull=False).count() > 20
    assert Volunteer.objects.filter(station__short_name="曹远").count() > 20
    held = Talk.objects.filter(status=TalkStatus.HELD)
    assert held.count() >= 24
    assert held.filter(volunteer__isnull=False).count() > held.count() / 2
    assert held.filter(photos__isnull=False).distinct().count() > 20
    assert Talk.objects.all().to_confirm().exists()
    assert forget(at=NOW) == {"replies": 0, "choices": 0, "pictures": 0}
    assert first_breaks() == []

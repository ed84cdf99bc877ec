"""Leads keep that they were, from where and how they ended, and lose their words three years after the last of them."""

import datetime

import pytest
from django.urls import reverse

from command.choices import LeadStatus
from command.errors import LeadRefused
from command.models import Lead, LeadNote
from command.operations.leads import assess
from command.operations.retention import apply_retention
from command.tasks import apply_retention as task
from ledger.models import Entry
from prevention.schedule import BEAT_SCHEDULE
from tests.cast import Cast
from tests.command.test_leads import SECRET, SignIn, handed
from tests.disputes.helpers import later

pytestmark = pytest.mark.django_db
KEPT = datetime.timedelta(days=1095)


def test_the_words_go_three_years_after_the_last_that_was_judged(cast: Cast, signed_in: SignIn) -> None:
    lead, other = handed(cast), handed(cast, at=later(days=400))
    assess(lead_id=lead.pk, status=LeadStatus.ASSESSED, note=SECRET, at=later(days=30), by=cast.room_a)
    assert apply_retention(at=later(days=29) + KEPT) == 0
    assert apply_retention(at=later(days=30) + KEPT) == 1
    assert apply_retention(at=later(days=30) + KEPT) == 0
    assert list(Lead.objects.open()) == [other], "what nobody can judge any more waits for nobody"
    lead.refresh_from_db()
    other.refresh_from_db()
    assert (lead.words, lead.status, other.words) == ("", LeadStatus.ASSESSED, SECRET)
    assert list(LeadNote.objects.values_list("status", "note")) == [("assessed", "")]
    assert Entry.objects.filter(verb="retention.applied", detail={"leads": 1}).count() == 1
    page = signed_in(cast.chief_a).get(reverse("command:lead_detail", args=[lead.pk]))
    assert SECRET not in page.content.decode()
    with pytest.raises(LeadRefused):
        assess(lead_id=lead.pk, status=LeadStatus.PARKED, note="x", at=later(days=31) + KEPT, by=cast.room_a)


def test_beat_says_so_every_night() -> None:
    assert task.name in {entry["task"] for entry in BEAT_SCHEDULE.values()}

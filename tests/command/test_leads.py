"""A lead leaves its giver's sight; the command room assesses it."""

import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from command import sources
from command.choices import LeadSource, LeadStatus
from command.errors import LeadRefused
from command.models import Lead, LeadNote
from command.operations.leads import assess, hand_on
from command.rules import NEXT
from disputes.bundle import for_phone
from disputes.choices import FollowUpResult
from disputes.models import Event
from jurisdiction.models import Officer
from ledger.models import Entry
from notices.models import Notice, Recipient
from patrols.models import Observation
from tests.cast import Cast
from tests.disputes.helpers import NOON, later, reported, settled, visited
from tests.hazards.helpers import a_report
from tests.patrols.helpers import open_car, running_round, seen_and_suggested

pytestmark = pytest.mark.django_db
SignIn = Callable[[Officer], Client]
SECRET = "后山有人藏东西"


def handed(cast: Cast, **given: Any) -> Lead:
    values: dict[str, Any] = {
        "record_id": uuid.uuid4(),
        "source": given.pop("source", None) or reported(cast),
        "words": SECRET,
        "at": later(hours=1),
        "by": cast.officer_a,
        **given,
    }
    hand_on(**values)
    return Lead.objects.get(pk=values["record_id"])


def test_the_time_line_says_passed_on_and_nothing_else(cast: Cast) -> None:
    made = reported(cast)
    lead = handed(cast, source=made)
    event = Event.objects.filter(dispute=made).latest("at")
    assert (event.verb, event.told, event.note, event.detail) == ("passed_on", "", "", {})
    assess(lead_id=lead.pk, status=LeadStatus.ASSESSED, note="去看", at=later(hours=2), by=cast.room_a)
    assert Event.objects.filter(dispute=made).latest("at") == event
    phone = json.dumps(for_phone(cast.cadre_a, cast.station_a, later(days=1)), cls=DjangoJSONEncoder)
    assert str(lead.pk) not in phone
    assert '"passed_on"' in phone


def test_it_is_kept_once_and_answers_nothing(cast: Cast) -> None:
    made, key = reported(cast), uuid.uuid4()
    for _again in range(2):
        handed(cast, source=made, record_id=key)
    assert Lead.objects.count() == 1
    assert Event.objects.filter(verb="passed_on").count() == 1


def test_the_command_room_and_the_chief_hear_that_there_is_one_and_nothing_of_it(cast: Cast) -> None:
    lead = handed(cast)
    notice = Notice.objects.get(kind="lead.received")
    assert notice.params == {"lead": str(lead.pk)}
    assert {row.officer for row in Recipient.objects.filter(notice=notice)} == {cast.room_a, cast.chief_a}
    assert SECRET not in str(list(Entry.objects.values_list("detail", "reason")))


@pytest.mark.parametrize("who", ["officer_a", "cadre_a", "leader_a", "case_officer_a", "justice_a"])
def test_whoever_gave_it_finds_it_nowhere(cast: Cast, signed_in: SignIn, who: str) -> None:
    made = reported(cast)
    lead = handed(cast, source=made)
    client = signed_in(getattr(cast, who))
    assert client.get(reverse("command:lead_list")).status_code == 403
    assert client.get(reverse("command:lead_detail", args=[lead.pk])).status_code == 403
    for name in ("disputes:detail", "disputes:my_report", "disputes:mediation"):
        answer = client.get(reverse(name, args=[made.pk]))
        assert SECRET not in answer.content.decode()
        assert str(lead.pk) not in answer.content.decode()
    listed = client.get(reverse("disputes:dispute_list"), {"number": SECRET})
    assert SECRET not in listed.content.decode() or listed.context["page_obj"].paginator.count == 0


def test_another_stations_chief_does_not_find_it(cast: Cast, signed_in: SignIn) -> None:
    lead = handed(cast)
    for who in (cast.chief_b, cast.outsider):
        assert signed_in(who).get(reverse("command:lead_detail", args=[lead.pk])).status_code == 404
        assert str(lead.pk) not in signed_in(who).get(reverse("command:lead_list")).content.decode()


def test_an_observation_yields_a_lead_and_is_settled_as_passed_on(cast: Cast, signed_in: SignIn) -> None:
    observation, _visit = seen_and_suggested(cast, open_car(cast, running_round(cast)))
    client = signed_in(cast.officer_a)
    address = reverse("command:observation_lead", args=[observation.pk])
    assert client.get(address).status_code == 200
    refused = client.post(address, {"record_id": str(uuid.uuid4()), "words": " "})
    assert refused.status_code == 422
    sent = client.post(address, {"record_id": str(uuid.uuid4()), "words": SECRET})
    day = "2026-09-03"
    listed = f"{reverse('patrols:observation_list')}?since={day}&until={day}#seen-{observation.pk}"
    assert sent["Location"] == listed
    assert SECRET not in client.get(sent["Location"]).content.decode()
    stored = Observation.objects.get(pk=observation.pk)
    assert stored.done_at is not None
    assert SECRET not in stored.result


def test_a_followup_visit_that_was_made_yields_a_lead_and_its_dispute_says_passed_on(
    cast: Cast, signed_in: SignIn
) -> None:
    made = settled(cast)
    planned = made.followups.latest("ordinal")
    visit = visited(made, cast.cadre_a, FollowUpResult.KEPT, later(days=7))
    client, chief = signed_in(cast.officer_a), signed_in(cast.chief_a)
    address = reverse("command:followup_lead", args=[visit.pk])
    assert address in client.get(reverse("disputes:detail", args=[made.pk])).content.decode()
    assert client.get(reverse("command:followup_lead", args=[planned.pk])).status_code == 404, "not made yet"
    sent = client.post(address, {"record_id": str(uuid.uuid4()), "words": SECRET})
    assert sent["Location"] == f"{reverse('disputes:detail', args=[made.pk])}#visit-{visit.pk}"
    assert SECRET not in client.get(sent["Location"]).content.decode()
    event = Event.objects.filter(dispute=made).latest("received_at")
    assert (event.verb, event.told, event.note, event.detail) == ("passed_on", "", "", {})
    lead = Lead.objects.get()
    assert (lead.source, lead.source_id) == (LeadSource.FOLLOWUP, visit.pk)
    assert signed_in(cast.chief_b).get(address).status_code == 404
    assert chief.get(reverse("command:lead_list"), {"source": "followup"}).context["object_list"].count() == 1


def test_a_lead_leads_back_to_its_source_whatever_it_is(cast: Cast, signed_in: SignIn) -> None:
    made = settled(cast)
    visit = visited(made, cast.cadre_a, FollowUpResult.KEPT, later(days=7))
    observation, _visit = seen_and_suggested(cast, open_car(cast, running_round(cast)))
    client = signed_in(cast.chief_a)
    for source in (made, visit, a_report(cast, by=cast.cadre_a), observation):
        lead = handed(cast, source=source, at=later(days=8))
        url, words = client.get(reverse("command:lead_detail", args=[lead.pk])).context["source"]
        assert words
        page = client.get(url)
        assert page.status_code == 200
        anchor = url.partition("#")[2]
        assert f'id="{anchor}"' in page.content.decode() or not anchor
    Lead.objects.update(source_id=uuid.uuid4())
    page = client.get(reverse("command:lead_detail", args=[lead.pk]))
    assert (page.status_code, page.context["source"]) == (200, None), "its source is gone"


def test_every_kind_of_source_is_registered() -> None:
    assert {sources.of(code).code for code in LeadSource} == set(LeadSource)


def test_a_hazard_yields_a_lead_and_its_trail_says_passed_on_and_nothing_else(
    cast: Cast, signed_in: SignIn
) -> None:
    found = a_report(cast, by=cast.cadre_a)
    client, address = signed_in(cast.officer_a), reverse("command:hazard_lead", args=[found.pk])
    assert address in client.get(found.get_absolute_url()).content.decode()
    refused = client.post(address, {"record_id": str(uuid.uuid4()), "words": " "})
    assert refused.status_code == 422
    sent = client.post(address, {"record_id": str(uuid.uuid4()), "words": SECRET})
    assert sent["Location"] == found.get_absolute_url()
    lead = Lead.objects.get()
    assert (lead.source, lead.source_id, lead.words) == ("hazard", found.pk, SECRET)
    step = found.steps.latest("pk")
    assert (step.action, step.words, step.was, step.became) == ("pass_on", "", "reported", "reported")
    for who in (cast.cadre_a, cast.officer_a):
        page = signed_in(who).get(found.get_absolute_url()).content.decode()
        assert SECRET not in page
        assert str(lead.pk) not in page
    assert signed_in(cast.cadre_a).get(address).status_code == 403
    assert signed_in(cast.officer_b).get(address).status_code == 404


def test_who_has_no_police_work_or_another_station_hands_nothing_on(cast: Cast) -> None:
    made = reported(cast)
    for who in (cast.cadre_a, cast.officer_b, cast.justice_a, cast.outsider):
        with pytest.raises(LeadRefused):
            handed(cast, source=made, by=who)
    with pytest.raises(LeadRefused) as refused:
        handed(cast, source=made, words="  ")
    assert refused.value.field == "words"
    assert not Lead.objects.exists()


@pytest.mark.parametrize("status", list(NEXT))
@pytest.mark.parametrize("following", list(NEXT))
def test_a_lead_goes_only_where_it_may(cast: Cast, status: str, following: str) -> None:
    made = reported(cast)
    lead = Lead.objects.create(
        station=cast.station_a,
        source="dispute",
        source_id=made.pk,
        words=SECRET,
        received_at=NOON,
        by=cast.officer_a,
        status=status,
    )
    given: dict[str, Any] = {
        "lead_id": lead.pk,
        "status": LeadStatus(following),
        "note": "因为",
        "at": NOON,
        "by": cast.chief_a,
    }
    if following in NEXT[status]:
        assert assess(**given).status == following
        assert LeadNote.objects.get().by == cast.chief_a
        return
    with pytest.raises(LeadRefused):
        assess(**given)
    if following != status:
        with pytest.raises(IntegrityError), transaction.atomic():
            Lead.objects.filter(pk=lead.pk).update(status=following)


def test_the_command_room_reads_and_assesses_and_that_is_written_down(cast: Cast, signed_in: SignIn) -> None:
    lead = handed(cast)
    client, address = signed_in(cast.room_a), reverse("command:lead_detail", args=[lead.pk])
    assert SECRET in client.get(address).content.decode()
    assert Entry.objects.filter(verb="record.seen", object_id=str(lead.pk)).exists()
    refused = client.post(address, {"status": "confirmed", "note": "想当然"})
    assert refused.status_code == 422
    assert "想当然" in refused.content.decode()
    client.post(address, {"status": "assessed", "note": "有两人说起"})
    assert Lead.objects.get().status == LeadStatus.ASSESSED
    with pytest.raises(LeadRefused):
        assess(lead_id=lead.pk, status=LeadStatus.PARKED, note="x", at=NOON, by=cast.officer_a)

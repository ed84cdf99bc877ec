"""Pages of outreach: who sees what, what comes back in a form, what one tap does."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from antifraud.models import Broadcast, ChatGroup, GroupPosting, Talk
from antifraud.operations.talks import take_down_choice
from jurisdiction.choices import OfficerKind, Role
from jurisdiction.models import Officer
from ledger.models import Entry
from tests.antifraud.outreach import WHEN, broadcast_of, group_of, outreach, picture, talk_of, warning_of
from tests.cast import Cast, at, person

pytestmark = pytest.mark.django_db
SignIn = Callable[[Officer], Client]


@pytest.fixture(autouse=True)
def _evening(freeze: Callable[[str], None], settings: Any, tmp_path: Any) -> None:
    freeze("2026-09-03 21:00")
    settings.MEDIA_ROOT = tmp_path


def test_a_cadre_posts_in_the_own_village_and_sees_nothing_of_another(cast: Cast, signed_in: SignIn) -> None:
    ours = group_of(cast, "Ours")
    cast.village_b.township.station = cast.station_a
    cast.village_b.township.save()
    theirs = group_of(cast, "Theirs", village=cast.village_b)
    made = broadcast_of(cast, [ours, theirs])
    mine, other = made.postings.get(group=ours), made.postings.get(group=theirs)
    client = signed_in(cast.cadre_a)
    page = client.get(reverse("antifraud:my_postings")).content.decode()
    assert "Ours" in page
    assert "Theirs" not in page
    assert client.post(reverse("antifraud:posting_posted", args=[mine.pk])).status_code == 302
    mine.refresh_from_db()
    assert (mine.state, mine.posted_by) == ("posted", cast.cadre_a)
    for name, pk in (("posting_posted", other.pk), ("posting_undo", other.pk)):
        assert client.post(reverse(f"antifraud:{name}", args=[pk])).status_code == 404
    assert client.get(reverse("antifraud:group_count", args=[theirs.pk])).status_code == 404
    b = person("cadre_b", Role.CADRE, cast.station_a, kind=OfficerKind.CADRE, village=cast.village_b)
    assert "Ours" not in signed_in(b).get(reverse("antifraud:my_postings")).content.decode()


def test_a_cadre_sees_talks_of_the_own_village_only(cast: Cast, signed_in: SignIn) -> None:
    ours, elsewhere = talk_of(cast), talk_of(cast, village=None)
    client = signed_in(cast.cadre_a)
    assert client.get(reverse("antifraud:talk_detail", args=[ours.pk])).status_code == 200
    assert client.get(reverse("antifraud:talk_detail", args=[elsewhere.pk])).status_code == 404


def test_a_filter_ticks_its_groups_and_one_is_left_out_by_hand(cast: Cast, signed_in: SignIn) -> None:
    firms = [group_of(cast, f"Firm {number}", audience="firms", village=None) for number in range(3)]
    group_of(cast, "Residents")
    version = warning_of(cast)
    client = signed_in(cast.officer_a)
    address = reverse("antifraud:broadcast_create") + "?audience=firms"
    page = client.get(address)
    assert [(row.name, chosen) for row, chosen in page.context["groups"]] == [
        (group.name, True) for group in firms
    ]
    data = {
        "record_id": str(uuid.uuid4()),
        "warning": version.warning_id,
        "added_line": "",
        "groups": [str(group.pk) for group in firms[:2]],
    }
    for _again in range(2):
        assert client.post(address, data).status_code == 302
    made = Broadcast.objects.get()
    assert made.postings.count() == 2
    assert made.status == "draft"
    client.post(reverse("antifraud:broadcast_begin", args=[made.pk]))
    made.refresh_from_db()
    assert (made.status, made.post_by) == ("running", at("2026-09-04 21:00"))


def test_what_was_typed_and_ticked_comes_back_with_its_error(cast: Cast, signed_in: SignIn) -> None:
    one, two = group_of(cast, "One"), group_of(cast, "Two")
    client = signed_in(cast.officer_a)
    answer = client.post(
        reverse("antifraud:broadcast_create"),
        {"record_id": str(uuid.uuid4()), "warning": "", "added_line": "typed", "groups": [str(two.pk)]},
    )
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"warning"}
    assert "typed" in answer.content.decode()
    assert answer.context["groups"] == [(one, False), (two, True)]


def test_progress_is_told_in_the_fragment_that_asks_again(cast: Cast, signed_in: SignIn) -> None:
    keys = outreach(cast)
    page = signed_in(cast.chief_a).get(reverse("antifraud:broadcast_detail", args=[keys["broadcast"]]))
    assert (page.context["progress"]["posted"], page.context["progress"]["total"]) == (1, 3)
    assert 'hx-trigger="every 3s"' in page.content.decode()
    assert [row.group.name for row in page.context["missing"]] == ["Firms", "Robot"]


def test_a_slip_is_taken_back_from_the_phone(cast: Cast, signed_in: SignIn) -> None:
    made = broadcast_of(cast, [group_of(cast)])
    posting = made.postings.get()
    client = signed_in(cast.officer_a)
    client.post(reverse("antifraud:posting_posted", args=[posting.pk]))
    client.post(reverse("antifraud:posting_undo", args=[posting.pk]))
    posting.refresh_from_db()
    assert posting.state == "to_post"


def test_the_address_of_a_robot_is_never_shown_again(cast: Cast, signed_in: SignIn) -> None:
    group = group_of(cast, "Robot", robot=True)
    client = signed_in(cast.officer_a)
    for name in ("group_detail", "group_edit"):
        assert "qyapi" not in client.get(reverse(f"antifraud:{name}", args=[group.pk])).content.decode()
    data = {
        "name": "Robot 2",
        "platform": "wecom",
        "audience": "residents",
        "village": cast.village_a.pk,
        "keeper": cast.officer_a.pk,
        "opened_on": "2026-01-01",
    }
    assert client.post(reverse("antifraud:group_edit", args=[group.pk]), data).status_code == 302
    group.refresh_from_db()
    assert (group.name, group.has_robot) == ("Robot 2", True)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"webhook": "http://10.0.0.1/x", "platform": "wecom"}, "webhook"),
        ({"opened_on": "9999-12-31"}, "opened_on"),
        ({"name": "\x00"}, "name"),
        ({"keeper": "999999999"}, "keeper"),
    ],
)
def test_a_group_that_does_not_hold_comes_back_with_its_error(
    cast: Cast, signed_in: SignIn, values: dict[str, str], field: str
) -> None:
    data = {
        "station": cast.station_a.pk,
        "name": "G",
        "platform": "wechat",
        "audience": "mothers",
        "keeper": cast.officer_a.pk,
        "opened_on": "2026-01-01",
        **values,
    }
    answer = signed_in(cast.officer_a).post(reverse("antifraud:group_create"), data)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not ChatGroup.objects.exists()


def test_silent_and_closed_groups_are_found_by_the_address(cast: Cast, signed_in: SignIn) -> None:
    fresh, silent = group_of(cast, "Fresh"), group_of(cast, "Silent")
    ChatGroup.objects.filter(pk=fresh.pk).update(last_post_at=WHEN)
    client = signed_in(cast.chief_a)

    def names(query: str) -> list[str]:
        page = client.get(reverse("antifraud:group_list") + query)
        return [group.name for group in page.context["object_list"]]

    assert names("") == ["Fresh", "Silent"]
    assert names("?silent=14") == ["Silent"]
    client.post(reverse("antifraud:group_close", args=[silent.pk]), {"because": "empty"})
    assert names("") == names("?audience=residents") == ["Fresh"]
    assert names("?closed=yes") == ["Silent"]


def test_a_talk_is_recorded_with_its_picture_and_the_justice_office_confirms_the_hours(
    cast: Cast, signed_in: SignIn
) -> None:
    talk = talk_of(cast)
    photo = SimpleUploadedFile("p.jpg", picture(), content_type="image/jpeg")
    answer = signed_in(cast.officer_a).post(
        reverse("antifraud:talk_held", args=[talk.pk]),
        {"record_id": str(uuid.uuid4()), "attendance": "35", "minutes": "50", "photo": photo},
    )
    assert answer.status_code == 302
    assert (talk.photos.count(), Talk.objects.get(pk=talk.pk).attendance) == (1, 35)
    justice = signed_in(cast.justice_a)
    form = justice.get(reverse("antifraud:talk_hours", args=[talk.pk])).context["form"]
    assert form.initial["hours"] == 1.5
    justice.post(reverse("antifraud:talk_hours", args=[talk.pk]), {"hours": "1.5"})
    talk.refresh_from_db()
    assert talk.hours_confirmed_by == cast.justice_a


def test_a_broken_picture_stores_nothing_and_says_so(cast: Cast, signed_in: SignIn) -> None:
    talk = talk_of(cast)
    broken = SimpleUploadedFile("p.jpg", b"no picture", content_type="image/jpeg")
    answer = signed_in(cast.officer_a).post(
        reverse("antifraud:talk_held", args=[talk.pk]),
        {"record_id": str(uuid.uuid4()), "attendance": "35", "minutes": "50", "photo": broken},
    )
    assert answer.status_code == 422
    assert answer.context["form"].errors["photo"]
    talk.refresh_from_db()
    assert talk.status == "planned"


def test_the_choice_of_a_volunteer_is_shown_to_the_justice_office_alone_and_each_look_written(
    cast: Cast, signed_in: SignIn
) -> None:
    talk = talk_of(cast, planned_at=at("2026-09-10 19:00"))
    take_down_choice(talk_id=talk.pk, own_story=True, at=WHEN, by=cast.justice_a)
    page = signed_in(cast.justice_a).get(
        reverse("antifraud:volunteer_talks"), headers={"Accept-Language": "en"}
    )
    assert "to tell the own story" in page.content.decode()
    assert Entry.objects.get(verb="record.seen").fields == ["own_story"]
    for who in (cast.chief_a, cast.officer_a, cast.cadre_a):
        client = signed_in(who)
        for address in (
            reverse("antifraud:talk_detail", args=[talk.pk]),
            reverse("antifraud:talk_list"),
        ):
            text = client.get(address, headers={"Accept-Language": "en"}).content.decode()
            assert "own story" not in text
            assert cast.volunteer.code_name in text


def test_a_cadre_plans_a_talk_of_the_own_in_the_own_village(cast: Cast, signed_in: SignIn) -> None:
    data = {
        "record_id": str(uuid.uuid4()),
        "topic": "investment",
        "audience": "elderly",
        "day": "2026-09-05",
        "time": "19:30",
        "village": cast.village_a.pk,
        "where": "hall",
        "speaker": cast.officer_a.pk,
    }
    client = signed_in(cast.cadre_a)
    answer = client.post(reverse("antifraud:talk_create"), data)
    assert answer.status_code == 302, answer.context["form"].errors
    talk = Talk.objects.get()
    assert (talk.speaker, talk.village, talk.station) == (cast.cadre_a, cast.village_a, cast.station_a)
    refused = client.post(
        reverse("antifraud:talk_create"),
        {**data, "record_id": str(uuid.uuid4()), "village": cast.village_b.pk},
    )
    assert refused.context["form"].errors.keys() == {"village"}


def test_an_officer_or_a_volunteer_speaks_never_both(cast: Cast, signed_in: SignIn) -> None:
    data = {
        "record_id": str(uuid.uuid4()),
        "station": cast.station_a.pk,
        "topic": "investment",
        "audience": "elderly",
        "day": "2026-09-05",
        "time": "19:30",
        "where": "hall",
        "speaker": cast.officer_a.pk,
        "volunteer": cast.volunteer.pk,
    }
    answer = signed_in(cast.officer_a).post(reverse("antifraud:talk_create"), data)
    assert answer.status_code == 422
    assert answer.context["form"].errors["speaker"]


def test_figures_count_what_reached_groups_and_rooms(cast: Cast, signed_in: SignIn) -> None:
    keys = outreach(cast)
    client = signed_in(cast.officer_a)
    client.post(
        reverse("antifraud:talk_held", args=[keys["talk"]]),
        {"record_id": str(uuid.uuid4()), "attendance": "35", "minutes": "50"},
    )
    page = signed_in(cast.chief_a).get(reverse("dashboards:outreach"))
    totals = page.context["totals"]
    assert (totals["groups"], totals["postings"], totals["reached"], totals["replies"]) == (3, 1, 1, 1)
    assert (totals["talks"], totals["heard"], totals["open"]) == (1, 35, 1)
    villages = {row["village"]: row for row in page.context["villages"]}
    assert (villages[cast.village_a]["groups"], villages[cast.village_a]["share"]) == (2, 14.0)
    assert villages[cast.village_b]["silent"]
    firms = next(row for row in page.context["audiences"] if row["audience"] == "firms")
    assert (firms["groups"], firms["reached"]) == (1, 0)
    assert GroupPosting.objects.count() == 3


@pytest.mark.parametrize(
    "url",
    [
        "/groups/?silent=x&village=abc&closed=%00&station=9999999999999999999",
        "/groups/?audience=%00",
        "/broadcasts/?since=0001-01-01&until=9999-12-31&status=x",
        "/broadcasts/new/?warning=99999999999999999999&audience=x&station=x",
        "/talks/?since=0001-01-01&topic=%00&village=x",
        "/warnings/?retired=%00",
        "/outreach/figures/?since=9999-12-31&until=0001-01-01",
        "/postings/99999999999999999999/reply/",
    ],
)
def test_a_made_up_address_is_answered(cast: Cast, signed_in: SignIn, url: str) -> None:
    assert signed_in(cast.chief_a).get(url).status_code < 500


def test_the_chief_reads_of_a_broadcast_past_its_limit_and_the_line_opens_it(
    cast: Cast, signed_in: SignIn, freeze: Callable[[str], None]
) -> None:
    made = broadcast_of(cast, [group_of(cast)])
    rows = reverse("antifraud:broadcast_list") + "?status=late"
    assert list(signed_in(cast.chief_a).get(rows).context["object_list"]) == []
    freeze("2026-09-04 20:30")
    client = signed_in(cast.chief_a)  # the session of yesterday is over
    assert rows in client.get(reverse("dashboards:today")).content.decode()
    assert list(client.get(rows).context["object_list"]) == [made]

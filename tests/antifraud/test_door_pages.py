"""Pages at the door: what stands masked, what is refused beside its field, and that no village sees another's."""

import datetime
import uuid
from typing import Any

import pytest
from django.urls import reverse

from antifraud.models import AppHelp, Campaign, DoorVisit, Household, ImportBatch, VisitPlan
from antifraud.operations.imports import upload
from ledger.models import Entry
from tests.antifraud.door_helpers import NOON, at_the_doors, household, visited, workbook
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon(freeze: Any) -> None:
    freeze("2026-09-03 12:30")


def test_a_cadre_sees_nothing_of_another_village(cast: Cast, signed_in: Any) -> None:
    mine = household(cast, "本村12号")
    other = household(cast, "邻村9号", village=cast.village_b)
    visited(cast, other, by=cast.officer_b)
    batch = upload(
        sheet_name="households",
        station=cast.station_b,
        village=cast.village_b,
        file_name="b.xlsx",
        content=workbook([(3, "1号", "", "", 2)]),
        at=NOON,
        by=cast.officer_b,
    )
    client = signed_in(cast.cadre_a)
    for name in (
        "household_list",
        "household_map",
        "visit_list",
        "help_list",
        "coverage",
        "plan_list",
        "import_list",
    ):
        html = client.get(reverse(f"antifraud:{name}")).content.decode()
        assert "邻村9号" not in html
        assert "Village B" not in html
    assert "本村12号" in client.get(reverse("antifraud:household_list")).content.decode()
    for name, key in (
        *(("household_detail", other.pk), ("visit_create", other.pk), ("household_edit", other.pk)),
        *(("household_grid", cast.village_b.pk), ("import_detail", batch.pk)),
    ):
        assert client.get(reverse(f"antifraud:{name}", args=[key])).status_code == 404
    assert client.post(reverse("antifraud:import_apply", args=[batch.pk])).status_code == 404
    form = client.get(reverse("antifraud:import_create")).context["form"]
    assert list(form.fields["village"].queryset) == [cast.village_a]
    assert client.get(reverse("antifraud:household_detail", args=[mine.pk])).status_code == 200
    assert client.get(reverse("antifraud:coverage_data")).json()["features"] == []


def test_names_are_masked_until_somebody_says_why(cast: Cast, signed_in: Any) -> None:
    found = household(cast)
    client = signed_in(cast.officer_a)
    for page in (reverse("antifraud:household_list"), found.get_absolute_url()):
        html = client.get(page).content.decode()
        assert "王*" in html
        assert "王建国" not in html
    reveal = reverse("antifraud:household_reveal", args=[found.pk])
    assert client.post(reveal, {"reason": " "}).status_code == 422
    assert not Entry.objects.filter(verb="household.revealed").exists()
    assert "王建国" in client.post(reveal, {"reason": "回访"}).content.decode()
    assert Entry.objects.get(verb="household.revealed").by == cast.officer_a


def test_a_household_is_entered_changed_and_moves_away(cast: Cast, signed_in: Any) -> None:
    client = signed_in(cast.cadre_a)
    key = str(uuid.uuid4())
    given = {
        "record_id": key,
        "group_no": "2",
        "door": "8号",
        "adults": "3",
        "head": "赵六",
        "phone": "13800001234",
    }
    for _again in range(2):
        client.post(reverse("antifraud:household_create"), given)
    found = Household.objects.get()
    assert (str(found.pk), found.village, found.head_mask) == (key, cast.village_a, "赵*")
    twice = client.post(reverse("antifraud:household_create"), {**given, "record_id": str(uuid.uuid4())})
    assert twice.status_code == 422
    assert twice.context["form"].errors["door"]
    assert 'value="13800001234"' in twice.content.decode()
    client.post(
        reverse("antifraud:household_edit", args=[key]), {**given, "head": "", "phone": "", "adults": "4"}
    )
    found.refresh_from_db()
    assert (found.adults, found.head_mask) == (4, "赵*")
    left = reverse("antifraud:household_left", args=[key])
    assert client.post(left, {"on": "2026-09-04"}).context["form"].errors["on"]
    client.post(left, {"on": "2026-09-03"})
    found.refresh_from_db()
    assert found.left_on == datetime.date(2026, 9, 3)
    assert "8号" not in client.get(reverse("antifraud:household_list")).content.decode()
    assert "8号" in client.get(reverse("antifraud:household_list") + "?state=left").content.decode()


def test_a_visit_at_the_desk_says_why_it_comes_again_so_soon(cast: Cast, signed_in: Any) -> None:
    found = household(cast)
    visited(cast, found, when=NOON)
    client = signed_in(cast.officer_a)
    address = reverse("antifraud:visit_create", args=[found.pk])
    assert "2026-09-03" in client.get(address).context["note"]
    said = {
        "record_id": str(uuid.uuid4()),
        "outcome": "talked",
        "explained": ["fake_loan", "investment"],
        "told_to_call": "on",
        "adults": "2",
        "registered": "2",
        "installed": "0",
        "note": "愿意帮邻居装",
    }
    refused = client.post(address, said)
    assert refused.context["form"].errors["again_reason"]
    assert "愿意帮邻居装" in refused.content.decode()
    assert client.post(address, {**said, "again_reason": "来帮忙注册"}).status_code == 302
    assert (
        client.post(address, {**said, "again_reason": "来帮忙注册"}).status_code == 302
    )  # sent twice, one visit
    found.refresh_from_db()
    assert (DoorVisit.objects.count(), found.registered) == (2, 2)
    html = client.get(found.get_absolute_url(), headers={"Accept-Language": "en"}).content.decode()
    assert "false loan、" in html or "false investment" in html
    assert "Told to call the police at once" in html


def test_the_lists_filters_find_what_is_open_and_why(cast: Cast, signed_in: Any) -> None:
    keys = at_the_doors(cast)
    client = signed_in(cast.chief_a)

    def found(query: str) -> set[str]:
        rows = client.get(f"{reverse('antifraud:household_list')}?{query}").context["object_list"]
        return {row.door for row in rows}

    assert found("app=open") == {"12号", "13号"}
    assert found("app=open&no_app_reason=needs_help") == {"12号"}
    assert found("state=help") == {"12号"}
    assert found("state=new") == {"13号"}
    assert found(f"village={cast.village_b.pk}") == set()
    assert found("door=１３") == {"13号"}
    assert (
        client.get(reverse("antifraud:household_map_data")).json()["features"][0]["properties"]["tone"]
        == "plain"
    )
    arrange = reverse("antifraud:help_arrange", args=[keys["app_help"]])
    assert client.post(arrange, {"helper": cast.auxiliary_a.pk, "help_on": "2026-09-05"}).status_code == 302
    close = reverse("antifraud:help_close", args=[keys["app_help"]])
    assert (
        client.post(close, {"result": "registered", "registered": "1"}).context["form"].errors["registered"]
    )
    assert client.post(close, {"result": "registered", "registered": "2"}).status_code == 302
    assert not AppHelp.objects.open().exists()
    assert found("app=open") == {"13号"}


def test_plans_and_campaigns_are_made_and_ended_on_their_pages(cast: Cast, signed_in: Any) -> None:
    household(cast)
    client = signed_in(cast.leader_a)
    plan = {
        "village": cast.village_a.pk,
        "starts_on": "2026-09-03",
        "ends_on": "2026-09-20",
        "weekdays": ["0", "3"],
    }
    address = reverse("antifraud:plan_create")
    assert client.post(address, {**plan, "groups": "一组"}).context["form"].errors["groups"]
    assert client.post(address, {**plan, "ends_on": "2026-09-01"}).context["form"].errors["ends_on"]
    assert client.post(address, {**plan, "groups": "3、4"}).status_code == 302
    client.post(reverse("antifraud:plan_end", args=[VisitPlan.objects.get().pk]))
    assert VisitPlan.objects.get().ended_at is not None
    goal = {
        "name": "东坡村走访",
        "station": cast.station_a.pk,
        "villages": [cast.village_a.pk],
        "measure": "visited_share",
        "goal": "90",
        "starts_on": "2026-09-01",
        "ends_on": "2026-09-30",
    }
    address = reverse("antifraud:campaign_create")
    assert client.post(address, {**goal, "goal": "120"}).context["form"].errors["goal"]
    assert client.post(address, {**goal, "villages": [cast.village_b.pk]}).context["form"].errors["villages"]
    assert client.post(address, goal).status_code == 302
    page = reverse("antifraud:campaign_detail", args=[Campaign.objects.get().pk])
    assert "<polyline" not in client.get(page).content.decode()  # one household: too few for a share
    client.post(reverse("antifraud:campaign_end", args=[Campaign.objects.get().pk]))
    assert (Campaign.objects.get().result or {})["whole"] == 1


def test_a_campaign_in_words_says_where_an_even_pace_would_stand(cast: Cast, signed_in: Any) -> None:
    keys = at_the_doors(cast)
    page = reverse("antifraud:campaign_detail", args=[keys["campaign"]])
    html = signed_in(cast.chief_a).get(page, headers={"Accept-Language": "en"}).content.decode()
    assert "1 reached; the goal is 20." in html
    assert "An even pace would stand at 2.0 by this evening." in html
    assert "behind" in html
    assert 'class="line actual"' in html


def test_the_slip_names_nobody(cast: Cast, signed_in: Any) -> None:
    found = household(cast)
    html = signed_in(cast.officer_a).get(reverse("antifraud:slip", args=[found.pk])).content.decode()
    assert "96110" in html
    assert "王" not in html


def test_who_has_no_business_at_the_door_is_refused(cast: Cast, signed_in: Any) -> None:
    keys = at_the_doors(cast)
    for who in (cast.justice_a, cast.system_admin, cast.audit_admin):
        for name, argument in (
            ("household_list", ""),
            ("household_detail", "household"),
            ("import_detail", "import"),
        ):
            address = reverse(f"antifraud:{name}", args=[keys[argument]] if argument else [])
            assert signed_in(who).get(address).status_code == 403
    cadre = signed_in(cast.cadre_a)
    assert cadre.get(reverse("antifraud:campaign_detail", args=[keys["campaign"]])).status_code == 403
    assert ImportBatch.objects.count() == 1

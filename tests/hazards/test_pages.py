"""The room's pages: a journey by forms alone, what is wrong stands beside its field, cadres see their own village."""

import io
import uuid
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from hazards.choices import Status
from hazards.models import Hazard, HazardPhoto, Inspection, MinorsCount, Transfer
from hazards.operations import steps
from jurisdiction.models import Officer
from ledger.models import Entry
from notices.models import Recipient
from tests.cast import Cast, at
from tests.hazards.helpers import (
    NOON,
    a_checklist,
    a_photo,
    a_recheck,
    a_report,
    a_shop,
    closed,
    key_places,
    ordered,
    picture,
)

pytestmark = pytest.mark.django_db
SignIn = Callable[[Officer], Client]
Freeze = Callable[[str], None]


@pytest.fixture(autouse=True)
def noon(freeze: Freeze) -> None:
    freeze("2026-09-03 12:00")


def upload(colour: int = 90) -> SimpleUploadedFile:
    return SimpleUploadedFile("photo.jpg", picture(colour), content_type="image/jpeg")


HERE = {"latitude": "26.01", "longitude": "117.29", "accuracy": "5", "bearing": "90"}


def said(**values: Any) -> dict[str, Any]:
    return {
        "record_id": str(uuid.uuid4()),
        "kind": "fire_exit",
        "level": "medium",
        "words": "exit locked",
        **HERE,
        **values,
    }


# ---- reported


def test_from_a_round_the_place_is_preset_and_one_form_reports_it(cast: Cast, signed_in: SignIn) -> None:
    client = signed_in(cast.officer_a)
    address = f"{reverse('hazards:report')}?shift=12&place={cast.place_a.pk}"
    page = client.get(address)
    assert page.context["form"]["place"].value() == cast.place_a.pk
    answer = client.post(address, said(place=cast.place_a.pk, photo=upload()))
    found = Hazard.objects.get()
    assert answer["Location"] == reverse("hazards:reported", args=[found.pk])
    assert (found.source, found.source_ref, found.place) == ("patrol", "12", cast.place_a)
    photo = found.photos.get()
    assert (photo.stage, photo.bearing, photo.accuracy_m) == ("before", 90, 5)


def test_sent_twice_it_is_one_report(cast: Cast, signed_in: SignIn) -> None:
    client, key = signed_in(cast.officer_a), str(uuid.uuid4())
    for _again in range(2):
        client.post(reverse("hazards:report"), said(record_id=key, photo=upload()))
    assert Hazard.objects.count() == 1
    assert HazardPhoto.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"words": ""}, "words"),
        ({"kind": "ghost"}, "kind"),
        ({"level": ""}, "level"),
        ({"place": "999999"}, "place"),
        ({"photo": SimpleUploadedFile("x.jpg", b"no photo")}, "photo"),
        ({"latitude": "nan"}, "latitude"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(
    wrong: dict[str, Any], field: str, cast: Cast, signed_in: SignIn
) -> None:
    answer = signed_in(cast.officer_a).post(
        reverse("hazards:report"), said(**{"words": "kept text", **wrong})
    )
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "words" in wrong or "kept text" in answer.content.decode()
    assert not Hazard.objects.exists(), "nor is half of it stored"


def test_a_photo_that_the_form_could_not_keep_is_asked_for_again(cast: Cast, signed_in: SignIn) -> None:
    answer = signed_in(cast.officer_a).post(
        reverse("hazards:report"), said(words="", photo=upload()), headers={"accept-language": "en"}
    )
    assert "again" in str(answer.context["form"].errors["photo"])


# ---- the whole way by forms


def test_found_ordered_looked_at_by_another_closed_and_found_again(cast: Cast, signed_in: SignIn) -> None:
    officer, leader, other = (
        signed_in(person) for person in (cast.officer_a, cast.leader_a, cast.auxiliary_a)
    )
    officer.post(reverse("hazards:report"), said(place=cast.place_a.pk, photo=upload()))
    found = Hazard.objects.get()

    def act(client: Client, action: str, **data: Any) -> None:
        answer = client.post(reverse("hazards:hazard_act", args=[found.pk, action]), data)
        assert answer.status_code == 302, answer.context["form"].errors

    act(leader, "assess", kind="fire_exit", level="high", words="")
    act(leader, "order", addressee="Bridge shop", demands="take the chain off", rectify_by="2026-09-05")
    act(officer, "put-right", words="says the owner")
    assert other.get(reverse("hazards:my_rechecks")).context["hazards"][0] == found
    assert not officer.get(reverse("hazards:my_rechecks")).context["hazards"]
    judged = {"record_id": str(uuid.uuid4()), "passed": "yes", "words": "", "photo": upload(180), **HERE}
    assert other.post(reverse("hazards:recheck", args=[found.pk]), judged).status_code == 302
    own = officer.get(found.get_absolute_url()).context["buttons"]
    assert "close" not in {button["url"].rstrip("/").rsplit("/", 1)[-1] for button in own}
    page = leader.get(found.get_absolute_url())
    assert page.context["pair"][1].verdict == "same"
    act(leader, "close", words="")
    found.refresh_from_db()
    assert found.status == Status.CLOSED
    again = {**said(place=cast.place_a.pk, words="chained again")}
    found_at = Hazard.objects.filter(pk=found.pk)
    found_at.update(closed_at=at("2026-09-03 11:00"))
    officer.post(reverse("hazards:report"), again)
    found.refresh_from_db()
    assert (found.status, found.recurrences) == (Status.REPORTED, 1)


def test_the_finders_own_re_inspection_is_refused_in_words_and_keeps_no_photo(
    cast: Cast, signed_in: SignIn
) -> None:
    found = ordered(cast, at("2026-09-03 09:00"))
    judged = {"record_id": str(uuid.uuid4()), "passed": "yes", "words": "looks fine", "photo": upload(180)}
    answer = signed_in(cast.officer_a).post(reverse("hazards:recheck", args=[found.pk]), judged)
    assert answer.status_code == 422
    assert "looks fine" in answer.content.decode()
    assert not HazardPhoto.objects.exists()


@pytest.mark.parametrize(
    ("action", "data", "field"),
    [
        ("order", {"addressee": "Shop", "demands": "mend", "rectify_by": "2027-01-01"}, "rectify_by"),
        ("order", {"addressee": "", "demands": "mend", "rectify_by": "2026-09-04"}, "addressee"),
        ("order", {"addressee": "Shop", "demands": " ", "rectify_by": "2026-09-04"}, "demands"),
        ("transfer", {"to": "nobody", "words": "please"}, "to"),
        ("dismiss", {"words": ""}, "words"),
    ],
)
def test_a_steps_form_comes_back_with_what_is_wrong(
    action: str, data: dict[str, str], field: str, cast: Cast, signed_in: SignIn
) -> None:
    found = a_report(cast, at("2026-09-03 09:00"))
    steps.assess(
        hazard_id=found.pk, kind=found.kind, level="medium", at=at("2026-09-03 10:00"), by=cast.leader_a
    )
    answer = signed_in(cast.leader_a).post(reverse("hazards:hazard_act", args=[found.pk, action]), data)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_a_step_nobody_knows_is_not_found(cast: Cast, signed_in: SignIn) -> None:
    found = a_report(cast)
    client = signed_in(cast.leader_a)
    assert client.get(reverse("hazards:hazard_act", args=[found.pk, "explode"])).status_code == 404


def test_more_time_is_decided_by_another_on_the_page(cast: Cast, signed_in: SignIn) -> None:
    found = ordered(cast, at("2026-09-03 09:00"))
    ask = {"until": "2026-09-15", "reason": "parts"}
    asked = signed_in(cast.officer_a).post(reverse("hazards:extension_ask", args=[found.pk]), ask)
    assert asked.status_code == 302
    extension = found.orders.get().extensions.get()
    signed_in(cast.leader_a).post(
        reverse("hazards:extension_decide", args=[extension.pk]), {"allowed": "yes"}
    )
    found.refresh_from_db()
    assert found.rectify_by == at("2026-09-16 00:00")


# ---- inspections


def test_a_checklist_is_filled_in_with_a_finding_and_its_photo(cast: Cast, signed_in: SignIn) -> None:
    a_checklist(cast)
    shop = a_shop(cast)
    data = {
        "record_id": str(uuid.uuid4()),
        "q1": "not_ok",
        "q1_words": "chain on the back door",
        "q1_level": "high",
        "q1_way": "deadline",
        "q1_until": "2026-09-04",
        "q1_photo": upload(),
        "q2": "ok",
        "words": "",
        **HERE,
    }
    answer = signed_in(cast.officer_a).post(reverse("hazards:inspect", args=[shop.pk]), data)
    assert answer.status_code == 302, answer.context["form"].errors
    found = Hazard.objects.get()
    assert (found.status, found.rectify_by) == (Status.ORDERED, at("2026-09-05 00:00"))
    assert found.photos.get().stage == "before"


def test_an_unfinished_checklist_keeps_every_answer_and_word(cast: Cast, signed_in: SignIn) -> None:
    a_checklist(cast)
    shop = a_shop(cast)
    data = {
        "record_id": str(uuid.uuid4()),
        "q1": "not_ok",
        "q1_words": "",
        "q2": "na",
        "words": "typed remark",
    }
    answer = signed_in(cast.officer_a).post(reverse("hazards:inspect", args=[shop.pk]), data)
    assert answer.status_code == 422
    form = answer.context["form"]
    assert "q1_words" in form.errors
    assert (form["q1"].value(), form["q2"].value()) == ("not_ok", "na")
    assert "typed remark" in answer.content.decode()
    assert not Inspection.objects.filter(done_at__isnull=False).exists()


def test_a_deadline_that_is_too_long_is_said_at_its_item_and_nothing_is_stored(
    cast: Cast, signed_in: SignIn
) -> None:
    a_checklist(cast)
    shop = a_shop(cast)
    data = {
        "record_id": str(uuid.uuid4()),
        "q1": "not_ok",
        "q1_words": "chain",
        "q1_level": "high",
        "q1_way": "deadline",
        "q1_until": "2026-12-24",
        "q2": "ok",
    }
    answer = signed_in(cast.officer_a).post(reverse("hazards:inspect", args=[shop.pk]), data)
    assert answer.status_code == 422
    assert "q1_until" in answer.context["form"].errors
    assert not Hazard.objects.exists()


def test_a_kind_of_place_without_a_checklist_says_who_makes_one(cast: Cast, signed_in: SignIn) -> None:
    answer = signed_in(cast.officer_a).get(reverse("hazards:inspect", args=[cast.place_a.pk]))
    assert answer.status_code == 200
    assert "hazards/no_checklist.html" in {template.name for template in answer.templates}


def test_the_checklist_editor_stores_a_version_or_says_what_is_wrong(cast: Cast, signed_in: SignIn) -> None:
    version = a_checklist(cast)
    client = signed_in(cast.leader_a)
    address = reverse("hazards:checklist_edit", args=["milk_tea_shop"])
    form = {
        "based_on": version.pk,
        "note": "shorter",
        "items-TOTAL_FORMS": "2",
        "items-INITIAL_FORMS": "2",
        "items-0-code": "q1",
        "items-0-text": "exit clear and lit",
        "items-0-kind": "fire_exit",
        "items-0-level": "high",
        "items-1-code": "q2",
        "items-1-text": "",
    }
    assert client.post(address, form).status_code == 302
    assert version.checklist.versions.count() == 2
    stale = client.post(address, {**form, "items-0-text": "another text typed"})
    assert stale.status_code == 422
    assert "another text typed" in stale.content.decode()


def test_minors_are_counted_on_the_phone(cast: Cast, signed_in: SignIn) -> None:
    client = signed_in(cast.officer_a)
    data = {
        "record_id": str(uuid.uuid4()),
        "place": cast.place_a.pk,
        "day": "2026-09-03",
        "hour": "11",
        "count": "8",
    }
    assert client.post(reverse("hazards:minors"), data).status_code == 302
    assert MinorsCount.objects.get().count == 8
    for wrong, field in (({"count": "-1"}, "count"), ({"hour": "23"}, "hour"), ({"day": "x"}, "day")):
        answer = client.post(reverse("hazards:minors"), {**data, "record_id": str(uuid.uuid4()), **wrong})
        assert field in answer.context["form"].errors
    page = client.get(reverse("hazards:place_history", args=[cast.place_a.pk]))
    assert page.context["hours"] == [{"hour": "11:00", "days": 1, "most": 8, "mean": 8.0, "top": 8}]


# ---- papers


def test_the_order_is_a_word_and_a_pdf_file_with_its_number(cast: Cast, signed_in: SignIn) -> None:
    found = ordered(cast, at("2026-09-03 09:00"))
    a_photo(found, cast.officer_a, NOON, "before")  # type: ignore[arg-type]  # a Stage's value
    order, client = found.orders.get(), signed_in(cast.officer_a)
    word = client.get(reverse("hazards:order_file", args=[order.pk, "docx"]))
    with zipfile.ZipFile(io.BytesIO(word.content)) as parts:
        text = parts.read("word/document.xml").decode()
    for words in ("责令限期整改通知书", order.number, "2026年9月10日", "remove the chain"):
        assert words in text
    pdf = client.get(reverse("hazards:order_file", args=[order.pk, "pdf"]))
    assert pdf.content.startswith(b"%PDF")
    assert client.get(reverse("hazards:order_file", args=[order.pk, "xls"])).status_code == 404


def test_an_order_whose_photo_is_gone_from_the_store_can_still_be_printed(
    cast: Cast, signed_in: SignIn
) -> None:
    found = ordered(cast, at("2026-09-03 09:00"))
    photo = a_photo(found, cast.officer_a, NOON, "before")  # type: ignore[arg-type]  # a Stage's value
    photo.copy.delete(save=False)
    address = reverse("hazards:order_file", args=[found.orders.get().pk, "pdf"])
    assert signed_in(cast.officer_a).get(address).content.startswith(b"%PDF")


# ---- who sees what


def of_village_b(cast: Cast, signed_in: SignIn) -> Hazard:
    found = a_report(
        cast,
        station=cast.station_b,
        place=cast.place_b,
        by=cast.officer_b,
        level="critical",
        words="gas smell",
    )
    a_photo(found, cast.officer_b, NOON, "before")  # type: ignore[arg-type]  # a Stage's value
    return found


def test_a_cadre_sees_the_hazards_of_the_own_village_and_no_others(cast: Cast, signed_in: SignIn) -> None:
    other, own = of_village_b(cast, signed_in), a_report(cast)
    client = signed_in(cast.cadre_a)
    listed = client.get(reverse("hazards:hazard_list"))
    assert list(listed.context["object_list"]) == [own]
    assert list(client.get(reverse("hazards:hazard_list"), {"words": "gas"}).context["object_list"]) == []
    assert client.get(own.get_absolute_url()).status_code == 200
    assert client.get(other.get_absolute_url()).status_code == 404
    assert client.get(reverse("hazards:photo", args=[other.photos.get().pk])).status_code == 404
    assert client.get(reverse("hazards:hazard_advise", args=[other.pk])).status_code == 404
    points = client.get(reverse("hazards:map_data")).json()["features"]
    assert [point["properties"]["url"] for point in points] == [own.get_absolute_url()]
    assert cast.place_b.name not in client.get(reverse("hazards:report")).content.decode()
    forged = client.post(reverse("hazards:report"), said(place=cast.place_b.pk))
    assert "place" in forged.context["form"].errors
    assert not Recipient.objects.filter(officer=cast.cadre_a).exists()


def test_a_cadre_of_one_station_with_another_village_beside_sees_only_the_own(
    cast: Cast, signed_in: SignIn
) -> None:
    """Not by station: another village of the same station is closed too."""
    found = a_report(cast, place=None, point=None)
    assert found.village is None
    assert signed_in(cast.cadre_a).get(found.get_absolute_url()).status_code == 404


def test_a_cadres_page_offers_a_remark_and_no_step(cast: Cast, signed_in: SignIn) -> None:
    found = a_report(cast, by=cast.cadre_a)
    client = signed_in(cast.cadre_a)
    assert client.get(found.get_absolute_url()).context["buttons"] == []
    sent = {"remark-words": "the owner is back"}
    assert client.post(reverse("hazards:hazard_advise", args=[found.pk]), sent).status_code == 302
    assert found.steps.filter(action="advise").exists()


def test_a_cadre_hears_what_came_of_the_own_report(cast: Cast, signed_in: SignIn) -> None:
    found = a_report(cast, by=cast.cadre_a)
    steps.dismiss(hazard_id=found.pk, words="a cat", at=NOON, by=cast.leader_a)
    assert Recipient.objects.filter(officer=cast.cadre_a, notice__kind="hazard.moved").exists()


def test_whoever_opens_a_photo_is_written_down(cast: Cast, signed_in: SignIn) -> None:
    photo = a_photo(a_report(cast), cast.officer_a, NOON, "before")  # type: ignore[arg-type]  # a Stage's value
    signed_in(cast.cadre_a).get(reverse("hazards:photo", args=[photo.pk]))
    assert Entry.objects.filter(kind="look", by=cast.cadre_a, object_id=str(photo.hazard_id)).exists()


def test_papers_are_closed_to_other_stations(cast: Cast, signed_in: SignIn) -> None:
    keys = key_places(cast)
    client = signed_in(cast.chief_b)
    for name, key in (("order_file", "order"), ("transfer_file", "transfer")):
        assert client.get(reverse(f"hazards:{name}", args=[keys[key], "pdf"])).status_code == 404


# ---- lists


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("status=open", {"late", "fresh"}),
        ("status=late", {"late"}),
        ("status=closed", {"closed"}),
        ("kind=fire_exit", {"late", "closed"}),
        ("level=high", {"fresh"}),
        ("words=lamp", {"fresh"}),
        ("since=2026-09-03&until=2026-09-03", {"fresh"}),
        ("status=nonsense&place=x&village=%00", set()),
    ],
)
def test_the_address_is_the_filter(query: str, expected: set[str], cast: Cast, signed_in: SignIn) -> None:
    rows = {
        "closed": closed(cast, at("2026-08-20 12:00")),
        "late": a_report(cast, at("2026-08-10 12:00"), place=None, point=cast.place_a.point),
        "fresh": a_report(cast, kind="lighting", level="high", words="lamp dark"),
    }
    answer = signed_in(cast.chief_a).get(f"{reverse('hazards:hazard_list')}?{query}")
    assert answer.status_code == 200
    shown = set(answer.context["object_list"])
    if not expected:
        assert answer.context["filter"].form.errors
    else:
        assert {name for name, row in rows.items() if row in shown} == expected
    assert signed_in(cast.chief_a).get(f"{reverse('hazards:map_data')}?{query}").status_code == 200


def test_above_the_list_stands_how_much_waits_for_what_within_the_own_remit(
    cast: Cast, signed_in: SignIn
) -> None:
    a_report(cast, at("2026-08-10 12:00"))
    a_report(cast, kind="lighting")
    shown = {}
    for who in (cast.chief_a, cast.cadre_a, cast.chief_b):
        page = signed_in(who).get(reverse("hazards:hazard_list"), {"status": "late"})
        shown[who.username] = page.context["totals"]
    assert shown["chief_a"] == {"open": 2, "late": 1, "recheck": 0, "again": 0}
    assert shown["cadre_a"] == shown["chief_a"]
    assert set(shown["chief_b"].values()) == {0}


def test_an_answer_to_a_transfer_is_entered_with_what_it_comes_to(cast: Cast, signed_in: SignIn) -> None:
    sent = Transfer.objects.get(pk=key_places(cast)["transfer"])
    client, address = signed_in(cast.officer_a), reverse("hazards:transfer_answer", args=[sent.pk])
    refused = client.post(address, {"words": "kept text"})
    assert refused.status_code == 422
    assert refused.context["form"].errors["reply"]
    assert "kept text" in refused.content.decode()
    assert client.post(address, {"reply": "declined", "words": "not ours"}).status_code == 302
    sent.refresh_from_db()
    assert (sent.reply, sent.hazard.status) == ("declined", Status.ASSESSED)


def test_whoever_ordered_it_is_told_why_another_re_inspects_it(cast: Cast, signed_in: SignIn) -> None:
    found = ordered(cast, by=cast.cadre_a)
    client, address = signed_in(cast.leader_a), reverse("hazards:recheck", args=[found.pk])
    assert address not in client.get(found.get_absolute_url()).content.decode()
    assert address in signed_in(cast.officer_a).get(found.get_absolute_url()).content.decode()
    said_so = {"record_id": str(uuid.uuid4()), "passed": "yes", "photo": upload(), **HERE}
    refused = client.post(address, said_so, headers={"accept-language": "en"})
    assert refused.status_code == 422
    assert "another person must re-inspect" in refused.content.decode()
    assert not found.photos.exists()


@pytest.mark.parametrize("month", ["2026-09", "2026-13", "x", "0000-01", "9999-12", "2099-12"])
def test_the_calendar_answers_every_month(month: str, cast: Cast, signed_in: SignIn) -> None:
    assert signed_in(cast.chief_a).get(reverse("hazards:calendar"), {"month": month}).status_code == 200


def test_a_recheck_by_another_shows_in_the_trail(cast: Cast, signed_in: SignIn) -> None:
    found = ordered(cast, at("2026-09-01 09:00"))
    a_recheck(found, cast.auxiliary_a, at("2026-09-02 09:00"), passed=False)
    page = signed_in(cast.chief_a).get(found.get_absolute_url()).content.decode()
    assert "chain still there" in page

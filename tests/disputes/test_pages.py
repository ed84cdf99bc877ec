"""The phone's and the desk's pages: typed things stay, names are masked, looks are written down, files come out."""

import io
import uuid
import zipfile
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from disputes.choices import Level, Route, Signal, Status
from disputes.models import Agreement, Dispute, DisputePhoto, Event, Session
from disputes.operations.levels import set_level
from disputes.operations.merging import merge
from disputes.operations.photos import attach_photo
from jurisdiction.models import Officer
from ledger.models import Entry
from papers.front import unreadable
from papers.paper import Picture
from tests.cast import Cast
from tests.disputes.helpers import WANG, accepted, assigned, later, met, picture, reported, settled

pytestmark = pytest.mark.django_db
SignIn = Callable[[Officer], Client]
FORM = {
    "kind": "water",
    "words": "为放水吵架",
    "place_words": "上游水渠",
    "name_1": WANG,
    "phone_1": "13800001234",
    "level": "medium",
}


def typed(cast: Cast, **given: object) -> dict[str, object]:
    return {"record_id": str(uuid.uuid4()), "village": cast.village_a.pk, **FORM, **given}


# ---- the reporter


def test_a_cadre_reports_in_one_form_and_reads_the_receipt(cast: Cast, signed_in: SignIn) -> None:
    client = signed_in(cast.cadre_a)
    page = client.get(reverse("disputes:report"))
    assert page.context["form"]["village"].initial == cast.village_a.pk
    answer = client.post(reverse("disputes:report"), typed(cast), follow=True)
    made = Dispute.objects.get()
    assert made.number in answer.content.decode()
    assert (made.kind, made.level, made.village) == ("water", Level.MEDIUM, cast.village_a)
    assert [line.verb for line in answer.context["item"].lines] == ["reported"]


def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(
    cast: Cast, signed_in: SignIn
) -> None:
    answer = signed_in(cast.cadre_a).post(
        reverse("disputes:report"), typed(cast, level="", phone_1="12", signals=["threats"])
    )
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"level", "phone_1"}
    text = answer.content.decode()
    assert 'value="上游水渠"' in text
    assert "为放水吵架</textarea>" in text
    assert f'value="{WANG}"' in text
    assert 'value="threats" id="id_signals_0" checked' in text
    assert not Dispute.objects.exists()


def test_what_may_be_the_same_is_shown_before_it_is_sent(
    cast: Cast, signed_in: SignIn, freeze: Callable[[str], None]
) -> None:
    freeze("2026-09-04 09:00")
    known = reported(cast, by=cast.officer_a)
    client, form = signed_in(cast.cadre_a), typed(cast)
    shown = client.post(reverse("disputes:report"), form)
    assert [found.dispute.pk for found in shown.context["likely"]] == [known.pk]
    text = shown.content.decode()
    assert str(known.pk) in text
    assert known.words not in text, "of another's report the kind, the day and the place alone"
    assert Dispute.objects.count() == 1
    client.post(reverse("disputes:report"), {**form, "answered": "yes", "same_as": str(known.pk)})
    assert Dispute.objects.count() == 1
    assert known.reports.count() == 2
    fresh = typed(cast)
    client.post(reverse("disputes:report"), {**fresh, "answered": "yes"})
    assert Dispute.objects.count() == 2


def test_the_reporter_reads_no_note_of_the_desk_and_no_change_of_level(cast: Cast, signed_in: SignIn) -> None:
    made = accepted(cast)
    set_level(dispute_id=made.pk, level=Level.LOW, reason="内部意见", at=later(hours=2), by=cast.room_a)
    answer = signed_in(cast.cadre_a).get(reverse("disputes:my_report", args=[made.pk]))
    assert "内部意见" not in answer.content.decode()
    assert [line.verb for line in answer.context["item"].lines] == ["reported", "accepted"]


def test_words_and_a_photo_are_added_later(cast: Cast, signed_in: SignIn) -> None:
    made = reported(cast)
    client = signed_in(cast.cadre_a)
    client.post(
        reverse("disputes:my_report", args=[made.pk]), {"record_id": str(uuid.uuid4()), "words": "今天又吵"}
    )
    assert Event.objects.get(verb="words").note == "今天又吵"
    photo = SimpleUploadedFile("x.jpg", picture(), content_type="image/jpeg")
    client.post(
        reverse("disputes:my_photo", args=[made.pk]), {"record_id": str(uuid.uuid4()), "photo": photo}
    )
    assert DisputePhoto.objects.get().dispute == made
    broken = SimpleUploadedFile("x.jpg", b"no picture", content_type="image/jpeg")
    refused = client.post(
        reverse("disputes:my_photo", args=[made.pk]), {"record_id": str(uuid.uuid4()), "photo": broken}
    )
    assert refused.status_code == 422
    assert refused.context["photo_form"].errors["photo"]


# ---- the mediator


def test_the_mediator_writes_a_session_and_the_agreement_down(
    cast: Cast, signed_in: SignIn, freeze: Callable[[str], None]
) -> None:
    made = assigned(cast)
    freeze("2026-09-04 15:00")
    client = signed_in(cast.cadre_a)
    assert made.number in client.get(reverse("disputes:mediation_list")).content.decode()
    session = {
        "record_id": str(uuid.uuid4()),
        "held_at": "2026-09-04T10:00",
        "place": "村委会",
        "notes": "双方各退一步",
        "result": "agreed",
    }
    refused = client.post(reverse("disputes:mediation_step", args=[made.pk, "session"]), session)
    assert refused.status_code == 422
    assert refused.context["form"].errors["consent"]
    assert "双方各退一步" in refused.content.decode()
    came = [str(party.pk) for party in made.parties.all()]
    answer = client.post(
        reverse("disputes:mediation_step", args=[made.pk, "session"]),
        {**session, "consent": "on", "came": came},
    )
    assert answer["Location"] == reverse("disputes:mediation_step", args=[made.pk, "settle"])
    assert Session.objects.get().came.count() == 2
    client.post(
        answer["Location"],
        {"record_id": str(uuid.uuid4()), "form": "written", "text": "以老界为准", "agreed_on": "2026-09-04"},
    )
    assert Agreement.objects.get().text == "以老界为准"
    assert client.get(reverse("disputes:mediation", args=[made.pk])).status_code == 200


def test_a_session_of_tomorrow_is_sent_back(
    cast: Cast, signed_in: SignIn, freeze: Callable[[str], None]
) -> None:
    made = assigned(cast)
    freeze("2026-09-04 15:00")
    answer = signed_in(cast.cadre_a).post(
        reverse("disputes:mediation_step", args=[made.pk, "session"]), {"held_at": "2026-09-05T10:00"}
    )
    assert answer.context["form"].errors["held_at"]


def test_names_are_masked_until_somebody_says_why(cast: Cast, signed_in: SignIn) -> None:
    made = assigned(cast)
    for who, page, people in (
        (cast.cadre_a, "disputes:mediation", "disputes:mediation_parties"),
        (cast.room_a, "disputes:detail", "disputes:parties"),
    ):
        client = signed_in(who)
        text = client.get(reverse(page, args=[made.pk])).content.decode()
        assert "王*" in text
        assert WANG not in text
        assert "13800001234" not in text
        assert client.post(reverse(people, args=[made.pk]), {"reason": " "}).status_code == 422
        assert not Entry.objects.filter(verb="dispute.parties_revealed", by=who).exists()
        assert WANG in client.post(reverse(people, args=[made.pk]), {"reason": "通知调解"}).content.decode()
        assert Entry.objects.get(verb="dispute.parties_revealed", by=who).reason == "通知调解"


# ---- the desk


def test_the_inbox_is_ordered_by_level_then_age_and_shows_what_is_overdue(
    cast: Cast, signed_in: SignIn, freeze: Callable[[str], None]
) -> None:
    old = reported(cast, level=Level.LOW, at=later(hours=-5), received_at=later(hours=-5))
    red = reported(cast, signals=frozenset({Signal.WEAPONS}))
    new = reported(cast, level=Level.LOW)
    with_mediator = assigned(cast)
    freeze("2026-09-03 12:30")
    page = signed_in(cast.room_a).get(reverse("disputes:inbox"))
    assert [row.pk for row in page.context["rows"]] == [red.pk, old.pk, new.pk]
    assert page.context["overdue"] == 2
    freeze("2026-09-20 12:30")
    page = signed_in(cast.room_a).get(reverse("disputes:inbox"))
    assert with_mediator.pk in [row.pk for row in page.context["rows"]]


def test_the_desk_takes_a_report_up_and_names_a_mediator(cast: Cast, signed_in: SignIn) -> None:
    made = reported(cast)
    client = signed_in(cast.room_a)
    step = reverse("disputes:step", args=[made.pk, "accept"])
    refused = client.post(step, {"route": "police", "exclusions": ["gang"], "told": "已受理"})
    assert refused.status_code == 422
    assert refused.context["form"].errors["exclusions"]
    assert "已受理" in refused.content.decode()
    client.post(step, {"route": "peoples", "told": "已受理"})
    assign = reverse("disputes:step", args=[made.pk, "assign"])
    offered = set(client.get(assign).context["form"].fields["mediator"].queryset)
    assert {cast.cadre_a, cast.justice_a, cast.officer_a} <= offered
    assert not offered & {cast.auxiliary_a, cast.officer_b, cast.outsider}
    client.post(assign, {"mediator": cast.cadre_a.pk, "as_committee": "on"})
    made.refresh_from_db()
    assert (made.status, made.mediator) == (Status.ASSIGNED, cast.cadre_a)
    assert made.mediations.get().mediator_kind == "committee"


@pytest.mark.parametrize(
    ("step", "given", "status"),
    [
        ("refuse", {"reason": "找劳动监察"}, Status.REFUSED),
        ("pass-on", {"department": "镇劳动监察中队"}, Status.PASSED_ON),
        ("withdraw", {"reason": "和好"}, Status.WITHDRAWN),
        ("answer", {"words": "明天上门"}, Status.REPORTED),
        ("words", {"words": "邻居也说"}, Status.REPORTED),
        ("level", {"level": "low", "reason": "小事"}, Status.REPORTED),
    ],
)
def test_each_step_of_the_desk_is_a_form(
    cast: Cast, signed_in: SignIn, step: str, given: dict[str, str], status: Status
) -> None:
    made = reported(cast)
    client, address = signed_in(cast.room_a), reverse("disputes:step", args=[made.pk, step])
    assert client.get(address).status_code == 200
    assert client.post(address, {}).status_code == 422
    assert client.post(address, given).status_code == 302
    made.refresh_from_db()
    assert made.status == status


def test_a_step_that_does_not_follow_says_so_and_a_made_up_one_is_not_there(
    cast: Cast, signed_in: SignIn
) -> None:
    made = reported(cast)
    client = signed_in(cast.room_a)
    answer = client.post(reverse("disputes:step", args=[made.pk, "close"]), {"told": "完了"})
    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors()
    assert client.get(reverse("disputes:step", args=[made.pk, "invented"])).status_code == 404


def test_joining_by_number_finds_within_the_remit_only(cast: Cast, signed_in: SignIn) -> None:
    first, second = reported(cast), reported(cast)
    theirs = reported(cast, village=cast.village_b, by=cast.officer_b)
    client, address = signed_in(cast.room_a), reverse("disputes:step", args=[second.pk, "merge"])
    assert first.number in client.get(reverse("disputes:detail", args=[second.pk])).content.decode()
    for number in ("SA-JF-20260903-9999", theirs.number):
        assert client.post(address, {"into": number}).context["form"].errors["into"]
    assert client.post(address, {"into": f" {first.number.lower()} "}).status_code == 302
    assert client.get(reverse("disputes:detail", args=[first.pk])).status_code == 200
    assert client.get(reverse("disputes:detail", args=[second.pk])).status_code == 200


def test_red_is_lowered_on_the_page_of_a_second_person(cast: Cast, signed_in: SignIn) -> None:
    made = reported(cast, signals=frozenset({Signal.INJURY}))
    signed_in(cast.room_a).post(
        reverse("disputes:step", args=[made.pk, "level"]), {"level": "medium", "reason": "伤轻"}
    )
    change = made.level_changes.get()
    address = reverse("disputes:level_decide", args=[change.pk])
    signed_in(cast.room_a).post(address, {"granted": "yes"})
    made.refresh_from_db()
    assert made.level == Level.CRITICAL
    assert change.pk in [
        row.pk for row in signed_in(cast.chief_a).get(reverse("disputes:inbox")).context["changes"]
    ]
    signed_in(cast.chief_a).post(address, {"granted": "yes"})
    made.refresh_from_db()
    assert made.level == Level.MEDIUM


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, 2),
        ({"status": "open"}, 2),
        ({"status": "overdue"}, 2),
        ({"status": "reported"}, 1),
        ({"level": "critical"}, 1),
        ({"kind": "wages"}, 0),
        ({"relapsed": "true"}, 0),
        ({"since": "2026-09-04"}, 0),
        ({"number": "0001"}, 1),
        ({"number": "\x00"}, 2),
        ({"village": "999999"}, 2),
        ({"since": "0001-01-01", "until": "9999-12-31"}, 2),
    ],
)
def test_the_url_is_the_filter(
    cast: Cast,
    signed_in: SignIn,
    freeze: Callable[[str], None],
    query: dict[str, str],
    found: int,
) -> None:
    assigned(cast)
    reported(cast, level=Level.CRITICAL)
    freeze("2026-12-01 12:00")
    page = signed_in(cast.chief_a).get(reverse("disputes:dispute_list"), query)
    assert page.status_code == 200
    assert page.context["page_obj"].paginator.count == found


# ---- photos of what was joined


def joined_photos(cast: Cast, mediator: Officer) -> tuple[Dispute, set[uuid.UUID]]:
    """Two disputes of the same quarrel, a photo of each, joined while `mediator` mediates the first."""
    keys = set()
    found = [assigned(cast, mediator), reported(cast, by=cast.officer_a)]
    for number, dispute in enumerate(found):
        photo = attach_photo(
            record_id=uuid.uuid4(),
            content=picture("navy" if number else "maroon"),
            taken_at=later(hours=1),
            received_at=later(hours=1),
            by=cast.officer_a,
            dispute=dispute,
        )
        keys.add(photo.pk)
    merge(dispute_id=found[1].pk, into=found[0].pk, at=later(hours=2), by=cast.room_a)
    return found[0], keys


@pytest.mark.parametrize(
    ("who", "page"),
    [
        ("room_a", "disputes:detail"),
        ("cadre_a", "disputes:mediation"),
        ("justice_a", "disputes:mediation"),
        ("justice_a", "disputes:detail"),
    ],
)
def test_the_page_shows_the_photos_of_what_was_joined_too_and_each_opens(
    cast: Cast, signed_in: SignIn, who: str, page: str
) -> None:
    mediator = cast.cadre_a if who in ("room_a", "cadre_a") else cast.justice_a
    made, keys = joined_photos(cast, mediator)
    client = signed_in(cast.people[who])
    shown = client.get(reverse(page, args=[made.pk])).context["photos"]
    assert {photo.pk for photo in shown} == keys
    for key in keys:
        assert client.get(reverse("disputes:photo", args=[key])).status_code == 200


def test_the_folder_holds_the_photos_of_both(cast: Cast, signed_in: SignIn) -> None:
    made, keys = joined_photos(cast, cast.cadre_a)
    answer = signed_in(cast.cadre_a).get(reverse("disputes:folder_docx", args=[made.pk]))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as file:
        text = file.read("word/document.xml").decode()
        assert len([name for name in file.namelist() if name.startswith("word/media/")]) == len(keys)
    assert "现场照片" in text
    assert "并案" in text
    assert signed_in(cast.room_a).get(reverse("disputes:folder_pdf", args=[made.pk])).status_code == 200
    assert "photo" in Entry.objects.filter(verb="dispute.folder_made").latest("pk").fields


@pytest.mark.parametrize("name", ["folder_docx", "folder_pdf"])
def test_a_photo_whose_file_is_gone_is_named_in_the_folder(cast: Cast, signed_in: SignIn, name: str) -> None:
    made, keys = joined_photos(cast, cast.cadre_a)
    gone = DisputePhoto.objects.filter(pk__in=keys).earliest("pk")
    gone.copy.delete(save=False)
    answer = signed_in(cast.cadre_a).get(reverse(f"disputes:{name}", args=[made.pk]))
    assert answer.status_code == 200
    if name == "folder_docx":
        with zipfile.ZipFile(io.BytesIO(answer.content)) as file:
            assert len([part for part in file.namelist() if part.startswith("word/media/")]) == 1
            with translation.override("zh-hans"):
                words = unreadable(Picture(b"", "")).strip()
            assert file.read("word/document.xml").decode().count(words) == 1


# ---- the folder


@pytest.mark.parametrize(("name", "magic"), [("folder_docx", b"PK"), ("folder_pdf", b"%PDF")])
def test_the_folder_comes_as_one_file_and_the_look_is_written_down(
    cast: Cast, signed_in: SignIn, name: str, magic: bytes
) -> None:
    made = settled(cast)
    answer = signed_in(cast.room_a).get(reverse(f"disputes:{name}", args=[made.pk]))
    assert answer.content.startswith(magic)
    assert made.number in answer["Content-Disposition"]
    entry = Entry.objects.get(verb="dispute.folder_made")
    assert (entry.by, "party.name" in entry.fields) == (cast.room_a, True)


def test_the_word_file_holds_every_piece(cast: Cast, signed_in: SignIn) -> None:
    made = settled(cast)
    answer = signed_in(cast.cadre_a).get(reverse("disputes:folder_docx", args=[made.pk]))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as file:
        text = file.read("word/document.xml").decode()
    for piece in (
        "人民调解申请书",
        "调解受理登记表",
        "调解笔录",
        "人民调解协议书",
        "回访记录",
        "司法确认提示",
        WANG,
    ):
        assert piece in text
    assert "第1次回访" in text, "what is missing is listed"


def test_an_empty_dispute_has_a_folder_that_says_what_it_lacks(cast: Cast, signed_in: SignIn) -> None:
    made = reported(cast, parties=[])
    page = signed_in(cast.room_a).get(reverse("disputes:detail", args=[made.pk]))
    assert {"调解笔录", "回访记录"} <= set(page.context["missing"])
    assert signed_in(cast.room_a).get(reverse("disputes:folder_pdf", args=[made.pk])).status_code == 200


def test_judicial_confirmation_is_written_down_on_its_page(
    cast: Cast, signed_in: SignIn, freeze: Callable[[str], None]
) -> None:
    settled(cast)
    freeze("2026-09-20 10:00")
    address = reverse("disputes:confirmation", args=[Agreement.objects.get().pk])
    client = signed_in(cast.justice_a)
    early = client.post(address, {"confirmation": "applied", "on": "2026-09-01"})
    assert early.context["form"].errors["on"]
    assert client.post(address, {"confirmation": "applied", "on": "2026-09-18"}).status_code == 302
    assert Agreement.objects.get().confirmation == "applied"


def test_police_sessions_ask_for_the_second_officer(cast: Cast, signed_in: SignIn) -> None:
    made = assigned(cast, route=Route.POLICE)
    fields = (
        signed_in(cast.officer_a)
        .get(reverse("disputes:mediation_step", args=[made.pk, "session"]))
        .context["form"]
        .fields
    )
    assert {"second", "recorded"} <= set(fields)
    assert "consent" not in fields
    offered = set(fields["second"].queryset)
    assert cast.officer_a not in offered
    assert cast.auxiliary_a not in offered


def test_the_justice_officer_starts_with_the_own_mediations(cast: Cast, signed_in: SignIn) -> None:
    assert signed_in(cast.justice_a).get("/")["Location"] == reverse("disputes:mediation_list")


def test_a_session_met_shows_on_the_desks_page(cast: Cast, signed_in: SignIn) -> None:
    made = assigned(cast)
    met(made, cast.cadre_a, notes="下周再谈")
    assert (
        "下周再谈" in signed_in(cast.chief_a).get(reverse("disputes:detail", args=[made.pk])).content.decode()
    )

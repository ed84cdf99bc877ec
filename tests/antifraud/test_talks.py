"""Talks: held before somebody, under a code name, with the volunteer's own choice and the justice office's hours."""

import datetime
import uuid
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from antifraud.errors import TalkRefused
from antifraud.models import Talk, TalkPhoto
from antifraud.operations import talks
from antifraud.operations.outreach_sweep import forget
from ledger.models import Entry
from notices.models import Notice
from tests.antifraud.outreach import WHEN, picture, talk_of
from tests.cast import Cast

pytestmark = pytest.mark.django_db
LATER = WHEN + datetime.timedelta(hours=2)


@pytest.fixture(autouse=True)
def _media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def held(cast: Cast, talk: Talk) -> Talk:
    return talks.hold_talk(talk_id=talk.pk, attendance=42, minutes=50, at=LATER, by=cast.officer_a)


def test_a_talk_is_held_and_the_justice_office_hears_of_the_volunteer_once(cast: Cast) -> None:
    talk = held(cast, talk_of(cast))
    held(cast, talk)
    assert (talk.status, talk.attendance) == ("held", 42)
    assert Notice.objects.get(kind="talk.hours").recipients.get().officer == cast.justice_a
    held(cast, talk_of(cast, by_volunteer=False))
    assert Notice.objects.filter(kind="talk.hours").count() == 1


def test_a_talk_to_come_is_not_held_yet_and_one_called_off_never(cast: Cast) -> None:
    talk = talk_of(cast)
    with pytest.raises(TalkRefused):
        talks.hold_talk(
            talk_id=talk.pk,
            attendance=1,
            minutes=5,
            at=WHEN - datetime.timedelta(days=1),
            by=cast.officer_a,
        )
    talks.cancel_talk(talk_id=talk.pk, because="rain", at=WHEN, by=cast.officer_a)
    with pytest.raises(TalkRefused):
        held(cast, talk)


def test_the_own_story_is_nobodys_unless_the_volunteer_said_so_to_the_justice_office(cast: Cast) -> None:
    talk = talk_of(cast)
    assert not talk.own_story
    with pytest.raises(TalkRefused):
        talks.take_down_choice(talk_id=talk.pk, own_story=True, at=WHEN, by=cast.officer_a)
    chosen = talks.take_down_choice(talk_id=talk.pk, own_story=True, at=WHEN, by=cast.justice_a)
    assert (chosen.own_story, chosen.choice_by) == (True, cast.justice_a)
    assert Entry.objects.get(verb="talk.choice").detail == {}, "that it was said, not what"
    back = talks.take_down_choice(talk_id=talk.pk, own_story=False, at=WHEN, by=cast.justice_a)
    assert not back.own_story
    held(cast, talk)
    with pytest.raises(TalkRefused):
        talks.take_down_choice(talk_id=talk.pk, own_story=True, at=LATER, by=cast.justice_a)
    with pytest.raises(IntegrityError), transaction.atomic():
        Talk.objects.filter(pk=talk_of(cast, by_volunteer=False).pk).update(own_story=True)


def test_hours_are_the_justice_offices_after_the_talk_and_once(cast: Cast) -> None:
    talk = talk_of(cast)

    def confirm(hours: str, by: Any = cast.justice_a) -> Talk:
        return talks.confirm_hours(talk_id=talk.pk, hours=Decimal(hours), at=LATER, by=by)

    with pytest.raises(TalkRefused):
        confirm("1.5")
    held(cast, talk)
    for wrong in ("0", "12.5", "0.3"):
        with pytest.raises(TalkRefused):
            confirm(wrong)
    with pytest.raises(TalkRefused):
        confirm("1.5", cast.officer_a)
    assert confirm("1.5").hours == Decimal("1.5")
    confirm("1.5")
    with pytest.raises(TalkRefused):
        confirm("2")
    assert list(Talk.objects.all().to_confirm()) == []


def test_a_picture_is_kept_once_and_forgotten_after_its_limit_with_the_choice(cast: Cast) -> None:
    talk = talk_of(cast)
    talks.take_down_choice(talk_id=talk.pk, own_story=True, at=WHEN, by=cast.justice_a)
    for _again in range(2):
        talks.attach_talk_photo(
            record_id=uuid.uuid4(),
            talk_id=talk.pk,
            content=picture(),
            taken_at=LATER,
            received_at=LATER,
            by=cast.officer_a,
        )
    assert TalkPhoto.objects.count() == 1
    assert forget(at=WHEN + datetime.timedelta(days=29)) == {"replies": 0, "choices": 0, "pictures": 0}
    assert forget(at=WHEN + datetime.timedelta(days=31))["choices"] == 1
    assert forget(at=WHEN + datetime.timedelta(days=366))["pictures"] == 1
    talk.refresh_from_db()
    assert not talk.own_story


def test_what_is_no_picture_is_refused_beside_its_field(cast: Cast) -> None:
    with pytest.raises(TalkRefused) as refused:
        talks.attach_talk_photo(
            record_id=uuid.uuid4(),
            talk_id=talk_of(cast).pk,
            content=b"%PDF",
            taken_at=LATER,
            received_at=LATER,
            by=cast.officer_a,
        )
    assert refused.value.field == "photo"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"volunteer": None}, "speaker"),
        ({"where": ""}, "where"),
    ],
)
def test_who_speaks_and_where_must_be_said(cast: Cast, values: dict[str, Any], field: str) -> None:
    with pytest.raises(TalkRefused) as refused:
        talk_of(cast, **values)
    assert refused.value.field == field

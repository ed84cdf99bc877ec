"""Plates of places: signed, typed by hand when need be, good for a time, ended when stolen."""

import datetime
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from jurisdiction.models import Officer
from ledger.models import Entry
from patrols import place_signs
from patrols.errors import PassRefused
from patrols.models import PlaceCode
from patrols.operations.place_codes import code_of, print_codes, revoke_codes, text_of
from tests.cast import Cast, at

KEY = b"k" * 32
DAY = datetime.timedelta(days=1)
PRINTED = at("2026-06-01 09:00")
NUMBERS = st.integers(0, 2**31 - 1)


@given(NUMBERS, NUMBERS)
def test_a_code_reads_back_also_as_people_type_it(place: int, serial: int) -> None:
    text = place_signs.code_text(place=place, serial=serial, key=KEY)
    assert set(text) <= set(place_signs.ALPHABET) | {"-"}
    sign = place_signs.parse(text)
    assert sign is not None
    assert (sign.place, sign.serial) == (place, serial)
    assert place_signs.is_genuine(sign, key=KEY)
    mistaken = text.lower().replace("0", "o").replace("1", "l").replace("-", " - ")
    for typed in (
        mistaken,
        f"  {text} ",
        f"https://station.example/patrol/p/{text}/",
        text.replace("1", "I"),
    ):
        assert place_signs.parse(typed) == sign


@given(NUMBERS, NUMBERS, st.integers(1, 9))
def test_a_changed_number_or_another_key_is_not_genuine(place: int, serial: int, more: int) -> None:
    sign = place_signs.parse(place_signs.code_text(place=place, serial=serial, key=KEY))
    assert sign is not None
    assert not place_signs.is_genuine(sign, key=b"other")
    assert not place_signs.is_genuine(
        place_signs.Sign(place=place + more, serial=serial, signature=sign.signature), key=KEY
    )


@given(st.text(max_size=60))
def test_nonsense_is_no_code_and_no_crash(text: str) -> None:
    sign = place_signs.parse(text)
    assert sign is None or not place_signs.is_genuine(sign, key=KEY)


@pytest.mark.parametrize("text", ["", "1-2", "1-2-ABC", "1-2-ABCDEFGU", "1-" + "9" * 40 + "-ABCDEFGH", "/"])
def test_what_is_too_short_too_long_or_has_foreign_letters_is_no_code(text: str) -> None:
    assert place_signs.parse(text) is None


def test_negative_numbers_have_no_code() -> None:
    with pytest.raises(ValueError, match="negative"):
        place_signs.code_text(place=-1, serial=1, key=KEY)


@pytest.mark.django_db
def test_a_new_plate_leaves_the_old_one_a_week(cast: Cast) -> None:
    (old,) = print_codes(places=[cast.place_a], at=PRINTED, by=cast.chief_a)
    assert old.valid_until == PRINTED + 90 * DAY
    (new,) = print_codes(places=[cast.place_a], at=PRINTED + DAY, by=cast.chief_a)
    assert (old.serial, new.serial) == (1, 2)
    week = PRINTED + 8 * DAY
    assert code_of(place=cast.place_a, text=text_of(old), at=week) == old
    with pytest.raises(PassRefused):
        code_of(place=cast.place_a, text=text_of(old), at=week + DAY)
    assert code_of(place=cast.place_a, text=text_of(new), at=week + DAY) == new
    assert Entry.objects.filter(verb="place_code.printed").count() == 2


@pytest.mark.django_db
def test_a_plate_that_ends_sooner_is_not_prolonged_by_a_new_one(cast: Cast) -> None:
    (old,) = print_codes(places=[cast.place_a], at=PRINTED, by=cast.chief_a, days_valid=3)
    print_codes(places=[cast.place_a], at=PRINTED + DAY, by=cast.chief_a)
    old.refresh_from_db()
    assert old.valid_until == PRINTED + 3 * DAY


@pytest.mark.django_db
def test_a_stolen_plate_ends_now_and_what_was_scanned_before_still_counts(cast: Cast) -> None:
    (code,) = print_codes(places=[cast.place_a], at=PRINTED, by=cast.chief_a)
    assert revoke_codes(place=cast.place_a, at=PRINTED + DAY, by=cast.chief_a) == 1
    assert revoke_codes(place=cast.place_a, at=PRINTED + DAY, by=cast.chief_a) == 0
    assert code_of(place=cast.place_a, text=text_of(code), at=PRINTED + DAY / 2) == code
    with pytest.raises(PassRefused):
        code_of(place=cast.place_a, text=text_of(code), at=PRINTED + 2 * DAY)
    assert Entry.objects.filter(verb="place_code.revoked").count() == 1


@pytest.mark.django_db
def test_the_leader_prints_what_is_selected_and_gets_a_sheet_with_codes(
    cast: Cast, signed_in: Callable[[Officer], Client]
) -> None:
    client = signed_in(cast.leader_a)
    page = client.get(reverse("patrols:place_code_list"))
    assert {place.code_state for place in page.context["places"]} == {"never"}
    sheet = client.post(reverse("patrols:place_code_print"), {"place": [cast.place_a.pk]}, follow=True)
    text = text_of(PlaceCode.objects.get())
    body = sheet.content.decode()
    assert text in body
    assert cast.place_a.name in body
    assert "<svg" in body
    states = {p.pk: p.code_state for p in client.get(reverse("patrols:place_code_list")).context["places"]}
    assert states[cast.place_a.pk] == "good"
    client.post(reverse("patrols:place_code_revoke", args=[cast.place_a.pk]))
    states = {p.pk: p.code_state for p in client.get(reverse("patrols:place_code_list")).context["places"]}
    assert states[cast.place_a.pk] == "ended"


@pytest.mark.django_db
def test_the_list_tells_plates_that_end_soon(
    cast: Cast, signed_in: Callable[[Officer], Client], freeze: Callable[[str], None]
) -> None:
    print_codes(places=[cast.place_a], at=PRINTED, by=cast.chief_a)
    freeze("2026-08-20 09:00")
    page = signed_in(cast.chief_a).get(reverse("patrols:place_code_list"))
    assert {p.pk: p.code_state for p in page.context["places"]}[cast.place_a.pk] == "soon"


@pytest.mark.django_db
def test_nothing_selected_prints_nothing_and_another_stations_plates_are_out_of_reach(
    cast: Cast, signed_in: Callable[[Officer], Client]
) -> None:
    client = signed_in(cast.chief_b)
    for places in ([], ["x"], ["9" * 30], [str(cast.place_a.pk)]):
        client.post(reverse("patrols:place_code_print"), {"place": places})
    assert not PlaceCode.objects.exists()
    (code,) = print_codes(places=[cast.place_a], at=at("2100-01-01 09:00"), by=cast.chief_a)
    sheet = reverse("patrols:place_code_sheet")
    assert client.get(sheet, {"code": code.pk}).status_code == 404
    assert client.get(sheet, {"code": "9" * 30}).status_code == 200
    assert client.post(reverse("patrols:place_code_revoke", args=[cast.place_a.pk])).status_code == 404

"""Places passed: how it is proven, and that nothing of what two phones say is lost."""

import datetime
import uuid
from collections.abc import Callable

import pytest
from django.contrib.gis.geos import Point
from django.test import Client
from django.urls import reverse

from jurisdiction.models import Officer
from ledger.models import Entry
from patrols.choices import PassProof
from patrols.errors import NotOnThisShift, PassRefused, RecordTaken, RoundNotRunning, RoundNotStarted
from patrols.models import PlacePass, Round
from patrols.operations.passes import HAND_REASONS, pass_place
from patrols.operations.place_codes import print_codes, text_of
from patrols.operations.rounds import finish_round
from tests.cast import Cast, at
from tests.patrols.helpers import first_round, running_round

pytestmark = pytest.mark.django_db
NOW = at("2026-09-03 20:10")
MINUTE = datetime.timedelta(minutes=1)
#: One degree of latitude there, in metres.
DEGREE = 110_780


def passed(cast: Cast, found: Round, **values: object) -> PlacePass:
    options: dict[str, object] = {
        "record_id": uuid.uuid4(),
        "round_id": found.pk,
        "place": cast.place_a,
        "at": NOW,
        "received_at": NOW,
        "by": cast.officer_a,
        "proof": PassProof.HAND,
        "reason": "no position",
        **values,
    }
    return pass_place(**options)  # type: ignore[arg-type]


def metres_north(cast: Cast, metres: int) -> Point:
    point = cast.place_a.point
    return Point(point.x, point.y + metres / DEGREE, srid=4326)


def plate(cast: Cast) -> str:
    return text_of(print_codes(places=[cast.place_a], at=at("2026-09-01 09:00"), by=cast.chief_a)[0])


def test_a_place_is_passed_once_a_round_and_a_record_is_stored_once(cast: Cast) -> None:
    found, key = running_round(cast), uuid.uuid4()
    for record_id in (key, key, uuid.uuid4()):
        passed(cast, found, record_id=record_id)
    assert found.passes.get().pk == key
    assert Entry.objects.filter(verb="place.passed").count() == 1


def test_the_first_time_stays_a_stronger_proof_replaces_a_weaker_one_and_the_last_leaving_counts(
    cast: Cast,
) -> None:
    found, code = running_round(cast), plate(cast)
    passed(cast, found, left_at=NOW + 4 * MINUTE)
    passed(cast, found, at=NOW + MINUTE, proof=PassProof.PLATE, code=code, reason="")
    passed(cast, found, at=NOW + 2 * MINUTE, left_at=NOW + 12 * MINUTE)
    passed(cast, found, at=NOW + 2 * MINUTE, left_at=NOW + 3 * MINUTE)
    row = found.passes.get()
    assert (row.proof, row.passed_at, row.left_at) == (PassProof.PLATE, NOW, NOW + 12 * MINUTE)
    assert row.code is not None
    assert row.reason == ""
    assert Entry.objects.get(verb="place.proven").detail["proof"] == "plate"


def test_the_earlier_time_counts_whichever_record_comes_first(cast: Cast) -> None:
    found = running_round(cast)
    passed(cast, found, at=NOW + 3 * MINUTE)
    passed(cast, found, at=NOW, by=cast.auxiliary_a)
    row = found.passes.get()
    assert (row.passed_at, row.by) == (NOW, cast.auxiliary_a)


def test_a_leaving_before_the_coming_is_not_kept(cast: Cast) -> None:
    assert passed(cast, running_round(cast), left_at=NOW - MINUTE).left_at is None


@pytest.mark.parametrize(
    ("metres", "accuracy", "proof"),
    [
        (55, None, PassProof.POSITION),
        (65, None, PassProof.HAND),
        (65, 10, PassProof.POSITION),
        (105, 50, PassProof.POSITION),
        (115, 50, PassProof.HAND),
        (115, 5_000, PassProof.HAND),
    ],
)
def test_a_phone_counts_as_there_within_the_radius_and_at_most_fifty_metres_of_its_own_doubt(
    metres: int, accuracy: int | None, proof: PassProof, cast: Cast
) -> None:
    row = passed(
        cast,
        running_round(cast),
        proof=PassProof.POSITION,
        reason="",
        point=metres_north(cast, metres),
        accuracy_m=accuracy,
    )
    assert row.proof == proof
    assert row.distance_m == pytest.approx(metres, abs=1)
    assert (str(row.distance_m) in row.reason) == (proof == PassProof.HAND)


def test_a_position_without_a_point_is_kept_as_marked_by_hand(cast: Cast) -> None:
    row = passed(cast, running_round(cast), proof=PassProof.POSITION, reason="")
    assert row.proof == PassProof.HAND
    assert row.reason


def test_by_hand_needs_a_reason(cast: Cast) -> None:
    with pytest.raises(PassRefused) as refused:
        passed(cast, running_round(cast), reason="  ")
    assert refused.value.field == "reason"


def test_a_plate_of_another_place_an_ended_one_and_a_forged_one_are_told_apart(cast: Cast) -> None:
    found, code = running_round(cast), plate(cast)
    other = text_of(print_codes(places=[cast.place_b], at=at("2026-09-01 09:00"), by=cast.chief_a)[0])
    forged = code[:-1] + ("0" if code[-1] != "0" else "1")
    ended = text_of(
        print_codes(places=[cast.place_a], at=at("2026-09-01 10:00"), by=cast.chief_a, days_valid=1)[0]
    )
    told = set()
    for text in (other, forged, ended, "hello", ""):
        with pytest.raises(PassRefused) as refused:
            passed(cast, found, proof=PassProof.PLATE, code=text)
        assert refused.value.field == "code"
        told.add(str(refused.value.message))
    assert len(told) == 4
    assert not found.passes.exists()


def test_a_record_that_comes_after_the_round_is_over_counts_when_it_happened_on_the_round(cast: Cast) -> None:
    found = running_round(cast)
    finish_round(round_id=found.pk, at=at("2026-09-03 21:00"), by=cast.officer_a)
    morning = at("2026-09-04 07:00")
    with pytest.raises(RoundNotRunning):
        passed(cast, found, at=at("2026-09-03 21:06"), received_at=morning)
    with pytest.raises(RoundNotRunning):
        passed(cast, found, at=at("2026-09-03 19:50"), received_at=morning)
    assert passed(cast, found, at=at("2026-09-03 21:04"), received_at=morning).received_at == morning


def test_before_the_start_is_known_the_pass_waits_and_another_squad_passes_nothing(cast: Cast) -> None:
    with pytest.raises(RoundNotStarted):
        passed(cast, first_round(cast))
    with pytest.raises(NotOnThisShift):
        passed(cast, running_round(cast), by=cast.officer_b)


def test_a_place_of_another_station_is_passed_only_when_the_shift_names_it(cast: Cast) -> None:
    found = running_round(cast)
    with pytest.raises(PassRefused) as refused:
        passed(cast, found, place=cast.place_b)
    assert refused.value.field == "place"
    found.shift.stops.create(place=cast.place_b, position=2)
    assert passed(cast, found, place=cast.place_b).place == cast.place_b


def test_a_key_that_another_place_carries_is_refused(cast: Cast) -> None:
    found, key = running_round(cast), uuid.uuid4()
    found.shift.stops.create(place=cast.place_b, position=2)
    passed(cast, found, record_id=key)
    with pytest.raises(RecordTaken):
        passed(cast, found, record_id=key, place=cast.place_b)


def test_the_plain_page_offers_reasons_and_says_when_there_is_none(
    cast: Cast, signed_in: Callable[[Officer], Client], freeze: Callable[[str], None]
) -> None:
    found = running_round(cast)
    freeze("2026-09-03 20:10")
    client = signed_in(cast.officer_a)
    url = reverse("patrols:place_pass", args=[found.pk, cast.place_a.pk])
    reason = str(HAND_REASONS[0])
    assert reason in client.get(reverse("patrols:round_page", args=[found.pk])).content.decode()
    client.post(url)
    assert not found.passes.exists()
    client.post(url, {"reason": reason})
    assert found.passes.get().reason == reason


def test_the_rounds_page_shows_proof_reason_and_stay(
    cast: Cast, signed_in: Callable[[Officer], Client]
) -> None:
    found = running_round(cast)
    passed(cast, found, reason="mud on the plate", left_at=NOW + 12 * MINUTE)
    page = signed_in(cast.chief_a).get(reverse("patrols:round_detail", args=[found.pk]))
    assert "mud on the plate" in page.content.decode()
    assert [item.stayed for item in page.context["passes"]] == [12 * MINUTE]

"""How long a squad stood at a place: from the pass and the track, in whichever order they come."""

import datetime
import uuid

import pytest

from patrols import stays
from patrols.choices import PassProof, TrackSource
from patrols.models import PlacePass, Round
from patrols.operations.passes import pass_place
from patrols.operations.tracks import add_track
from patrols.tracks import Fix
from tests.cast import Cast, at
from tests.patrols.helpers import running_round

NOW = at("2026-09-03 20:10")
DEGREE = 111_195.08
PLACE = {"latitude": 26.01, "longitude": 117.29, "radius_m": 60.0}


def fix(seconds: float, north: float = 0, accuracy: float = 5) -> Fix:
    moment = NOW + datetime.timedelta(seconds=seconds)
    return Fix(moment, PLACE["latitude"] + north / DEGREE, PLACE["longitude"], accuracy)


def after(*parts: list[Fix]) -> int | None:
    found = stays.left_at(parts, since=NOW, **PLACE)
    return None if found is None else round((found - NOW).total_seconds())


def test_a_stay_ends_with_the_last_position_inside() -> None:
    assert after([fix(second) for second in range(0, 700, 60)] + [fix(720, 300), fix(780, 600)]) == 660


def test_accuracy_widens_the_place_by_fifty_metres_at_most() -> None:
    assert after([fix(60, 100, accuracy=45)]) == 60
    assert after([fix(60, 130, accuracy=95)]) is None


def test_a_second_visit_in_the_same_round_is_no_longer_stay() -> None:
    assert after([fix(0), fix(120)], [fix(1200), fix(1300)]) == 120


def test_a_pause_of_the_phone_ends_what_is_known() -> None:
    assert after([fix(0), fix(200), fix(520), fix(600)]) == 200


def test_without_a_position_inside_nothing_is_said() -> None:
    assert after([fix(60, 500)]) is None
    assert after() is None


def passed(cast: Cast, found: Round) -> PlacePass:
    return pass_place(
        record_id=uuid.uuid4(), round_id=found.pk, place=cast.place_a, at=NOW, received_at=NOW,
        by=cast.officer_a, proof=PassProof.HAND, reason="no position",
    )  # fmt: skip


def track(cast: Cast, found: Round) -> None:
    point = cast.place_a.point
    fixes = [Fix(NOW + datetime.timedelta(seconds=30 * step), point.y, point.x, 5) for step in range(25)]
    away = [
        Fix(NOW + datetime.timedelta(seconds=750 + step), point.y + 0.01, point.x, 5) for step in (60, 90)
    ]
    add_track(
        record_id=uuid.uuid4(), round_id=found.pk, fixes=[*fixes, *away], source=TrackSource.PHONE, at=NOW,
        received_at=NOW + datetime.timedelta(hours=1), by=cast.officer_a,
    )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("steps", [(passed, track), (track, passed)])
def test_whichever_of_pass_and_track_comes_last_completes_the_stay(
    cast: Cast, steps: tuple[object, ...]
) -> None:
    found = running_round(cast)
    for step in steps:
        step(cast, found)  # type: ignore[operator]  # both take the same
    stayed = PlacePass.objects.get()
    assert stayed.left_at == NOW + datetime.timedelta(minutes=12)

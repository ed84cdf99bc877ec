"""Hazards that squads had written down as observations go on in this room, with their photos."""

import datetime
import uuid
from importlib import import_module

import pytest
from django.apps import apps

from hazards.models import Hazard
from patrols.models import Observation, Photo
from patrols.operations.photos import attach_photo
from tests.cast import Cast
from tests.hazards.helpers import a_report, closed, picture
from tests.patrols.helpers import running_round

pytestmark = pytest.mark.django_db
take_over = import_module("hazards.migrations.0003_limits_and_observations").take_over


def observed(cast: Cast, text: str, kind: str = "hazard") -> Observation:
    round_ = running_round(cast) if not Observation.objects.exists() else Observation.objects.all()[0].round
    assert round_ is not None
    when = round_.planned_at + datetime.timedelta(minutes=20)
    return Observation.objects.create(
        id=uuid.uuid4(),
        station=cast.station_a,
        village=cast.village_a,
        shift=round_.shift,
        round=round_,
        kind=kind,
        place=cast.place_a,
        point=cast.place_a.point,
        text=text,
        seen_at=when,
        received_at=when,
        by=cast.officer_a,
    )


def test_what_came_in_closed_is_kept_as_long_as_others(cast: Cast) -> None:
    found, other = closed(cast), a_report(cast, kind="lighting")
    kept = found.keep_until
    Hazard.objects.filter(pk=found.pk).update(keep_until=None)
    import_module("hazards.migrations.0006_keep_until").store(apps, None)
    found.refresh_from_db()
    other.refresh_from_db()
    assert (found.keep_until, other.keep_until) == (kept, None)


def test_open_observations_wait_to_be_assessed_and_keep_key_words_and_photo(cast: Cast) -> None:
    seen, note = observed(cast, "cable over the road"), observed(cast, "all quiet", "note")
    photo = attach_photo(
        record_id=uuid.uuid4(),
        content=picture(),
        taken_at=seen.seen_at,
        received_at=seen.seen_at,
        by=cast.officer_a,
        observation=seen,
    )
    take_over(apps, None)
    found = Hazard.objects.get(pk=seen.pk)
    assert (found.status, found.words, found.found_by) == ("reported", "cable over the road", cast.officer_a)
    assert found.number == "SA-YH-20260903-0001"
    assert (found.photos.get().pk, found.photos.get().sha256) == (photo.pk, photo.sha256)
    assert list(Observation.objects.all()) == [note]
    assert not Photo.objects.exists()
    assert a_report(cast, words="another").number == "SA-YH-20260903-0002", "numbers go on"


@pytest.mark.parametrize(("settler", "status"), [("leader_a", "closed"), ("officer_a", "reported")])
def test_what_another_dealt_with_is_closed_and_what_the_finder_did_alone_is_not(
    settler: str, status: str, cast: Cast
) -> None:
    seen = observed(cast, "well open")
    seen.done_at, seen.done_by, seen.result = seen.seen_at, getattr(cast, settler), "cover back on"
    seen.save()
    take_over(apps, None)
    found = Hazard.objects.get(pk=seen.pk)
    assert found.status == status
    assert found.steps.filter(words="cover back on").exists()

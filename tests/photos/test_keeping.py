"""Files are by content: one that two rooms' photos name goes with the last of them."""

import uuid
from typing import Any

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from disputes.operations.photos import attach_photo as of_dispute
from hazards.choices import Stage
from hazards.models import HazardPhoto
from hazards.operations.photos import attach_photo as of_hazard
from patrols.models import Photo
from patrols.operations.photos import attach_photo as of_car
from patrols.operations.retention import apply_retention
from photos.errors import PhotoRefused, RecordTaken
from photos.keeping import drop
from tests.cast import Cast, at
from tests.disputes.helpers import reported
from tests.hazards.helpers import NOON, a_report, picture
from tests.patrols.helpers import open_car, running_round

pytestmark = pytest.mark.django_db


def test_the_same_picture_in_two_rooms_stays_until_neither_names_it(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    content = picture()
    given: dict[str, Any] = {"content": content, "taken_at": NOON, "received_at": NOON, "by": cast.officer_a}
    car = of_car(record_id=uuid.uuid4(), vehicle=open_car(cast, running_round(cast)), **given)
    hazard = of_hazard(record_id=uuid.uuid4(), hazard=a_report(cast), stage=Stage.BEFORE, **given)
    assert car.original.name == hazard.original.name
    with django_capture_on_commit_callbacks(execute=True):
        assert apply_retention(at=at("2026-12-01 04:10"))["photos"] == 1
    assert not Photo.objects.exists()
    with HazardPhoto.objects.get().original.open() as kept:
        assert kept.read() == content
    with django_capture_on_commit_callbacks(execute=True):
        assert drop(HazardPhoto.objects.all()) == 1
    assert not hazard.original.storage.exists(str(hazard.original.name))


@pytest.mark.parametrize("room", ["car", "hazard", "dispute"])
def test_every_room_keeps_a_record_and_a_picture_once_and_apart_from_anothers(cast: Cast, room: str) -> None:
    given: dict[str, Any] = {"taken_at": NOON, "received_at": NOON}
    attach: Any
    if room == "car":
        attach, given["vehicle"] = of_car, open_car(cast, running_round(cast))
    elif room == "hazard":
        attach, given["hazard"], given["stage"] = of_hazard, a_report(cast), Stage.BEFORE
    else:
        attach, given["dispute"] = of_dispute, reported(cast)
    key, content = uuid.uuid4(), picture()
    first = attach(record_id=key, content=content, by=cast.officer_a, **given)
    assert attach(record_id=key, content=b"x", by=cast.officer_a, **given) == first
    assert attach(record_id=uuid.uuid4(), content=content, by=cast.officer_a, **given) == first
    with pytest.raises(RecordTaken):
        attach(record_id=key, content=content, by=cast.leader_a, **given)
    with pytest.raises(PhotoRefused) as refused:
        attach(record_id=uuid.uuid4(), content=b"no picture", by=cast.officer_a, **given)
    assert refused.value.field == "photo"

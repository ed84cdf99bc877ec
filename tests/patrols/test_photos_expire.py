"""A photo shows the plate: it goes when the plate goes."""

import io

import pytest
from django.core.files.storage import default_storage
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks

from patrols import rules
from patrols.operations.retention import apply_retention
from patrols.operations.vehicles import attach_photo
from tests.cast import Cast
from tests.patrols.helpers import open_car, running_round


@pytest.mark.django_db
def test_a_photo_and_its_file_go_with_the_plain_plate(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    content = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(content, "JPEG")
    vehicle = open_car(cast, running_round(cast))
    attach_photo(vehicle_id=vehicle.pk, content=content.getvalue(), at=vehicle.found_at, by=cast.officer_a)
    vehicle.refresh_from_db()
    name = str(vehicle.photo.name)
    assert default_storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        done = apply_retention(at=vehicle.found_at + rules.PLAIN_PLATE_KEPT)
    vehicle.refresh_from_db()
    assert done["photos"] == 1
    assert (vehicle.photo.name, vehicle.photo_sha256, vehicle.photo_type) == ("", "", "")
    assert not default_storage.exists(name)
    assert apply_retention(at=vehicle.found_at + rules.PLAIN_PLATE_KEPT)["photos"] == 0

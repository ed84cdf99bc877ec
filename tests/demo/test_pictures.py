"""Some of what the demo's squads saw has a photo: a drawing, kept as a photo is, with its small copy."""

import hashlib
import io
import random

import pytest
from PIL import Image

from patrols.choices import ObservationKind
from patrols.models import Photo
from prevention.demo.notes import PHOTOS_EACH, PICTURED, refresh_notes
from prevention.demo.pictures import PICTURES
from tests.demo.loading import NOW


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_a_drawing_is_a_small_jpeg_of_its_own(name: str) -> None:
    one, other = (PICTURES[name](random.Random(seed)) for seed in (1, 2))
    with Image.open(io.BytesIO(one)) as image:
        assert (image.format, image.size) == ("JPEG", (960, 720))
    assert len(one) < 150_000
    assert one != other


@pytest.mark.usefixtures("loaded")
def test_what_was_seen_lately_has_photos_with_their_small_copies() -> None:
    for _ in range(2):
        refresh_notes(now=NOW)
    photos = list(Photo.objects.select_related("observation"))
    assert len(PICTURED) <= len(photos) <= len(PICTURED) * PHOTOS_EACH
    for photo in photos:
        assert photo.observation is not None
        assert photo.observation.kind == ObservationKind.NOTE
        assert photo.by == photo.observation.by
        with photo.original.open() as original:
            assert hashlib.sha256(original.read()).hexdigest() == photo.sha256
        with photo.copy.open() as copy, Image.open(copy) as image:
            assert image.format == "JPEG"

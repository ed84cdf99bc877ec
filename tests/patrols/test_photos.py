"""Photos: kept unaltered, shown small, gone with the plate."""

import datetime
import io
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks

from jurisdiction.models import Officer
from ledger.models import Entry
from patrols import rules
from patrols.errors import NotOnThisShift
from patrols.models import Photo, UnsecuredVehicle
from patrols.operations.photos import attach_photo
from patrols.operations.retention import apply_retention
from photos.errors import PhotoRefused
from tests.cast import Cast, at
from tests.patrols.helpers import open_car, running_round, seen_and_suggested

pytestmark = pytest.mark.django_db
NOW = at("2026-09-03 20:30")


def picture(size: tuple[int, int] = (40, 30), *, exif: bool = False) -> bytes:
    buffer = io.BytesIO()
    image = Image.effect_noise(size, 80).convert("RGB")
    marks = Image.Exif()
    if exif:
        marks[0x0112] = 6  # lies on its side
        marks[0x010F] = "a maker"
    image.save(buffer, "JPEG", exif=marks)
    return buffer.getvalue()


def keep(vehicle: UnsecuredVehicle, by: Officer, content: bytes, key: uuid.UUID | None = None) -> Photo:
    return attach_photo(
        record_id=key or uuid.uuid4(), vehicle=vehicle, content=content, taken_at=NOW, received_at=NOW, by=by
    )


def test_a_photo_is_kept_unaltered_and_the_same_one_once(cast: Cast) -> None:
    vehicle = open_car(cast, running_round(cast))
    content, key = picture(), uuid.uuid4()
    first = keep(vehicle, cast.officer_a, content, key)
    assert keep(vehicle, cast.officer_a, content, key) == first
    assert keep(vehicle, cast.officer_a, content) == first
    assert first.content_type == "image/jpeg"
    with first.original.open() as kept:
        assert kept.read() == content


def test_the_copy_is_small_upright_and_without_exif(cast: Cast) -> None:
    vehicle = open_car(cast, running_round(cast))
    photo = keep(vehicle, cast.officer_a, picture((2400, 1800), exif=True))
    with photo.copy.open() as kept, Image.open(kept) as small:
        assert small.height > small.width
        assert max(small.size) <= 1600
        assert not small.getexif()
        assert photo.copy.size <= 250_000


def test_heic_of_a_phone_is_kept_unaltered_and_shown_by_a_jpeg_copy(cast: Cast) -> None:
    content = (Path(__file__).parent / "data" / "drawn_car.heic").read_bytes()
    photo = keep(open_car(cast, running_round(cast)), cast.officer_a, content)
    with photo.original.open() as kept:
        assert kept.read() == content
    with photo.copy.open() as kept, Image.open(kept) as small:
        assert (small.format, small.size) == ("JPEG", (160, 120))


def test_heic_that_cannot_be_decoded_is_kept_and_said_to_have_no_preview(
    cast: Cast, signed_in: Callable[[Officer], Client]
) -> None:
    content = b"\x00\x00\x00\x18ftypheic" + b"\x00" * 100
    vehicle = open_car(cast, running_round(cast))
    photo = keep(vehicle, cast.officer_a, content)
    assert (photo.content_type, bool(photo.copy)) == ("image/heic", False)
    page = signed_in(cast.chief_a).get(reverse("patrols:vehicle_detail", args=[vehicle.pk]))
    with translation.override("zh-hans"):
        assert gettext("Photo from outside; no preview, open the original") in page.content.decode()


@pytest.mark.parametrize(
    "content", [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\xff\xd8\xff\xe0broken"]
)
def test_what_is_no_photo_is_refused_in_words(cast: Cast, content: bytes) -> None:
    with pytest.raises(PhotoRefused) as refused:
        keep(open_car(cast, running_round(cast)), cast.officer_a, content)
    assert refused.value.field == "photo"


def test_only_who_stands_in_the_shift_adds_a_photo(cast: Cast) -> None:
    with pytest.raises(NotOnThisShift):
        keep(open_car(cast, running_round(cast)), cast.officer_b, picture())


def test_a_look_at_a_photo_is_written_down_and_out_of_remit_there_is_none(
    cast: Cast, signed_in: Callable[[Officer], Client]
) -> None:
    photo = keep(open_car(cast, running_round(cast)), cast.officer_a, picture())
    url = reverse("patrols:photo", args=[photo.pk])
    answer = signed_in(cast.chief_a).get(url)
    assert answer.status_code == 200
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "private" in answer["Cache-Control"]
    assert Entry.objects.filter(kind="look", fields=["photo"], by=cast.chief_a).count() == 1
    assert signed_in(cast.outsider).get(url).status_code == 404


def test_a_photo_and_its_files_go_with_the_plain_plate(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    vehicle = open_car(cast, running_round(cast))
    photo = keep(vehicle, cast.officer_a, picture())
    names = [str(photo.original.name), str(photo.copy.name)]
    assert all(default_storage.exists(name) for name in names)
    with django_capture_on_commit_callbacks(execute=True):
        done = apply_retention(at=vehicle.found_at + rules.PLAIN_PLATE_KEPT)
    assert done["photos"] == 1
    assert not Photo.objects.exists()
    assert not any(default_storage.exists(name) for name in names)
    assert apply_retention(at=vehicle.found_at + rules.PLAIN_PLATE_KEPT)["photos"] == 0


def test_a_photo_of_what_was_seen_on_the_way_goes_after_thirty_days_too(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    seen, _visit = seen_and_suggested(cast, open_car(cast, running_round(cast)))
    photo = attach_photo(
        record_id=uuid.uuid4(),
        observation=seen,
        content=picture(),
        taken_at=NOW,
        received_at=NOW,
        by=cast.officer_a,
    )
    over = seen.seen_at + rules.PLAIN_PLATE_KEPT
    assert apply_retention(at=over - datetime.timedelta(seconds=1))["photos"] == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert apply_retention(at=over)["photos"] == 1
    assert not default_storage.exists(str(photo.original.name))

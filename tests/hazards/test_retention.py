"""Three years after its closing a hazard keeps its place, kind and trail, and loses its words and pictures."""

import pytest
from django.core.files.storage import default_storage

from hazards.models import HazardPhoto, Sighting
from hazards.operations.retention import FORGOTTEN, apply_retention
from tests.cast import Cast
from tests.hazards.helpers import DAY, a_report, closed

pytestmark = pytest.mark.django_db


def test_words_and_pictures_go_when_the_stored_day_has_come(
    cast: Cast, django_capture_on_commit_callbacks: object
) -> None:
    found = closed(cast)
    other = a_report(cast, kind="lighting", words="still open")
    assert found.keep_until is not None
    names = [photo.original.name for photo in HazardPhoto.objects.filter(hazard=found)]
    assert names
    assert apply_retention(at=found.keep_until - DAY) == {"hazards": 0, "photos": 0}
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # pytest-django's own
        assert apply_retention(at=found.keep_until) == {"hazards": 1, "photos": len(names)}
    found.refresh_from_db()
    other.refresh_from_db()
    assert (found.words, found.closing_words, found.point) == (FORGOTTEN, "", None)
    assert set(Sighting.objects.filter(hazard=found).values_list("words", flat=True)) == {FORGOTTEN}
    assert other.words == "still open"
    assert found.steps.exists()
    assert not [name for name in names if default_storage.exists(str(name))]
    assert apply_retention(at=found.keep_until) == {"hazards": 0, "photos": 0}

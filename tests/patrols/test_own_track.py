"""An officer sees the own way on a round and nobody else's; GPX goes out and in."""

import datetime
import uuid
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from jurisdiction.models import Officer
from patrols.choices import TrackSource
from patrols.models import Round, TrackPart
from patrols.operations.tracks import add_track
from patrols.tracks import Fix, from_gpx, to_gpx
from tests.cast import Cast, at
from tests.patrols.helpers import running_round

pytestmark = pytest.mark.django_db
SignIn = Callable[[Officer], Client]
NOW = at("2026-09-03 20:10")


def way(begin: int = 0) -> list[Fix]:
    return [
        Fix(NOW + datetime.timedelta(seconds=begin + 10 * step), 26.01 + step * 0.0002, 117.29, 5)
        for step in range(12)
    ]


@pytest.fixture
def walked(cast: Cast) -> Round:
    found = running_round(cast)
    add_track(
        record_id=uuid.uuid4(), round_id=found.pk, fixes=way(), source=TrackSource.PHONE,
        at=NOW, received_at=NOW, by=cast.officer_a,
    )  # fmt: skip
    return found


def test_the_own_way_is_drawn_and_saved_as_gpx(cast: Cast, walked: Round, signed_in: SignIn) -> None:
    client = signed_in(cast.officer_a)
    page = client.get(reverse("patrols:my_track", args=[walked.pk]))
    assert page.content.count(b"<polyline") == 1
    saved = client.get(reverse("patrols:my_gpx", args=[walked.pk]))
    assert "attachment" in saved["Content-Disposition"]
    assert len(from_gpx(saved.content)) == 12


def test_a_partner_sees_no_way_but_the_own_and_strangers_no_page(
    cast: Cast, walked: Round, signed_in: SignIn
) -> None:
    url = reverse("patrols:my_track", args=[walked.pk])
    assert b"<polyline" not in signed_in(cast.auxiliary_a).get(url).content
    assert signed_in(cast.officer_b).get(url).status_code == 404


def test_a_gpx_file_is_added_and_a_wrong_one_is_refused_beside_the_field(
    cast: Cast, walked: Round, signed_in: SignIn, freeze: Callable[[str], None]
) -> None:
    freeze("2026-09-03 20:40")
    client = signed_in(cast.auxiliary_a)
    url = reverse("patrols:my_track", args=[walked.pk])
    wrong = client.post(url, {"file": SimpleUploadedFile("a.gpx", b"<gpx")})
    assert wrong.status_code == 422
    assert wrong.context["form"].errors["file"]
    right = SimpleUploadedFile("a.gpx", to_gpx([way(300)], "way").encode())
    assert client.post(url, {"file": right}).status_code == 302
    assert TrackPart.objects.get(by=cast.auxiliary_a).source == TrackSource.GPX

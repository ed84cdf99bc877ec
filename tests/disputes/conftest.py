"""A second village of station A, with a quarrel of its own."""

import uuid

import pytest

from disputes.models import Dispute
from disputes.operations.parties import PartyInput
from disputes.operations.photos import attach_photo
from jurisdiction.choices import OfficerKind, Role, VillageKind
from jurisdiction.models import Village
from tests.cast import Cast, person, square
from tests.disputes.helpers import NOON, SECRETS, assigned, picture


@pytest.fixture
def other(cast: Cast) -> Dispute:
    """A dispute of another village of the same station, with a canary in each column, mediated by its own cadre."""
    village = Village.objects.create(
        township=cast.village_a.township,
        name="Village C",
        kind=VillageKind.VILLAGE,
        code=f"{cast.village_a.township.code}202",
        population=500,
        households=100,
        boundary=square(117.31, 26.0),
        boundary_is_illustrative=True,
    )
    cadre = person("cadre_c", Role.CADRE, cast.station_a, kind=OfficerKind.CADRE, village=village)
    cast.people["cadre_c"] = cadre
    made = assigned(
        cast,
        cadre,
        village=village,
        by=cadre,
        words=SECRETS[0],
        place_words=SECRETS[1],
        parties=[PartyInput(name=SECRETS[2], phone=SECRETS[3])],
    )
    attach_photo(
        record_id=uuid.uuid4(), content=picture(), taken_at=NOON, received_at=NOON, by=cadre, dispute=made
    )
    return made

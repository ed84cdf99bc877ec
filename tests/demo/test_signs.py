"""The demo's plates, proofs and draws hold what the rules say."""

import pytest

from patrols.choices import PassProof
from patrols.models import PlaceCode, PlacePass, Round
from patrols.operations.draws import holds
from prevention.demo.signs import refresh_signs
from tests.demo.loading import NOW


@pytest.mark.usefixtures("loaded")
def test_places_are_proven_in_every_way_and_recent_rounds_are_drawn() -> None:
    for _ in range(2):
        refresh_signs(now=NOW)
    passes = PlacePass.objects.all()
    assert {proof for (proof,) in passes.order_by().values_list("proof").distinct()} == set(PassProof)
    assert not passes.filter(proof=PassProof.PLATE, code__isnull=True).exists()
    assert not passes.filter(proof=PassProof.HAND, reason="").exists()
    assert PlaceCode.objects.filter(valid_until__lte=NOW).exists()
    assert PlaceCode.objects.filter(valid_until__gt=NOW).count() > 30
    drawn = list(Round.objects.filter(draw__isnull=False))
    assert len(drawn) > 30
    assert all(holds(found) for found in drawn)

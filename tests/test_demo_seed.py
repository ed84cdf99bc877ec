"""Two demos are the same demo."""

import hashlib

import pytest
from django.db import transaction

from patrols.models import Round, VehicleCheck
from tests.demo.loading import load


def digest() -> str:
    rows = Round.objects.order_by("squad__name", "planned_at").values_list(
        "squad__name", "planned_at", "status", "started_at"
    )
    checks = VehicleCheck.objects.order_by("pk").values_list("pk", "finding", "checked_at")
    return hashlib.sha256(repr([list(rows), list(checks)]).encode()).hexdigest()


@pytest.mark.django_db
def test_the_same_seed_gives_the_same_nights() -> None:
    found = []
    for _ in range(2):
        with transaction.atomic():
            load(days=8)
            found.append(digest())
            transaction.set_rollback(True)
    assert found[0] == found[1]

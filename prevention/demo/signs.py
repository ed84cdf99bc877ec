"""Plates of places, how a pass was proven, and rounds drawn: what the demo shows of presence."""

import datetime
import random
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, Q, Subquery

from jurisdiction.models import Officer, Place
from patrols.choices import PassProof
from patrols.models import PlaceCode, PlacePass, Round
from patrols.operations.draws import draw_rounds
from patrols.operations.place_codes import print_codes

DAY = datetime.timedelta(days=1)
MINUTE = datetime.timedelta(minutes=1)
REASONS = (
    "手机未搜到卫星信号",
    "点位牌被雨水泡坏，已报内勤补打",
    "手机电量不足，只记到点时间",
    "道路封闭，在路口目视检查",
)
#: (share of the places, printed so many days ago): most are good, some end soon, some have ended, the rest have none.
PRINTINGS = ((0.62, 20), (0.76, 80), (0.84, 94))
DRAWN_NIGHTS = 14
FIRST_PRINTED = 94


def proven(roll: float, moment: datetime.datetime, place: Place, *, now: datetime.datetime) -> dict[str, Any]:
    """Columns of a pass: half by position, a third by the plate since there are plates, a few by hand with a reason.
    Everything follows from `roll` (0 … 1), so that the rest of the demo stays as it was."""
    rng = random.Random(f"proof|{roll}")  # noqa: S311  # a demo, not a secret
    values: dict[str, Any] = {"proof": PassProof.POSITION}
    if roll < 0.1:
        values = {"proof": PassProof.HAND, "reason": rng.choice(REASONS)}
    elif roll < 0.45 and moment > now - FIRST_PRINTED * DAY:
        values = {"proof": PassProof.PLATE}
    if values["proof"] != PassProof.HAND:
        values |= {"accuracy_m": rng.randrange(5, 30), "distance_m": rng.randrange(2, place.radius_m)}
    if rng.random() < 0.4:
        values["left_at"] = moment + rng.randrange(3, 17) * MINUTE
    return values


def refresh_signs(*, now: datetime.datetime) -> None:
    """Plates when there are none that count, the draws of the last two weeks, and each scanned pass its plate."""
    with transaction.atomic():
        if not PlaceCode.objects.filter(valid_until__gt=now).exists():
            _print(now)
        _draw(now)
        _link()


def _print(now: datetime.datetime) -> None:
    by = Officer.objects.filter(postings__role="chief").earliest("pk")
    rng = random.Random(f"plates|{Place.objects.count()}")  # noqa: S311  # a demo, not a secret
    groups: dict[int, list[Place]] = {}
    for place in Place.objects.filter(active=True).order_by("pk"):
        roll = rng.random()
        days = next((days for share, days in PRINTINGS if roll < share), None)
        if days is not None:
            groups.setdefault(days, []).append(place)
    for days, places in sorted(groups.items(), reverse=True):
        print_codes(places=places, at=now - days * DAY, by=by)


def _draw(now: datetime.datetime) -> None:
    """As the station's own look would have drawn them, two hours before each night."""
    found = Round.objects.filter(
        draw__isnull=True, planned_at__gt=now - DRAWN_NIGHTS * DAY, shift__starts_at__lte=now + DAY / 12
    )
    nights: dict[datetime.datetime, list[Round]] = {}
    for round_ in found.select_for_update(of=("self",)).select_related("shift").order_by("planned_at", "pk"):
        nights.setdefault(round_.shift.starts_at - DAY / 12, []).append(round_)
    for moment, rounds in sorted(nights.items()):
        draw_rounds(rounds, at=moment)


def _link() -> None:
    """Scanned passes get the plate that hung there; where none hung, the phone's position proved it."""
    unlinked = PlacePass.objects.filter(proof=PassProof.PLATE, code__isnull=True)
    hung = PlaceCode.objects.filter(
        Q(valid_until__gte=OuterRef("passed_at")),
        place=OuterRef("place"),
        issued_at__lte=OuterRef("passed_at"),
    ).order_by("-serial")
    unlinked.update(code=Subquery(hung.values("pk")[:1]))
    unlinked.update(proof=PassProof.POSITION)

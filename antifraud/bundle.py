"""What phones take along of households: doors, no names and no numbers of telephones. A door is told by the beginning of
its key; when it was last talked to is told to the day only while that matters."""

import datetime
import hashlib
import uuid
from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db.models.functions import Length
from django.utils import timezone

from antifraud.choices import FraudKind
from antifraud.models import DoorVisit, Household, PlannedDoor
from antifraud.operations.households import VISITORS, day_of
from jurisdiction.models import Officer, Village
from jurisdiction.postings import standing
from jurisdiction.remit import Breadth
from jurisdiction.time_limits import limit

SHORT = 8
VILLAGES_MOST, TONIGHT_MOST = 6, 30
EPOCH = datetime.date(1970, 1, 1)


def for_phone(
    officer: Officer, *, tonight: Iterable[int], at: datetime.datetime, had: str = ""
) -> dict[str, Any] | None:
    """`tonight`: keys of the villages the officer walks through now; those with a plan of the officer's own come first.
    None for whom no door is meant. `rows` of a village: [key, group, door, state, days since 1970 of the last talk or 0,
    adults, registered]; `tonight`: keys planned for now; `explained`: what was told last. Where `had` is the digest of it
    all, only that comes back."""
    today = day_of(at)
    held = standing(officer, on=today)
    if not held.roles & VISITORS:
        return None
    villages = Village.objects.within(held.remit).defer("boundary").order_by("code")
    mine: set[int] = set()
    if held.remit.breadth is not Breadth.VILLAGES:
        assigned = PlannedDoor.objects.to_do(today).filter(plan__officer=officer, plan__ended_at__isnull=True)
        mine = set(assigned.order_by().values_list("plan__village", flat=True).distinct())
        villages = villages.filter(pk__in={*tonight, *mine})
    chosen = sorted(villages, key=lambda village: village.pk not in mine)[:VILLAGES_MOST]
    again = limit("door.again", on=today)
    found = [_village(village, today, again.amount) for village in chosen]
    said = {
        "again_days": again.amount,
        "villages": found,
        "tonight": _tonight([village["id"] for village in found], today),
        "explained": _explained(officer, today),
    }
    digest = hashlib.sha256(repr(said).encode()).hexdigest()[:16]
    return {"digest": digest} if digest == had else {"digest": digest, **said}


def _village(village: Village, today: datetime.date, again: int) -> dict[str, Any]:
    households: Any = Household.objects.in_use().filter(village=village).with_state(today)
    rows = list(
        households.in_order().values_list(
            "pk", "group_no", "door", "state", "last_visit_at", "adults", "registered"
        )
    )
    short = Counter(pk.hex[:SHORT] for pk, *_rest in rows)
    return {
        "id": village.pk,
        "name": village.name,
        "rows": [
            [
                pk.hex if short[pk.hex[:SHORT]] > 1 else pk.hex[:SHORT],
                group,
                door,
                state,
                _last(last, today, again),
                adults,
                registered,
            ]
            for pk, group, door, state, last, adults, registered in rows
        ],
    }


def _last(moment: datetime.datetime | None, today: datetime.date, again: int) -> int:
    """The day while a second visit would come too soon, later the first of its month: no diary of who is at home."""
    if moment is None:
        return 0
    day = timezone.localtime(moment).date()
    if (today - day).days > again:
        day = day.replace(day=1)
    return (day - EPOCH).days


def _tonight(villages: list[int], today: datetime.date) -> list[str]:
    planned = PlannedDoor.objects.to_do(today).filter(plan__village__in=villages, plan__ended_at__isnull=True)
    keys = planned.order_by("due_on", "household__group_no", Length("household__door"), "household__door")
    return [pk.hex for pk in keys.values_list("household_id", flat=True)[:TONIGHT_MOST]]


def _explained(officer: Officer, today: datetime.date) -> list[str]:
    last = DoorVisit.objects.filter(by=officer, at__date=today).exclude(explained=[]).order_by("-at").first()
    return [kind for kind in (last.explained if last else []) if kind in FraudKind.values]


def household_of(village: Village, key: str) -> Household | None:
    """The household that a phone names by the beginning of its key (8 to 32 hex digits), also after they moved away; its
    own visit of a door noted on the spot gave that door the visit's key."""
    low, high = uuid.UUID(hex=key.ljust(32, "0")), uuid.UUID(hex=key.ljust(32, "f"))
    found = Household.objects.filter(village=village, pk__gte=low, pk__lte=high).order_by("left_on", "pk")
    return found.first()

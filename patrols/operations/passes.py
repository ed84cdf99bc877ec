"""Places passed on a round, and what proves it: the code on the plate, the phone's position, or a hand and a reason."""

import datetime
import uuid
from dataclasses import dataclass

from django.contrib.gis.db.models import PointField
from django.contrib.gis.db.models.functions import Distance
from django.contrib.gis.geos import Point
from django.db import transaction
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jurisdiction.models import Officer, Place
from ledger.operations import record
from patrols.choices import PassProof
from patrols.errors import PassRefused, RecordTaken
from patrols.models import PlaceCode, PlacePass, Round
from patrols.operations.place_codes import code_of
from patrols.operations.rounds import require_belongs, require_on_shift
from patrols.operations.tracks import reckon_stays
from patrols.stays import ACCURACY_TRUSTED

#: Kept metres and accuracies fit their columns, whatever a phone says.
METRES_MOST = 32_000
STRENGTH = {PassProof.HAND: 0, PassProof.POSITION: 1, PassProof.PLATE: 2}
#: Offered to the officer who marks a place by hand; others are typed.
HAND_REASONS = (
    gettext_lazy("the phone found no position"),
    gettext_lazy("the plate is damaged or gone"),
    gettext_lazy("the phone's battery is low"),
    gettext_lazy("the road was blocked, seen from afar"),
)


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What the server made of the phone's word."""

    proof: PassProof
    reason: str = ""
    distance_m: int | None = None
    code: PlaceCode | None = None


@transaction.atomic
def pass_place(
    *,
    record_id: uuid.UUID,
    round_id: int,
    place: Place,
    at: datetime.datetime,
    received_at: datetime.datetime,
    by: Officer,
    proof: PassProof,
    reason: str = "",
    point: Point | None = None,
    accuracy_m: int | None = None,
    code: str = "",
    left_at: datetime.datetime | None = None,
) -> PlacePass:
    """Marks a place as passed on the round that ran at `at`, also when the record comes late.

    Idempotent by record and by place: a second pass of the place keeps the first time, a stronger proof (plate, then
    position, then hand) replaces a weaker one, the later leaving counts. A position too far away is kept as marked by
    hand, with how far it was: the squad loses nothing. `point` is WGS-84, `accuracy_m` in metres.

    Raises RoundNotStarted, RoundNotRunning, NotOnThisShift, RecordTaken, PassRefused (field `place`, `code`, `reason`).
    """
    found = Round.objects.select_for_update(of=("self",)).get(pk=round_id)
    require_on_shift(found, by)
    same_key = PlacePass.objects.filter(pk=record_id).first()
    if same_key is not None and (same_key.round_id, same_key.place_id) != (found.pk, place.pk):
        raise RecordTaken(_("This record's key is taken. Please enter it again."))
    require_belongs(found, at)
    if place.station_id != found.station_id and not found.shift.stops.filter(place=place).exists():
        raise PassRefused(_("This place is not on the round."), field="place")
    evidence = _judge(place, at=at, proof=proof, reason=reason, point=point, accuracy_m=accuracy_m, code=code)
    left_at = left_at if left_at is not None and left_at >= at else None
    fresh = PlacePass(
        id=record_id,
        round=found,
        place=place,
        passed_at=at,
        received_at=received_at,
        by=by,
        proof=evidence.proof,
        reason=evidence.reason,
        point=point,
        accuracy_m=None if accuracy_m is None else min(max(accuracy_m, 0), METRES_MOST),
        distance_m=evidence.distance_m,
        code=evidence.code,
        left_at=left_at,
    )
    earlier = found.passes.filter(place=place).first()
    if earlier is None:
        fresh.save(force_insert=True)
        _note(fresh, found, at=at, by=by, verb="place.passed")
    else:
        fresh = _merged(earlier, fresh, found)
    if reckon_stays(found.pk):
        fresh.refresh_from_db()
    return fresh


def _judge(
    place: Place,
    *,
    at: datetime.datetime,
    proof: PassProof,
    reason: str,
    point: Point | None,
    accuracy_m: int | None,
    code: str,
) -> _Evidence:
    reason = reason.strip()[:200]
    distance = metres_between(place, point) if point is not None else None
    if proof == PassProof.PLATE:
        return _Evidence(PassProof.PLATE, reason, distance, code_of(place=place, text=code, at=at))
    if proof == PassProof.POSITION:
        if distance is None:
            return _Evidence(PassProof.HAND, reason or _("The phone gave no position."))
        if distance <= place.radius_m + min(max(accuracy_m or 0, 0), ACCURACY_TRUSTED):
            return _Evidence(PassProof.POSITION, reason, distance)
        away = _("The phone was %(metres)d m away.") % {"metres": distance}
        return _Evidence(PassProof.HAND, f"{away} {reason}".strip()[:200], distance)
    if not reason:
        raise PassRefused(_("Say why the place is marked by hand."), field="reason")
    return _Evidence(PassProof.HAND, reason, distance)


def metres_between(place: Place, point: Point) -> int:
    """On the ellipsoid, by the database."""
    there = Cast("point", PointField(geography=True, srid=4326))
    found = Place.objects.annotate(metres=Distance(there, point)).values_list("metres", flat=True)
    return round(found.get(pk=place.pk).m)


def _merged(earlier: PlacePass, fresh: PlacePass, found: Round) -> PlacePass:
    """Both say the same place was passed: nothing is lost of either. Writes only when the second adds something."""
    changed: list[str] = []
    if fresh.passed_at < earlier.passed_at:
        earlier.passed_at, earlier.by = fresh.passed_at, fresh.by
        changed += ["passed_at", "by"]
    if fresh.left_at is not None and (earlier.left_at is None or fresh.left_at > earlier.left_at):
        earlier.left_at = fresh.left_at
        changed += ["left_at"]
    is_stronger = STRENGTH[PassProof(fresh.proof)] > STRENGTH[PassProof(earlier.proof)]
    if is_stronger:
        proven = ["proof", "reason", "point", "accuracy_m", "distance_m", "code"]
        for name in proven:
            setattr(earlier, name, getattr(fresh, name))
        changed += proven
    if changed:
        earlier.save(update_fields=changed)
    if is_stronger:
        _note(earlier, found, at=fresh.passed_at, by=fresh.by, verb="place.proven")
    return earlier


def _note(passed: PlacePass, found: Round, *, at: datetime.datetime, by: Officer, verb: str) -> None:
    record(
        at=at,
        by=by,
        station=found.station_id,
        verb=verb,
        obj=passed.place,
        detail={"round": found.pk, "proof": str(passed.proof)},
        reason=passed.reason,
    )

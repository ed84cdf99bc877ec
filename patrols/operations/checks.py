"""Cars tried: a secure one is a count, an unsecured one a record."""

import datetime
import uuid
from collections.abc import Sequence

from django.contrib.gis.geos import Point
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from jurisdiction import plates
from jurisdiction.models import Officer, Place
from jurisdiction.sealed import keyed_hash
from jurisdiction.territory import village_at
from ledger.operations import record
from patrols import rules
from patrols.choices import Finding, OpenPart, VehicleState
from patrols.errors import CheckNotWithdrawable, RecordTaken
from patrols.models import Round, ShiftMember, UnsecuredVehicle, VehicleCheck
from patrols.operations.codes import issue_call_code
from patrols.operations.owners import phone_hash
from patrols.operations.rounds import require_belongs, require_on_shift
from patrols.operations.visits import suggest_visit

PLATE_COLUMN = "unsecured_vehicle.plate"


def plate_hash(plate: str) -> str:
    """The keyed hash under which a plate is found again; of the normalised plate, empty for none."""
    text = plates.normalise(plate)
    return keyed_hash(text, column=PLATE_COLUMN) if text else ""


def _earlier(record_id: uuid.UUID, by: Officer) -> VehicleCheck | None:
    """The row this key made before. Raises RecordTaken for another officer's."""
    stored = VehicleCheck.objects.filter(pk=record_id)
    if not stored.exists():
        return None
    earlier = stored.get()
    if earlier.by_id != by.pk:
        raise RecordTaken(_("This record's key is taken. Please enter it again."))
    return earlier


def _locked_round(round_id: int, by: Officer) -> Round:
    """The round, held until the transaction ends: the same record sent twice at once is handled one after the other."""
    stands = ShiftMember.objects.filter(shift_id=OuterRef("shift_id"), officer=by)
    # The hottest write of all: one statement, and only the columns that a check takes over.
    rounds = Round.objects.select_for_update(of=("self",)).only(
        "shift_id", "station_id", "duty_date", "status", "started_at", "finished_at"
    )
    try:
        return rounds.get(Exists(stands), pk=round_id)
    except Round.DoesNotExist:
        require_on_shift(Round.objects.get(pk=round_id), by)
        raise


@transaction.atomic
def record_vehicle_check(
    *,
    record_id: uuid.UUID,
    round_id: int,
    place: Place | None,
    at: datetime.datetime,
    received_at: datetime.datetime,
    by: Officer,
) -> VehicleCheck:
    """Counts one secure car. The same `record_id` again gives the same row. Raises RoundNotRunning, NotOnThisShift."""
    found = _locked_round(round_id, by)
    earlier = _earlier(record_id, by)
    if earlier is not None:
        return earlier
    require_belongs(found, at)
    check = VehicleCheck.objects.create(
        id=record_id,
        round=found,
        station_id=found.station_id,
        village_id=place.village_id if place else None,
        place=place,
        duty_date=found.duty_date,
        checked_at=at,
        received_at=received_at,
        by=by,
        finding=Finding.SECURE,
    )
    record(
        at=at,
        by=by,
        station=found.station_id,
        verb="check.recorded",
        obj=check,
        detail={"round": found.pk, "finding": Finding.SECURE},
    )
    return check


@transaction.atomic
def withdraw_check(*, record_id: uuid.UUID, at: datetime.datetime, by: Officer) -> VehicleCheck:
    """Takes one's own one-tap entry back right after it. Raises CheckNotWithdrawable."""
    check = VehicleCheck.objects.select_for_update().get(pk=record_id)
    if check.withdrawn_at is not None:
        return check
    if check.by_id != by.pk or check.finding != Finding.SECURE:
        raise CheckNotWithdrawable(_("Only your own one-tap entry can be taken back."))
    if at > max(check.checked_at, check.received_at) + rules.WITHDRAW_WITHIN:
        raise CheckNotWithdrawable(_("It is too late to take this entry back."))
    check.withdrawn_at = at
    check.save(update_fields=["withdrawn_at"])
    record(at=at, by=by, station=check.station_id, verb="check.withdrawn", obj=check)
    return check


@transaction.atomic
def record_unsecured_vehicle(
    *,
    record_id: uuid.UUID,
    round_id: int,
    place: Place | None,
    point: Point | None,
    plate: str,
    open_parts: Sequence[OpenPart],
    description: str,
    at: datetime.datetime,
    received_at: datetime.datetime,
    by: Officer,
) -> UnsecuredVehicle:
    """Records a car found open and issues the code that its owner can check. Idempotent by `record_id`.

    The plate may be unreadable (""), a usual one, or free text (e-bikes). Raises RoundNotRunning, NotOnThisShift.
    """
    found = _locked_round(round_id, by)
    earlier = _earlier(record_id, by)
    if earlier is not None:
        return UnsecuredVehicle.objects.get(pk=earlier.pk)
    require_belongs(found, at)
    village_id = place.village_id if place else None
    if point is not None:
        village_id = village_at(point) or village_id
    check = VehicleCheck.objects.create(
        id=record_id,
        round=found,
        station_id=found.station_id,
        village_id=village_id,
        place=place,
        duty_date=found.duty_date,
        checked_at=at,
        received_at=received_at,
        by=by,
        finding=Finding.UNSECURED,
    )
    vehicle = UnsecuredVehicle.objects.create(
        vehicle_check=check,
        station_id=found.station_id,
        village_id=village_id,
        duty_date=found.duty_date,
        found_at=at,
        point=point or (place.point if place else None),
        plate=plates.normalise(plate)[:20],
        plate_hash=plate_hash(plate),
        phone_hash=phone_hash(plate),
        open_parts=sorted(set(open_parts)),
        description=description.strip()[:200],
        state=VehicleState.FOUND,
    )
    suggest_visit(vehicle, at=at)
    issue_call_code(vehicle=vehicle, expires_at=found.shift.ends_at, at=at)
    record(
        at=at,
        by=by,
        station=found.station_id,
        verb="check.recorded",
        obj=vehicle,
        detail={"round": found.pk, "finding": Finding.UNSECURED, "open": vehicle.open_parts},
    )
    return vehicle

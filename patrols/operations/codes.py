"""“Is this call real?”: codes for owners, good for one night, and the public look-up with its limits."""

import datetime
import secrets
from dataclasses import dataclass

from django.db import IntegrityError, connection, transaction

from jurisdiction.sealed import keyed_hash
from patrols.models import CallCode, CodeQuery, UnsecuredVehicle

DIGITS = 6
TRIES = 20
WINDOW = datetime.timedelta(minutes=10)
PER_ADDRESS = 5
FOR_EVERYBODY = 200


def issue_call_code(
    *, vehicle: UnsecuredVehicle, expires_at: datetime.datetime, at: datetime.datetime
) -> CallCode:
    """Draws six digits no other call of that night carries. Raises RuntimeError when none is found in twenty draws."""
    for _attempt in range(TRIES):
        try:
            with transaction.atomic():
                return CallCode.objects.create(
                    code=f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}",
                    station_id=vehicle.station_id,
                    vehicle=vehicle,
                    duty_date=vehicle.duty_date,
                    issued_at=at,
                    expires_at=max(expires_at, at + datetime.timedelta(hours=2)),
                )
        except IntegrityError:
            continue
    raise RuntimeError("no free call code")


@dataclass(frozen=True, slots=True)
class CodeAnswer:
    """`limited`: too many tries from there. Otherwise the station's name and the time, or neither."""

    limited: bool = False
    station: str = ""
    issued_at: datetime.datetime | None = None


@transaction.atomic
def look_up_code(*, code: str, address: str, at: datetime.datetime) -> CodeAnswer:
    """What the public page may say of a code: nothing but time and station; five tries in ten minutes an address, two
    hundred for everybody."""
    with (
        connection.cursor() as cursor
    ):  # one look at a time: tries in parallel cannot slip past the limit together
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('patrols.code_query'))")
    digest = keyed_hash(address, column="code_query.address")
    recent = CodeQuery.objects.filter(at__gt=at - WINDOW)
    if recent.filter(address_hash=digest).count() >= PER_ADDRESS or recent.count() >= FOR_EVERYBODY:
        return CodeAnswer(limited=True)
    found = (
        CallCode.objects.filter(code=code, issued_at__lte=at, expires_at__gt=at)
        .select_related("station")
        .first()
    )
    CodeQuery.objects.create(address_hash=digest, at=at, found=found is not None)
    if found is None:
        return CodeAnswer()
    return CodeAnswer(station=found.station.name, issued_at=found.issued_at)

"""Pure rules of time: what a phone's clock is worth."""

import datetime
from dataclasses import dataclass

#: A record cannot come from the future; two minutes are left for the way and the measurement.
AHEAD = datetime.timedelta(minutes=2)
#: Older records, as of a phone found in a drawer, are for a person to let in.
OLDEST = datetime.timedelta(days=14)
#: A measured offset is trusted this long.
MEASURED_WITHIN = datetime.timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Judged:
    """The time a record is judged by, and whether the phone's clock is in doubt."""

    at: datetime.datetime
    doubtful: bool


def is_old(*, happened_at: datetime.datetime, received_at: datetime.datetime) -> bool:
    """Whether a person must let the record in before it is applied."""
    return happened_at < received_at - OLDEST


def judge_time(
    *,
    happened_at: datetime.datetime,
    received_at: datetime.datetime,
    off_ms: int | None,
    measured_at: datetime.datetime | None,
    steady: bool,
) -> Judged:
    """The phone's corrected time, never after the receipt. Doubtful when the offset was never measured, long ago, or the
    clock did not run steadily since; or when the time lies ahead or long back."""
    doubtful = off_ms is None or measured_at is None or not steady
    if measured_at is not None and abs(happened_at - measured_at) > MEASURED_WITHIN:
        doubtful = True
    if happened_at > received_at:
        return Judged(received_at, doubtful or happened_at > received_at + AHEAD)
    return Judged(happened_at, doubtful)

"""When the steps of a hazard are due: the figures are data (jurisdiction.time_limits), the moments are stored."""

import datetime
from typing import Any

from django.utils import timezone

from jurisdiction.time_limits import deadline


def day_of(moment: datetime.datetime) -> datetime.date:
    """The station's day."""
    return timezone.localtime(moment).date()


def end_of(day: datetime.date) -> datetime.datetime:
    """A limit in days ends with its last day: at the next one's midnight."""
    return timezone.make_aware(datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time()))


def alerts(due_at: datetime.datetime | None) -> dict[str, Any]:
    """The stored moments at which leader and chief hear of a step that is late."""
    if due_at is None:
        return {"leader_alert_at": None, "chief_alert_at": None}
    return {
        "leader_alert_at": deadline("hazard.alert.leader", since=due_at),
        "chief_alert_at": deadline("hazard.alert.chief", since=due_at),
    }


def assess_by(at: datetime.datetime) -> datetime.datetime:
    return deadline("hazard.assess", since=at)


def transfer_by(at: datetime.datetime) -> datetime.datetime:
    """Until then it is settled how, or who else is to put it right."""
    return deadline("hazard.transfer", since=at)


def rectify_by(level: str, at: datetime.datetime) -> datetime.datetime:
    """The longest time an order of that level gives."""
    return deadline(f"hazard.rectify.{level}", since=at)


def extend_at_most(rectify_by: datetime.datetime) -> datetime.datetime:
    """An extension ends no later; the limit that it extends is 0:00 of the day after its last."""
    return deadline("hazard.extension", since=rectify_by - datetime.timedelta(seconds=1))


def recheck_by(at: datetime.datetime) -> datetime.datetime:
    return deadline("hazard.recheck", since=at)


def supervise_by(at: datetime.datetime) -> datetime.datetime:
    return deadline("hazard.supervise", since=at)


def answer_by(at: datetime.datetime) -> datetime.datetime:
    return deadline("hazard.answer", since=at)


def recurs_until(at: datetime.datetime) -> datetime.datetime:
    return deadline("hazard.recurrence", since=at)


def close_by(at: datetime.datetime) -> datetime.datetime:
    """A hazard that was re-inspected is closed by then."""
    return deadline("hazard.close", since=at)


def keep_until(at: datetime.datetime) -> datetime.datetime:
    return deadline("hazard.retention", since=at)

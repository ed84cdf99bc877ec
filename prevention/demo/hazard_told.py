"""How the demo's hazards went: step by step, each with its stored deadline, as the operations would have written it."""

import datetime
import random
import uuid
from dataclasses import dataclass
from typing import Any, Self

from django.utils import timezone

from hazards.choices import Action, Source, Stage, Status
from hazards.models import Hazard, Sighting, Step
from hazards.operations import due
from hazards.rules import WORK
from jurisdiction.models import Officer, Place, Station
from ledger.operations import Change
from prevention.demo.batch import key
from prevention.demo.hazard_rows import HazardRows

HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
VERBS = {
    Action.REPORT: "hazard.reported",
    Action.REOPEN: "hazard.reopened",
    Action.ORDER: "hazard.ordered",
    Action.TRANSFER: "hazard.transferred",
    Action.CONFIRM: "hazard.rechecked",
    Action.CLOSE: "hazard.closed",
    Action.DISMISS: "hazard.dismissed",
}
AT_THE_DESK = frozenset(
    {
        Action.ASSESS,
        Action.ORDER,
        Action.TRANSFER,
        Action.SUPERVISE,
        Action.CONFIRM,
        Action.FAIL_IN_TIME,
        Action.FAIL_UNORDERED,
        Action.CLOSE,
        Action.DISMISS,
        Action.REOPEN,
    }
)


def months_before(month: datetime.date, many: int) -> datetime.date:
    number = month.year * 12 + month.month - 1 - many
    return datetime.date(number // 12, number % 12 + 1, 1)


def moment(day: datetime.date, hour: float) -> datetime.datetime:
    """That hour of the day, at the station."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time())) + hour * HOUR


@dataclass(slots=True)
class Crew:
    """Who works at a station."""

    station: Station
    police: list[Officer]
    helpers: list[Officer]
    chief: Officer

    @property
    def walkers(self) -> list[Officer]:
        return self.police + self.helpers


class Told:
    """One hazard, told forward in time; nothing happens after `now`."""

    def __init__(self, rows: HazardRows, crew: Crew, rng: random.Random) -> None:
        self.rows, self.crew, self.rng = rows, crew, rng
        self.at = rows.now
        self.found: Any = None
        self.rechecked_by: set[int] = set()
        #: Who ordered it or had it put right, in the present episode.
        self.worked: set[int] = set()

    def report(
        self,
        *,
        record_id: uuid.UUID | None = None,
        place: Place,
        kind: str,
        level: str,
        words: str,
        source: Source,
        source_ref: str = "",
        at: datetime.datetime,
        by: Officer,
        pictured: bool = True,
    ) -> Self:
        until = due.assess_by(at)
        self.at = at
        self.found = Hazard(
            id=record_id or key(self.rng),
            station=self.crew.station,
            village_id=place.village_id,
            place=place,
            point=place.point,
            kind=kind,
            level=level,
            words=words,
            source=source,
            source_ref=source_ref,
            found_at=at,
            received_at=at,
            found_by=by,
            assess_by=until,
            due_at=until,
        )
        self.found.sort_key = at
        self.rows.bearings[self.found.pk] = self.rng.uniform(0, 360)
        self.rows.add(self.found)
        self._sighting(words, source, source_ref, at, by, record_id or self.found.pk)
        self._step(Action.REPORT, by, was="", words=words)
        if pictured:
            self.rows.photo(self.found, Stage.BEFORE, at=at, by=by, point=place.point)
        return self

    def _sighting(
        self, words: str, source: Source, ref: str, at: datetime.datetime, by: Officer, record_id: uuid.UUID
    ) -> None:
        self.rows.add(
            Sighting(
                id=record_id,
                hazard=self.found,
                words=words,
                source=source,
                source_ref=ref,
                at=at,
                received_at=at,
                by=by,
            )
        )

    def _step(self, action: Action, by: Officer | None, *, was: str, words: str = "") -> None:
        found = self.found
        self.rows.add(
            Step(
                hazard=found,
                action=action,
                was=was,
                became=found.status,
                due_at=found.due_at,
                words=words,
                at=self.at,
                by=by,
            )
        )
        if action in VERBS:
            detail = {"kind": str(found.kind), "from": str(was), "to": str(found.status)}
            self.rows.changes.append(Change(self.at, by, self.crew.station.pk, VERBS[action], found, detail))

    def move(
        self,
        action: Action,
        status: Status,
        *,
        after: datetime.timedelta,
        by: Officer | None,
        due_at: Any,
        words: str = "",
        **columns: Any,
    ) -> bool:
        """The next step, unless it lies in the future."""
        at = self.at + after
        if action in AT_THE_DESK:
            at = self._office_hour(at)
        if at >= self.rows.now:
            return False
        was, self.at = self.found.status, at
        self.found.status = status
        self.found.due_at = due_at(at) if callable(due_at) else due_at
        for name, value in columns.items():
            setattr(self.found, name, value(at) if callable(value) else value)
        self._step(action, by, was=was, words=words)
        if by is not None and str(action) in WORK:
            self.worked.add(by.pk)
        return True

    def _office_hour(self, at: datetime.datetime) -> datetime.datetime:
        """Nobody assesses, orders or closes at three in the morning."""
        local = timezone.localtime(at)
        if 8 <= local.hour < 19:
            return at
        days = 1 if local.hour >= 19 else 0
        morning = local.replace(hour=8, minute=0, second=0, microsecond=0) + days * DAY
        return morning + self.some_time(0.2, 3)

    def some_time(self, least: float, most: float) -> datetime.timedelta:
        """Hours."""
        return self.rng.uniform(least, most) * HOUR

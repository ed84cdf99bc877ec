"""The drill's officers: they start and finish about every third round in time, whatever happens to the sweeps."""

import datetime

from drills.scene import Scene, Slot
from jurisdiction.models import Officer
from patrols.models import Round
from patrols.operations.rounds import finish_round, start_round

#: How long a walked round lasts.
LENGTH = datetime.timedelta(hours=1)


class Walkers:
    """Call `walk` with each moment, in order, before that moment's sweep. The moments must lie closer together than
    the half hour that a squad has for starting."""

    def __init__(self, scene: Scene, last_night: datetime.date) -> None:
        slots = [slot for slot in scene.slots(last_night) if slot.walked]
        self._to_start = sorted(slots, key=lambda slot: slot.planned_at, reverse=True)
        self._to_finish: list[tuple[datetime.datetime, int, Officer]] = []
        self._officers = Officer.objects.in_bulk(list(scene.officers.values()))
        self._of_squad = scene.officers
        #: Rounds walked so far, and those that were not there to be walked.
        self.walked: set[Slot] = set()
        self.missing: list[Slot] = []

    def walk(self, at: datetime.datetime) -> None:
        while self._to_finish and self._to_finish[0][0] <= at:
            _until, running, officer = self._to_finish.pop(0)
            finish_round(round_id=running, at=at, by=officer)
        while self._to_start and self._to_start[-1].planned_at <= at:
            slot = self._to_start.pop()
            found = Round.objects.filter(squad_id=slot.squad, planned_at=slot.planned_at).first()
            if found is None:
                self.missing.append(slot)
                continue
            officer = self._officers[self._of_squad[slot.squad]]
            start_round(round_id=found.pk, at=at, by=officer)
            self.walked.add(slot)
            self._to_finish.append((at + LENGTH, found.pk, officer))

"""Writes the nights of every roster between two days."""

import datetime
import random
from collections.abc import Callable

from django.utils import timezone

from jurisdiction.models import Officer, Place, Station
from patrols import rules
from patrols.models import OwnerContact, Roster, Squad, SquadMember
from prevention.demo import SEED
from prevention.demo.batch import Batch
from prevention.demo.cars import Owners
from prevention.demo.nights import Night

BATCH_NIGHTS = 15
Progress = Callable[[int, int], None]


class Historian:
    """Knows the rosters and everybody in them; writes night after night."""

    def __init__(self, *, since: datetime.date, now: datetime.datetime, seed: int = SEED) -> None:
        self.since, self.now, self.seed = since, now, seed
        self.rosters = list(
            Roster.objects.select_related("station").prefetch_related("turns__squad").order_by("pk")
        )
        self.places = {
            roster.pk: list(Place.objects.filter(rosters=roster).order_by("pk").select_related("village"))
            for roster in self.rosters
        }
        self.members: dict[int, list[SquadMember]] = {}
        for member in SquadMember.objects.select_related("officer", "volunteer").order_by("-is_leader", "pk"):
            self.members.setdefault(member.squad_id, []).append(member)
        self.owners = {station.pk: Owners(station, seed) for station in Station.objects.all()}
        self.chiefs = {
            station.pk: Officer.objects.filter(postings__station=station, postings__role="chief").earliest(
                "pk"
            )
            for station in Station.objects.all()
        }
        self._known_contacts()

    def _known_contacts(self) -> None:
        """Numbers stored by an earlier run are used again, found by the plates of the careless."""
        from patrols.operations.checks import plate_hash

        for owners in self.owners.values():
            for plate in owners.careless:
                found = OwnerContact.objects.filter(
                    station=owners.station, plate_hash=plate_hash(plate)
                ).first()
                if found is not None:
                    owners.known[plate] = found

    def night(self, roster: Roster, squad: Squad, duty_date: datetime.date, batch: Batch) -> Night:
        present = [
            member
            for member in self.members[squad.pk]
            if member.starts_on <= duty_date and (member.ends_on is None or duty_date < member.ends_on)
        ]
        return Night(
            roster=roster,
            squad=squad,
            duty_date=duty_date,
            members=present,
            places=self.places[roster.pk],
            chief=self.chiefs[roster.station_id],
            owners=self.owners[roster.station_id],
            batch=batch,
            since=self.since,
            rng=random.Random(f"{self.seed}|{squad.name}|{duty_date}"),  # noqa: S311  # a demo, not a secret
        )

    def write(self, first: datetime.date, last: datetime.date, progress: Progress) -> None:
        """All nights from `first` up to and with `last`; the last one has something for the chief to decide."""
        batch = Batch(now=self.now)
        total = (last - first).days + 1
        for offset in range(total):
            duty_date = first + rules.DAY * offset
            for roster in self.rosters:
                if roster.valid_until is not None and duty_date >= roster.valid_until:
                    continue
                squads = rules.on_duty(
                    duty_date,
                    rotation=[turn.squad for turn in roster.turns.all()],
                    squads_a_night=roster.squads_a_night,
                    weekdays=roster.weekdays,
                    valid_from=roster.valid_from,
                )
                for squad in squads:
                    special = duty_date == last and roster.station.is_central and len(roster.weekdays) == 7
                    self.night(roster, squad, duty_date, batch).write(special=special)
            if offset % BATCH_NIGHTS == BATCH_NIGHTS - 1 or duty_date == last:
                self.store(batch)
                progress(offset + 1, total)

    def store(self, batch: Batch) -> None:
        fresh = [contact for owners in self.owners.values() for contact in owners.fresh]
        batch.store(fresh)
        for owners in self.owners.values():
            owners.fresh.clear()


NIGHTS_END = datetime.timedelta(hours=7)


def demo_day(now: datetime.datetime) -> datetime.date:
    """The day whose night is the next or the running one: until seven in the morning the night of the day before runs."""
    return (timezone.localtime(now) - NIGHTS_END).date()

"""Disputes and hazards as two small tables say them; the figures of July 2026 were counted by hand from these."""

import csv
import datetime
import uuid
from pathlib import Path

from django.contrib.gis.geos import Point

from dashboards.periods import Span
from disputes.choices import EventVerb, MediatorKind, Route, SettlementForm, Status, Step
from disputes.models import Agreement, Deadline, Dispute, Event, Mediation
from hazards.choices import Action, Source
from hazards.choices import Status as HazardStatus
from hazards.models import Hazard, Recheck
from hazards.models import Step as HazardStep
from jurisdiction.choices import VillageKind
from jurisdiction.models import Station, Village
from jurisdiction.remit import Remit
from tests.cast import Cast, at, square

GOLDEN = Path(__file__).with_name("golden")
JULY = Span(datetime.date(2026, 7, 1), datetime.date(2026, 7, 31))
#: The moment of reading.
NOON = at("2026-07-31 12:00")


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((GOLDEN / f"{name}.csv").read_text(encoding="utf-8").splitlines()))


def moment(day: str) -> datetime.datetime:
    """Nine in the morning."""
    return at(f"{day} 09:00")


def perhaps(day: str) -> datetime.datetime | None:
    return moment(day) if day else None


def whole_station(cast: Cast) -> Remit:
    return Remit.of_stations(frozenset({cast.station_a.pk}))


def villages_of(cast: Cast) -> dict[str, Village]:
    """A, B, and A2, a second one of station A whose code comes before A's. Station A is no central one here, so that its
    people see their own station alone."""
    Station.objects.filter(pk=cast.station_a.pk).update(is_central=False)
    second, _made = Village.objects.get_or_create(
        township=cast.village_a.township,
        code="350481105101",
        defaults={
            "name": "Village A2",
            "kind": VillageKind.VILLAGE,
            "population": 500,
            "households": 150,
            "boundary": square(117.30, 26.0),
            "boundary_is_illustrative": True,
        },
    )
    return {"A": cast.village_a, "A2": second, "B": cast.village_b}


def load_disputes(cast: Cast) -> dict[str, Dispute]:
    villages = villages_of(cast)
    made: dict[str, Dispute] = {}
    for row in rows("disputes"):
        village = villages[row["village"]]
        ended = row["status"] in {Status.CLOSED, Status.REFUSED, Status.MERGED}
        reported = moment(row["reported"])
        made[row["number"]] = Dispute.objects.create(
            number=row["number"],
            station=village.township.station,
            village=village,
            kind=row["kind"],
            level=row["level"],
            level_reported=row["level"],
            words="words that stay in their room",
            point=Point(117.29, 26.01, srid=4326),
            reported_at=reported,
            received_at=reported,
            reported_by=cast.cadre_a,
            status=row["status"],
            mediator=cast.cadre_a if row["status"] == Status.MEDIATING else None,
            accepted_at=perhaps(row["accepted"]),
            settled_at=perhaps(row["settled"]),
            closed_at=NOON if ended else None,
            merged_into=made["D01"] if row["status"] == Status.MERGED else None,
        )
        _trail(cast, made[row["number"]], row)
    return made


def _trail(cast: Cast, dispute: Dispute, row: dict[str, str]) -> None:
    common = {"dispute": dispute, "station": dispute.station}
    # Settled again after a relapse: the first agreement was another one's.
    agreements = [row["agreed"], row["settled"]] if row["settled"] > row["agreed"] else [row["agreed"]]
    for day in filter(None, agreements):
        mediation = Mediation.objects.create(
            **common,
            route=Route.PEOPLES,
            mediator_kind=MediatorKind(row["by"]),
            mediator=cast.cadre_a,
            assigned_at=moment(day),
            assigned_by=cast.chief_a,
            ended_at=moment(day),
            result="settled",
        )
        Agreement.objects.create(
            **common,
            mediation=mediation,
            form=SettlementForm.ORAL,
            agreed_on=day,
            effective_on=day,
            recorded_at=moment(day),
            by=cast.cadre_a,
        )
    if row["relapsed"]:
        reopened = moment(row["relapsed"])
        Event.objects.create(
            **common, verb=EventVerb.REOPENED, at=reopened, received_at=reopened, detail={"relapse": True}
        )
    if row["due"]:
        Deadline.objects.create(
            **common, step=Step.MEDIATION, begun_at=moment(row["reported"]), due_at=moment(row["due"])
        )


def load_hazards(cast: Cast) -> dict[str, Hazard]:
    villages = villages_of(cast)
    made: dict[str, Hazard] = {}
    for row in rows("hazards"):
        village = villages[row["village"]]
        is_settled = row["status"] in {HazardStatus.CLOSED, HazardStatus.DISMISSED}
        hazard = Hazard.objects.create(
            number=row["number"],
            station=village.township.station,
            village=village,
            place=cast.place_a if row["village"] == "A" else None,
            point=Point(117.31, 26.01, srid=4326) if row["village"] == "A2" else None,
            kind=row["kind"],
            level=row["level"],
            words="words that stay in their room",
            source=Source.DESK,
            found_at=moment(row["found"]),
            received_at=moment(row["found"]),
            found_by=cast.officer_a,
            status=row["status"],
            rectify_by=perhaps(row["rectify"]),
            overdue_at=perhaps(row["overdue"]),
            due_at=perhaps(row["due"]),
            recurrences=1 if row["recurred"] else 0,
            closed_at=moment(row["closed"]) if is_settled else None,
            closed_by=cast.chief_a if is_settled else None,
        )
        if row["righted"]:
            Recheck.objects.create(
                id=uuid.uuid4(),
                hazard=hazard,
                passed=True,
                at=moment(row["righted"]),
                received_at=moment(row["righted"]),
                by=cast.leader_a,
            )
        steps = [(Action.CLOSE, row["closed"]), (Action.REOPEN, row["recurred"])]
        for action, day in steps:
            if day and row["status"] != HazardStatus.DISMISSED:
                HazardStep.objects.create(hazard=hazard, action=action, became=hazard.status, at=moment(day))
        made[row["number"]] = hazard
    return made

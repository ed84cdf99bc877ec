"""Households of the cast's villages, and visits to them."""

import datetime
import io
import uuid
from collections.abc import Sequence
from typing import Any

from django.contrib.gis.geos import Point
from openpyxl import Workbook

from antifraud.choices import DoorOutcome, FraudKind, Measure
from antifraud.models import AppHelp, DoorVisit, Household
from antifraud.operations.campaigns import start_campaign
from antifraud.operations.counts import Counted
from antifraud.operations.households import Door, add_household
from antifraud.operations.imports import upload
from antifraud.operations.plans import plan_visits
from antifraud.operations.visits import Said, record_visit
from jurisdiction.models import Officer
from tests.cast import Cast, at

NOON = at("2026-09-03 12:00")
HEADS = ("组别", "门牌", "户主", "电话", "成年人数", "已注册人数", "仅安装人数")


def household(
    cast: Cast,
    door: str = "12号",
    *,
    group_no: int = 3,
    village: Any = None,
    by: Officer | None = None,
    **more: Any,
) -> Household:
    """Wang Jianguo's, two adults, entered by the village's cadre a month before."""
    where = village or cast.village_a
    default = cast.cadre_a if where == cast.village_a else cast.officer_b
    given = {"adults": 2, "head": "王建国", "phone": "138 0000 1234", **more}
    return add_household(
        record_id=uuid.uuid4(),
        village=where,
        given=Door(group_no, door, **given),
        at=at("2026-08-03 12:00"),
        by=by or default,
    )


def visited(
    cast: Cast,
    found: Household,
    outcome: DoorOutcome = DoorOutcome.TALKED,
    *,
    when: datetime.datetime = NOON,
    counted: Counted | None = None,
    by: Officer | None = None,
    **more: Any,
) -> DoorVisit:
    talked = outcome == DoorOutcome.TALKED
    said = Said(
        outcome=outcome,
        explained=[FraudKind.FAKE_LOAN] if talked else [],
        told_to_call=talked,
        counted=counted,
        **more,
    )
    return record_visit(
        record_id=uuid.uuid4(), household=found, said=said, received_at=when, at=when, by=by or cast.officer_a
    )


def workbook(
    rows: Sequence[Sequence[Any]], heads: Sequence[Any] = HEADS, *, above: Sequence[Any] = ()
) -> bytes:
    book = Workbook()
    tab: Any = book.active
    for row in (*above, heads, *rows):
        tab.append(list(row))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def at_the_doors(cast: Cast) -> dict[str, Any]:
    """A household that was visited and wants help, a plan, a campaign and a list with a wrong line."""
    found = household(cast)
    household(cast, "13号", phone="", point=Point(117.29, 26.01, srid=4326))
    visited(cast, found, counted=Counted(2, 1, 0, "needs_help", needs_help=True))
    plan = plan_visits(
        village=cast.village_a,
        groups=[],
        starts_on=NOON.date(),
        ends_on=datetime.date(2026, 9, 30),
        weekdays=range(7),
        officer=None,
        at=NOON,
        by=cast.chief_a,
    )
    campaign = start_campaign(
        name="九月走访",
        station=cast.station_a,
        villages=[cast.village_a],
        measure=Measure.VISITED,
        goal=20,
        starts_on=datetime.date(2026, 9, 1),
        ends_on=datetime.date(2026, 9, 30),
        at=NOON,
        by=cast.chief_a,
    )
    batch = upload(
        sheet_name="households",
        station=cast.station_a,
        village=cast.village_a,
        file_name="村民.xlsx",
        content=workbook([(3, "20号", "张三", "1380000", 2), (3, "12号", "", "", 2)]),
        at=NOON,
        by=cast.cadre_a,
    )
    return {
        "household": found.pk,
        "door_plan": plan.pk,
        "app_help": AppHelp.objects.get(household=found).pk,
        "campaign": campaign.pk,
        "import": batch.pk,
        "sheet": "households",
    }

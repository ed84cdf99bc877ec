"""Twenty months at the door: every household of the central station's villages, visits that grow more, coverage that
differs by village; campaigns, plans for tonight, a list from Excel that waits. Invented people; once."""

import datetime
import random
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from antifraud.choices import DoorOutcome, Measure
from antifraud.models import DoorVisit, Household
from antifraud.operations import campaigns, imports, plans
from antifraud.sheets import find
from antifraud.workbooks import text_of
from jurisdiction.choices import OfficerKind, Role
from jurisdiction.models import Officer, Posting, Station, Village
from prevention.demo import MONTHS, SEED
from prevention.demo.door_lists import waiting_groups, waiting_list
from prevention.demo.door_rows import DoorRows
from prevention.demo.hazard_told import months_before

DAY = datetime.timedelta(days=1)
#: How far the villages have come with the app, in turn.
REACHED = (0.78, 0.52, 0.64, 0.35, 0.71, 0.46, 0.83, 0.58, 0.29, 0.67, 0.41, 0.74)
#: (name, months back, villages, goal as a share of what was reached) of campaigns that are over.
ENDED = (("春季反诈入户", 14, 8, 0.95), ("暑期反诈入户", 5, 8, 0.9), ("敲门行动", 2, 6, 1.25))


def refresh_doors(*, now: datetime.datetime, months: int = MONTHS) -> None:
    """Once; again it adds nothing."""
    station = Station.objects.filter(is_central=True).first()
    if station is None or Household.objects.exists():
        return
    with transaction.atomic():
        _load(station, now, months)


def _load(station: Station, now: datetime.datetime, months: int) -> None:
    villages = list(Village.objects.filter(township__station=station).order_by("code"))
    crew = _posted(station, now, kind=OfficerKind.POLICE) + _posted(station, now, kind=OfficerKind.AUXILIARY)
    chief = Officer.objects.get(username="chief")
    first = months_before(timezone.localdate(now).replace(day=1), months)
    rng = random.Random(f"{SEED}|doors")  # noqa: S311  # a demo, not a secret
    ours = _of_the_cadre(villages)
    rows = DoorRows(station=station, now=now, first=first, crew=crew, rng=rng)
    for number, village in enumerate(villages):
        cadre = _cadre_of(village)
        rows.village(village, cadre=cadre, reached=REACHED[number % len(REACHED)], busy=village == ours)
    rows.store()
    _campaigns(station, villages, ours, chief=chief, now=now, first=first)
    _plans(station, ours, crew, chief=chief, now=now)
    _waiting(station, ours, now=now)


def _posted(station: Station, now: datetime.datetime, *, kind: OfficerKind) -> list[Officer]:
    work = (Role.OFFICER, Role.SQUAD_LEADER)
    held = Posting.objects.effective(timezone.localdate(now)).filter(station=station, role__in=work)
    return [
        posting.officer
        for posting in held.select_related("officer").order_by("officer__username")
        if posting.officer.kind == kind
    ]


def _cadre_of(village: Village) -> Officer | None:
    held = (
        village.postings.filter(role=Role.CADRE, ends_on=None)
        .select_related("officer")
        .order_by("pk")
        .first()
    )
    return held.officer if held else None


def _of_the_cadre(villages: Sequence[Village]) -> Village:
    """The village of the login `cadre`: there a campaign is on."""
    held = Posting.objects.filter(officer__username="cadre", village__in=villages).first()
    return next((one for one in villages if held is not None and one.pk == held.village_id), villages[0])


def _campaigns(
    station: Station,
    villages: list[Village],
    ours: Village,
    *,
    chief: Officer,
    now: datetime.datetime,
    first: datetime.date,
) -> None:
    today = timezone.localdate(now)
    for number, (name, back, many, share) in enumerate(ENDED):
        begins = months_before(today.replace(day=1), back)
        ends = (begins + 31 * DAY).replace(day=1) - DAY
        if begins < first:
            continue
        at, where = _noon(begins), villages[number * 3 : number * 3 + many]
        talked = DoorVisit.objects.filter(village__in=where, outcome=DoorOutcome.TALKED)
        reached = talked.filter(at__date__range=(begins, ends)).values("household").distinct().count()
        made = campaigns.start_campaign(
            name=name,
            station=station,
            villages=where,
            measure=Measure.VISITED,
            goal=max(10, round(reached * share / 10) * 10),
            starts_on=begins,
            ends_on=ends,
            at=at,
            by=chief,
        )
        campaigns.end_campaign(campaign_id=made.pk, at=_noon(ends + 2 * DAY), by=chief)
    month = today.replace(day=1)
    ends = (month + 31 * DAY).replace(day=1) - DAY
    running: tuple[tuple[str, list[Village], Measure, int], ...] = (
        (f"{ours.name}{today.month}月入户走访", [ours], Measure.VISITED_SHARE, 90),
        (f"全所{today.month}月新增注册", [], Measure.REGISTERED, 1000),
    )
    for name, where, measure, goal in running:
        campaigns.start_campaign(
            name=name,
            station=station,
            villages=where,
            measure=measure,
            goal=goal,
            starts_on=month,
            ends_on=ends,
            at=min(now, _noon(month)),
            by=chief,
        )


def _noon(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))


def _plans(
    station: Station, ours: Village, crew: list[Officer], *, chief: Officer, now: datetime.datetime
) -> None:
    """What is left of the cadre's village, and another one for the officer of the demo."""
    today = timezone.localdate(now)
    officer = next((one for one in crew if one.username == "officer"), crew[0])
    other = Village.objects.filter(township__station=station).exclude(pk=ours.pk).order_by("-code").first()
    wanted: list[tuple[Village, Officer | None]] = [(ours, None)]
    if other is not None:
        wanted.append((other, officer))
    for village, who in wanted:
        if Household.objects.filter(village=village, last_visit_at=None).exists():
            plans.plan_visits(
                village=village,
                groups=[],
                starts_on=today,
                ends_on=today + 27 * DAY,
                weekdays=range(7),
                officer=who,
                at=now,
                by=chief,
            )


def _waiting(station: Station, ours: Village, *, now: datetime.datetime) -> None:
    """A list of people who moved in, three of its lines wrong, and one of groups; nobody has looked through them yet."""
    households, groups = find("households"), find("groups")
    officer = Officer.objects.get(username="officer")
    cadre = _cadre_of(ours) or officer
    imports.upload(
        sheet_name=households.name,
        station=station,
        village=ours,
        file_name=f"{text_of(ours.name)}新增住户.xlsx",
        content=waiting_list(households),
        at=now - datetime.timedelta(hours=3),
        by=cadre,
    )
    imports.upload(
        sheet_name=groups.name,
        station=station,
        village=None,
        file_name="曹远新建微信群.xlsx",
        content=waiting_groups(groups, village=ours.name, cadre=cadre.username),
        at=now - datetime.timedelta(hours=2),
        by=officer,
    )

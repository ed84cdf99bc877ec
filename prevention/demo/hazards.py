"""Twenty months of hazards: key places visited by plan, what was found, how it ended, and minors counted."""

import datetime
import random
from typing import Any

from django.db import transaction
from django.utils import timezone

from hazards import spreading
from hazards.choices import HOMES, Consent, Result, Source, Status
from hazards.models import ChecklistVersion, Finding, Inspection, InspectionPlan
from hazards.operations import planning
from hazards.operations.checklists import versions_for
from jurisdiction.choices import OfficerKind, PlaceKind, Role
from jurisdiction.models import Officer, Posting, Station
from prevention.demo import MONTHS, SEED
from prevention.demo.batch import key
from prevention.demo.hazard_rows import HazardRows
from prevention.demo.hazard_seen import seen_on_the_way
from prevention.demo.hazard_stories import Story
from prevention.demo.hazard_told import DAY, Crew, moment, months_before
from prevention.demo.hazard_words import DETAIL
from prevention.demo.key_places import build_key_places
from prevention.demo.minors import count_minors

EVENING = (PlaceKind.NIGHT_STALL, PlaceKind.PARK, PlaceKind.MILK_TEA_SHOP)
#: (share of inspections with a finding)
FINDING = 0.09
#: What the latest hazards are left in, by their age in days: the demo has something to do on every page.
LATEST: tuple[tuple[float, tuple[Status, ...]], ...] = (
    (1, (Status.REPORTED, Status.ON_SPOT, Status.ASSESSED, Status.ORDERED)),
    (4, (Status.ORDERED, Status.ON_SPOT, Status.TO_RECHECK, Status.REPORTED, Status.ASSESSED)),
    (9, (Status.TO_RECHECK, Status.RECTIFYING, Status.ORDERED, Status.RECHECKED, Status.TRANSFERRED)),
    (
        25,
        (
            Status.OVERDUE,
            Status.TRANSFERRED,
            Status.OVERDUE,
            Status.TO_RECHECK,
            Status.SUPERVISED,
            Status.CLOSED,
        ),
    ),
)


def refresh_hazards(*, now: datetime.datetime, months: int = MONTHS) -> None:
    """Once; afterwards it only sees to it that the demo's officer has something to do today."""
    if not InspectionPlan.objects.exists():
        with transaction.atomic():
            _load(now, months)
    give_the_officer_work(now=now)


def _load(now: datetime.datetime, months: int) -> None:
    first = months_before(now.date().replace(day=1), months)
    build_key_places(at=moment(first, 8))
    rng = random.Random(f"{SEED}|hazards")  # noqa: S311  # a demo, not a secret
    rows = HazardRows(now=now, rng=rng)
    for station in Station.objects.order_by("unit_code"):
        crew = crew_of(station, now)
        if crew is not None:
            _station(rows, crew, first, rng)
    rows.store()


def crew_of(station: Station, now: datetime.datetime) -> Crew | None:
    posted = Posting.objects.effective(timezone.localtime(now).date()).filter(station=station)
    chief = posted.filter(role=Role.CHIEF).select_related("officer").first()
    work = posted.filter(role__in=(Role.OFFICER, Role.SQUAD_LEADER)).select_related("officer")
    people = [posting.officer for posting in work.order_by("officer__username")]
    police = [one for one in people if one.kind == OfficerKind.POLICE]
    helpers = [one for one in people if one.kind == OfficerKind.AUXILIARY]
    if chief is None or len(police) < 2:
        return None
    return Crew(station, police, helpers, chief.officer)


def _station(rows: HazardRows, crew: Crew, first: datetime.date, rng: random.Random) -> None:
    stories: list[tuple[datetime.datetime, Any]] = []
    month, today = first, timezone.localtime(rows.now).date()
    versions = versions_for(crew.station.pk)
    while month <= today.replace(day=1):
        stories += _visits(rows, crew, month, versions, rng)
        month = (month + datetime.timedelta(days=32)).replace(day=1)
    stories += seen_on_the_way(rows, crew, first, rng, go=_go)
    stories.sort(key=lambda entry: entry[0])
    for number, (at, tell) in enumerate(stories):
        tell(_goal(rows.now - at, number))
    count_minors(rows, crew, rng)


def _goal(age: datetime.timedelta, number: int) -> Status | None:
    """Where a hazard of that age is left; none: it went to its end."""
    for days, goals in LATEST:
        if age < days * DAY:
            goal = goals[number % len(goals)]
            return None if goal == Status.CLOSED else goal
    return None


def _visits(
    rows: HazardRows,
    crew: Crew,
    month: datetime.date,
    versions: dict[str, ChecklistVersion],
    rng: random.Random,
) -> list[tuple[datetime.datetime, Any]]:
    """A month's visits on the days that the plan spreads them over: done until now, planned from then on."""
    asked = planning.wanted(crew.station, month)
    places = {place.pk: place for place, _count, _times in asked}
    visits = [
        spreading.Visit(place.pk, count, times, place.point.x, place.point.y) for place, count, times in asked
    ]
    days = spreading.month_days(month)
    spread = spreading.spread(visits, days, works=planning.working_days(days), capacity=planning.CAPACITY)
    turn = {day: number for number, day in enumerate(sorted(set(spread.values())))}
    found = []
    for (place_id, count), day in sorted(spread.items(), key=lambda item: (item[1], item[0])):
        place = places[place_id]
        by = crew.walkers[turn[day] % len(crew.walkers)]
        visit = rows.add(
            Inspection(
                id=key(rng),
                station=crew.station,
                place=place,
                month=month,
                count=count,
                due_on=day,
                officer=by,
            )
        )
        at = moment(day, rng.uniform(19, 21.5) if place.kind in EVENING else rng.uniform(9, 17))
        left_undone = at > rows.now - 20 * DAY and rng.random() < 0.04
        if at < rows.now and not left_undone:
            found += _visit(rows, crew, visit, versions.get(place.kind), at, by, rng)
    return found


def _visit(
    rows: HazardRows,
    crew: Crew,
    visit: Inspection,
    version: ChecklistVersion | None,
    at: datetime.datetime,
    by: Officer,
    rng: random.Random,
) -> list[tuple[datetime.datetime, Any]]:
    home, chance = visit.place.kind in HOMES, rng.random()
    visit.record_id, visit.done_at, visit.received_at, visit.by = key(rng), at, at, by
    visit.consent = Consent.GIVEN if home else Consent.NOT_NEEDED
    visit.result = Result.IN_ORDER
    if home and chance < 0.03:
        visit.consent, visit.result = Consent.REFUSED, Result.REFUSED
    elif chance < 0.05 or version is None:
        visit.result = Result.SHUT
    if visit.result != Result.IN_ORDER or version is None:
        return []
    visit.version = version
    visit.answers = {item["code"]: "na" if rng.random() < 0.06 else "ok" for item in version.items}
    if rng.random() > FINDING:
        return []
    item = rng.choice(version.items)
    visit.answers[item["code"]] = "not_ok"
    visit.result = Result.FINDINGS

    def tell(goal: Status | None) -> None:
        words = f"{rng.choice(DETAIL)}未做到“{item['text']}”。"
        story = Story(rows, crew, rng).report(
            place=visit.place,
            kind=item["kind"],
            level=item["level"],
            words=words,
            source=Source.INSPECTION,
            source_ref=str(visit.pk),
            at=at,
            by=by,
        )
        rows.add(Finding(inspection=visit, item=item["code"], words=words, hazard=story.found))
        _go(story, goal, rng)

    return [(at, tell)]


def _go(story: Story, goal: Status | None, rng: random.Random) -> None:
    """As far as time and the goal allow; old ones mostly to their end, a few found again."""
    officer = rng.choice(story.crew.police)
    if goal is not None:
        _until(story, goal, officer, rng)
    elif rng.random() < 0.04:
        story.dismiss()
    elif _to_the_end(story, officer, rng) and rng.random() < 0.06:
        again = [one for one in story.crew.walkers if one.pk not in story.rechecked_by]
        if again and story.reopen(by=rng.choice(again), after=rng.uniform(10, 60) * DAY):
            _to_the_end(story, officer, rng)
    story.leave()


def _to_the_end(story: Story, officer: Officer, rng: random.Random) -> bool:
    if not story.assess(officer):
        return False
    chance = rng.random()
    if chance < 0.25:
        way = story.fix_on_spot(officer)
    elif chance < 0.35:
        way = story.transfer(officer, answered=True) and story.put_right(officer, share=0.5)
    else:
        way = story.order(officer) and _ordered(story, officer, rng)
    return bool(way) and story.recheck() and story.close()


def _ordered(story: Story, officer: Officer, rng: random.Random) -> bool:
    chance = rng.random()
    if chance < 0.10:
        return story.expire() and story.supervise() and story.put_right(officer, share=0.01)
    if chance < 0.16:
        return story.extend(officer, allowed=chance < 0.14) and story.put_right(officer, share=0.7)
    if chance < 0.26 and not (story.put_right(officer, share=0.3) and story.recheck(passed=False)):
        return False
    return story.put_right(officer, share=rng.uniform(0.4, 0.9))


def _until(story: Story, goal: Status, officer: Officer, rng: random.Random) -> None:
    """A hazard that is left on its way, for every page to have something to show."""
    if goal == Status.REPORTED or not story.assess(officer) or goal == Status.ASSESSED:
        return
    if goal == Status.ON_SPOT:
        story.fix_on_spot(officer)
        return
    if goal == Status.TRANSFERRED:
        story.transfer(officer, answered=False)
        return
    if not story.order(officer) or goal == Status.ORDERED:
        return
    if goal in (Status.OVERDUE, Status.SUPERVISED):
        if story.expire() and goal == Status.SUPERVISED:
            story.supervise()
        return
    if goal == Status.RECTIFYING:
        story.extend(officer, allowed=None)
        return
    if story.put_right_lately(officer) and goal == Status.RECHECKED:
        story.recheck()


#: So many visits the demo's officer finds on the phone today.
TODAY = 4


def give_the_officer_work(*, now: datetime.datetime) -> None:
    """Some of what is planned soon is put on today, for the account that shows the phone."""
    officer = Officer.objects.filter(username="officer").first()
    today = timezone.localtime(now).date()
    if officer is None or Inspection.objects.planned().filter(officer=officer, due_on=today).exists():
        return
    soon = Inspection.objects.planned().filter(station__is_central=True, due_on__gte=today)
    keys = list(soon.order_by("due_on", "pk").values_list("pk", flat=True)[:TODAY])
    Inspection.objects.filter(pk__in=keys).update(officer=officer, due_on=today)

"""预警劝阻: a warning is received, signed for, somebody spoken to, ended; if it came too late, it is a report."""

import datetime
import uuid
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from antifraud import rules
from antifraud.choices import (
    AgeBand,
    Audience,
    DissuasionAction,
    DissuasionStatus,
    FraudKind,
    WarningSource,
)
from antifraud.errors import AntifraudRefused, NotNow, PoliceOnly, RecordTaken
from antifraud.models import Dissuasion, DissuasionStep, FraudReport
from antifraud.operations import intercept_telling as telling
from antifraud.operations import persons
from antifraud.operations.persons import Person
from antifraud.operations.reports import day_of, open_report
from jurisdiction.choices import RiskLevel
from jurisdiction.errors import DomainError
from jurisdiction.models import Officer, Station, Village
from jurisdiction.time_limits import deadline
from ledger.operations import record, record_look
from papers.numbers import record_number

SERIES = "QZ"
ENDS = {
    DissuasionStatus.PERSUADED,
    DissuasionStatus.NOT_FRAUD,
    DissuasionStatus.DEFRAUDED,
}


def due(moment: datetime.datetime | None, *, at_latest: datetime.datetime | None = None) -> dict[str, Any]:
    """The deadline that runs from now on, and when the chief hears of it."""
    chief = deadline("dissuasion.chief", since=moment) if moment else None
    if chief and at_latest:
        chief = min(chief, at_latest)
    return {"due_at": moment, "chief_alert_at": chief, "alerted": 0}


@transaction.atomic
def receive(
    *,
    record_id: uuid.UUID,
    station: Station,
    village: Village | None,
    source: str,
    level: str,
    kind: str,
    words: str,
    person: Person,
    audience: str = Audience.RESIDENTS,
    age_band: str = AgeBand.UNKNOWN,
    received_at: datetime.datetime,
    at: datetime.datetime,
    by: Officer,
) -> Dissuasion:
    """Enters a warning; its limits run from when it was received, and the chief hears of it no later than somebody should
    have spoken to the person. The same record again changes nothing.

    Raises AntifraudRefused (field source, level, kind, name, phone, received_at), RecordTaken."""
    earlier = Dissuasion.objects.filter(pk=record_id).first()
    if earlier is not None:
        if earlier.entered_by_id != by.pk:
            raise RecordTaken(_("This record's key is taken. Please enter it again."))
        return earlier
    for value, choices, field in (
        (source, WarningSource, "source"),
        (level, RiskLevel, "level"),
        (kind, FraudKind, "kind"),
    ):
        if value not in choices.values:
            raise AntifraudRefused(_("Choose one of these."), field=field)
    if received_at > at:
        raise AntifraudRefused(_("A warning cannot come from the future."), field="received_at")
    persons.check_person(person)
    if not person.phone.strip() and not person.name.strip():
        raise AntifraudRefused(_("Name or telephone: somebody must be found."), field="phone")
    if age_band == AgeBand.UNDER_18 and not person.phone.strip():
        raise AntifraudRefused(_("Of a child the parent's telephone."), field="phone")
    sign_by = deadline(f"dissuasion.sign.{level}", since=received_at)
    act_by = deadline(f"dissuasion.act.{level}", since=received_at)
    found = Dissuasion(
        id=record_id,
        number=record_number(station=station, series=SERIES, day=day_of(received_at)),
        station=station,
        village=village,
        source=source,
        level=level,
        kind=kind,
        words=words.strip()[:1000],
        audience=audience,
        age_band=age_band,
        received_at=received_at,
        entered_by=by,
        sign_by=sign_by,
        act_by=act_by,
        keep_until=deadline("dissuasion.retention", since=received_at),
        **due(sign_by, at_latest=act_by),
    )
    for name, value in persons.sealed_columns(found, person).items():
        setattr(found, name, value)
    found.household = persons.household_of(found.phone_hash, station_id=station.pk)
    if found.village_id is None and found.household is not None:
        found.village_id = found.household.village_id
    found.save(force_insert=True)
    _step(found, DissuasionAction.RECEIVE, key=uuid.uuid4(), was="", reached=False, words="", at=at, by=by)
    detail = {"number": found.number, "level": level, "kind": kind}
    record(at=at, by=by, station=station, verb="dissuasion.received", obj=found, detail=detail)
    telling.tell_received(found, at=at, by=by)
    return found


def _step(
    found: Dissuasion,
    action: str,
    *,
    key: uuid.UUID,
    was: str,
    reached: bool,
    words: str,
    at: datetime.datetime,
    by: Officer,
) -> None:
    DissuasionStep.objects.create(
        id=key,
        dissuasion=found,
        action=action,
        reached=reached,
        was=was,
        became=found.status,
        words=words.strip()[:500],
        at=at,
        by=by,
    )


def refusal(why: rules.Refusal, found: Dissuasion) -> DomainError:
    if why is rules.Refusal.POLICE_ONLY:
        return PoliceOnly(_("Only a police officer may do this."))
    if why is rules.Refusal.MEET_FIRST:
        return NotNow(_("At this level the person is met first: a call does not do."))
    if why is rules.Refusal.REACH_FIRST:
        return NotNow(_("Nobody has spoken to the person yet."))
    return NotNow(
        _("This cannot be done now: the warning is “%(status)s”.") % {"status": found.get_status_display()}
    )


def reached_ways(found: Dissuasion) -> set[str]:
    """The ways in which the person was reached so far."""
    return set(found.steps.filter(reached=True).values_list("action", flat=True))


@transaction.atomic
def act(
    *,
    record_id: uuid.UUID,
    dissuasion_id: uuid.UUID,
    action: str,
    reached: bool = False,
    words: str = "",
    at: datetime.datetime,
    by: Officer,
) -> Dissuasion:
    """One step; the same record again changes nothing. Raises NotNow, PoliceOnly, RecordTaken."""
    found = Dissuasion.objects.select_for_update().get(pk=dissuasion_id)
    earlier = DissuasionStep.objects.filter(pk=record_id).first()
    if earlier is not None:
        if earlier.by_id != by.pk or earlier.dissuasion_id != found.pk:
            raise RecordTaken(_("This record's key is taken. Please enter it again."))
        return found
    ways = reached_ways(found)
    following = rules.judge_dissuasion(found.status, action, kind=by.kind, level=found.level, done=ways)
    if isinstance(following, rules.Refusal):
        raise refusal(following, found)
    counts = reached or action == DissuasionAction.SMS
    ways |= {action} if reached else set()
    columns = {"forgotten_at": None, **_columns(found, action, following, ways, at=at, by=by)}
    was = found.status
    Dissuasion.objects.filter(pk=found.pk, status=was).update(status=following, **columns)
    for name, value in {"status": following, **columns}.items():
        setattr(found, name, value)
    _step(found, action, key=record_id, was=was, reached=counts, words=words, at=at, by=by)
    detail = {"number": found.number, "from": was, "to": following, "reached": counts}
    record(at=at, by=by, station=found.station_id, verb=f"dissuasion.{action}", obj=found, detail=detail)
    return found


def _columns(
    found: Dissuasion,
    action: str,
    following: str,
    ways: set[str],
    *,
    at: datetime.datetime,
    by: Officer,
) -> dict[str, Any]:
    """What a step leaves on the warning: who has it, and which deadline runs from now on."""
    if following in ENDS:
        kept = deadline("dissuasion.retention", since=at)
        return {"done_at": at, "keep_until": kept, **due(None)}
    if action == DissuasionAction.SIGN:
        return {"handler": by, "signed_at": at, **due(found.act_by)}
    columns: dict[str, Any] = {}
    enough = bool(ways & rules.ways_that_count(found.level))
    if enough and found.reached_at is None:
        columns["reached_at"] = at
    if enough and found.due_at == found.act_by:
        columns |= due(deadline("dissuasion.end", since=at))
    return columns


@transaction.atomic
def report_defrauded(
    *,
    dissuasion_id: uuid.UUID,
    record_id: uuid.UUID,
    at: datetime.datetime,
    by: Officer,
    **given: Any,
) -> FraudReport:
    """It was too late: a report of the same person, whose name and number go along sealed; of a child, as the warning or
    the report says, the name goes nowhere and stays nowhere. Either both or neither.

    Raises what `open_report` and `act` raise."""
    found = Dissuasion.objects.select_for_update().get(pk=dissuasion_id)
    if found.report_id is not None:
        earlier: FraudReport = FraudReport.objects.get(pk=found.report_id)
        return earlier
    record_look(
        at=at, by=by, station=found.station_id, obj=found, fields=["person", "phone"], verb="record.seen"
    )
    station = Station.objects.get(pk=found.station_id)
    person = persons.open_person(found)
    child = AgeBand.UNDER_18 in (found.age_band, given.get("age_band"))
    report = open_report(
        record_id=record_id,
        station=station,
        person=Person(phone=person.phone) if child else person,
        at=at,
        by=by,
        **{"village": found.village, "kind": found.kind, **given},
    )
    act(
        record_id=uuid.uuid5(record_id, "defrauded"),
        dissuasion_id=found.pk,
        action=DissuasionAction.DEFRAUDED,
        words=report.number,
        at=at,
        by=by,
    )
    nameless = {"person_sealed": "", "person_mask": ""} if child else {}
    Dissuasion.objects.filter(pk=found.pk).update(report=report, **nameless)
    return report

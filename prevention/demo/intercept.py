"""Twenty months of reports of fraud and warnings in three townships, the phone that a child bought, and what is open
tonight. Invented people; once."""

import datetime
import math

from django.db import transaction
from django.utils import timezone

from antifraud.choices import AgeBand, Audience, Reach
from antifraud.models import Contact, FraudReport, Line
from antifraud.operations import playbooks
from jurisdiction.models import Officer, Station
from jurisdiction.time_limits import deadline
from prevention.demo import MONTHS
from prevention.demo import intercept_words as say
from prevention.demo.intercept_rows import DAY, MINUTE, Crew, InterceptRows, crew_of
from prevention.demo.intercept_tonight import end_earlier, open_tonight

#: Reports and warnings of the past by station.
PAST = (("曹远", 64, 58), ("大湖", 24, 22), ("贡川", 18, 17))
CENTRAL = "曹远"
LEVELS = ("critical", "high", "medium", "medium", "low")
WAYS = {"critical": "visit", "high": "visit", "medium": "call", "low": "call"}


def refresh_intercept(*, now: datetime.datetime, months: int = MONTHS) -> None:
    """History once; and two reports whose clocks run, whenever the last ones are of another night."""
    if not FraudReport.objects.exists():
        with transaction.atomic():
            _load(now, months)
    if not FraudReport.objects.open().filter(received_at__gt=now - DAY).exists():
        with transaction.atomic():
            end_earlier(now)
            open_tonight(now)


def _load(now: datetime.datetime, months: int) -> None:
    since = now - months * 30.4 * DAY
    playbooks.install(at=since)
    rows = InterceptRows()
    rows.playbooks = playbooks.playbooks_of(station_id=None)
    for kind, name, phones, hours, region, needs in say.CONTACTS:
        contact = Contact(
            kind=kind,
            name=name,
            phones=list(phones),
            hours=hours,
            region=region,
            needs=needs,
            saved_at=since,
        )
        rows.contacts.setdefault(kind, []).append(contact)
    Contact.objects.bulk_create(contact for found in rows.contacts.values() for contact in found)
    for short, reports, warnings in PAST:
        crew = crew_of(Station.objects.get(short_name=short), now)
        for moment in _moments(rows, since, now - 2 * DAY, reports):
            _past_report(rows, crew, moment)
        for moment in _moments(rows, since, now - 1.2 * DAY, warnings):
            _past_warning(rows, crew, moment)
    _phone(rows, now)
    rows.store()


def _moments(
    rows: InterceptRows, since: datetime.datetime, until: datetime.datetime, many: int
) -> list[datetime.datetime]:
    """In the order of time, most of them by day and in the evening."""
    days = max(1, (until - since).days)
    found = []
    for _number in range(many):
        midnight = timezone.localtime(since + rows.rng.randrange(days) * DAY).replace(
            hour=0, minute=0, second=0, microsecond=0
        )
        hour = min(23.9, max(0.2, rows.rng.gauss(16, 4.5)))
        found.append(min(midnight + datetime.timedelta(hours=hour), until))
    return sorted(found)


def _past_report(rows: InterceptRows, crew: Crew, at: datetime.datetime) -> None:
    rng = rows.rng
    kind, _weight, channels, (least, most), words = rng.choices(
        say.KINDS, weights=[row[1] for row in say.KINDS]
    )[0]
    yuan = math.exp(rng.uniform(math.log(least), math.log(most)))
    fen = int(yuan) * 100 if rng.random() < 0.7 else int(yuan * 100)
    reached = rng.choices(
        ([], ["none"], ["app"], ["visit"], ["group"], ["app", "visit"]), (4, 9, 4, 3, 3, 1)
    )[0]
    by, delay = rng.choice(crew.police), int(rng.choice((8, 15, 25, 40, 90, 240, 1440)))
    audience = rng.choices(list(Audience), (10, 3, 2, 6, 3, 1, 5, 1))[0]
    report, found = rows.report(
        crew,
        received_at=at,
        minutes_before=delay,
        by=by,
        fen=fen,
        kind=kind,
        channel=rng.choice(channels),
        words=rng.choice(words),
        age_band=rng.choice(list(AgeBand)[:4]),
        audience=audience,
        reached_by=[Reach(one) for one in reached],
    )
    clock = at
    for line in found.values():
        for said in rng.sample(say.SAID[line.kind], min(len(say.SAID[line.kind]), rng.choice((1, 1, 2)))):
            clock += rng.uniform(2, 9) * MINUTE
            if line.first_try_at is None and rng.random() < 0.55:  # nobody answers at once everywhere
                rows.attempt(line, clock, by, ("", "no_answer", ""))
                clock += rng.uniform(1, 14) * MINUTE
            rows.attempt(line, clock, rng.choice(crew.police[:3]), said)
    _end(rows, report, found, clock, by, quick=delay <= 40)


def _end(
    rows: InterceptRows,
    report: FraudReport,
    found: dict[str, Line],
    clock: datetime.datetime,
    by: Officer,
    *,
    quick: bool,
) -> None:
    """What became of the money: the sooner they rang, the more came back."""
    rng, fen = rows.rng, report.amount_fen
    line = found[rng.choice([kind for kind in found if kind in ("bank", "platform", "merchant", "courier")])]
    share = rng.choice((0, 0.4, 0.7, 1, 1)) if quick else rng.choice((0, 0, 0, 0.1, 0.3))
    back = int(fen * share) if share < 1 else fen
    if line.kind == "bank" and back:
        rows.move(line, "open", "stopped", back, clock + 6 * MINUTE, by)
        rows.move(line, "stopped", "returned", back, clock + rng.uniform(2, 20) * DAY, by)
    else:
        rows.move(line, "open", "returned", back, clock + rng.uniform(20, 240) * MINUTE, by)
    ended = clock + rng.uniform(1, 25) * DAY
    rows.move(line, "open", "lost", fen - back, ended, by)
    line.outcome = "returned" if back else "lost"
    for one in found.values():
        rows.finish(one, ended, "" if one is line else rng.choice(("", "refused")))
    words = "款项全部返还" if back == fen else "部分返还，其余未能追回" if back else "资金已转移，未能追回"
    rows.close(report, ended, by, words)


def _past_warning(rows: InterceptRows, crew: Crew, at: datetime.datetime) -> None:
    rng = rows.rng
    source, kind, words = rng.choice(say.WARNINGS)
    by, level = rng.choice(crew.police), rng.choice(LEVELS)
    found = rows.warning(
        crew,
        received_at=at,
        by=by,
        source=source,
        level=level,
        kind=kind,
        words=words,
        audience=rng.choice(list(Audience)),
        age_band=rng.choice(list(AgeBand)[:4]),
    )
    signed, acted = at + rng.uniform(1, 5) * MINUTE, at + rng.uniform(12, 55) * MINUTE
    rows.warned(found, "receive", "", "received", at, by)
    rows.warned(found, "sign", "received", "signed", signed, by)
    rows.warned(found, "sms", "signed", "trying", signed + MINUTE, by, reached=True)
    rows.warned(found, WAYS[level], "trying", "trying", acted, by, reached=True)
    ended = acted + rng.uniform(5, 40) * MINUTE
    end = rng.choices(("persuade", "not_fraud", "defrauded"), (76, 16, 8))[0]
    became = {"persuade": "persuaded", "not_fraud": "not_fraud", "defrauded": "defrauded"}[end]
    told = {"persuade": say.DISSUADED, "not_fraud": say.NO_FRAUD, "defrauded": ("已有转账，指导报案。",)}[end]
    rows.warned(found, end, "trying", became, ended, by, words=rng.choice(told))
    found.signed_at, found.reached_at, found.done_at = signed, acted, ended
    found.keep_until = deadline("dissuasion.retention", since=ended)


def _phone(rows: InterceptRows, now: datetime.datetime) -> None:
    """S9: 8,900.00 yuan nobody can explain; the courier turns round after 20 km, all of it comes back before midnight."""
    night = timezone.localtime(now - 12 * DAY).replace(hour=21, minute=40, second=0, microsecond=0)
    crew = crew_of(Station.objects.get(short_name=CENTRAL), now)
    one, other = Officer.objects.get(username="officer"), Officer.objects.get(username="leader")
    report, found = rows.report(
        crew,
        received_at=night,
        minutes_before=34,
        by=one,
        fen=890_000,
        kind="unexplained_charge",
        channel="platform",
        words=say.PHONE_WORDS,
        age_band=AgeBand.UNDER_18,
        audience=Audience.MOTHERS,
        reached_by=[Reach.GROUP],
    )
    named = {"merchant": "远城手机专营店", "platform": "同城快跑平台客服", "courier": "同城快跑骑手调度台"}
    for kind, name in named.items():
        found[kind].contact = next(contact for contact in rows.contacts[kind] if contact.name == name)
    for minutes, kind, who, spoke_to, answer, words, next_step in say.PHONE_STORY:
        by = (one, other)[who]
        rows.attempt(found[kind], night + minutes * MINUTE, by, (spoke_to, answer, words), next_step)
    found["courier"].note = "骑手已跑出20公里后掉头，手机交回店铺。"
    rows.move(found["courier"], "open", "returned", 890_000, night + 112 * MINUTE, other)
    ended = night + 125 * MINUTE
    for line in found.values():
        rows.finish(line, ended)
    rows.close(report, ended, one, "8900.00元于当晚全部退回，已提醒家长关闭免密支付、管好支付密码。")

"""Talks of the demo: by officers and cadres, and by volunteers under their code names, with drawn pictures."""

import datetime
import random
from decimal import Decimal

from django.utils import timezone

from antifraud.choices import TalkStatus
from antifraud.models import Talk, TalkPhoto
from jurisdiction.models import Officer, Station, Village, Volunteer
from ledger.operations import Change
from photos.content import examine
from photos.keeping import keep
from prevention.demo.batch import key
from prevention.demo.outreach_words import TALKS, WHO_CALLED_OFF
from prevention.demo.talk_scenes import hall

HELD, PICTURES = 26, 5
DAY = datetime.timedelta(days=1)


def make_talks(
    *,
    station: Station,
    team: list[Officer],
    rng: random.Random,
    now: datetime.datetime,
    changes: list[Change],
) -> None:
    """Two dozen held over a year, two out of three by volunteers; the latest hours wait to be confirmed; two to come."""
    villages = list(Village.objects.filter(township__station=station).order_by("code"))
    volunteers = list(Volunteer.objects.filter(station=station).order_by("pk"))
    justice = Officer.objects.get(username="justice")
    evening = timezone.localtime(now).replace(hour=19, minute=30, second=0, microsecond=0)
    talks = []
    for number in range(-2, HELD + 1):
        audience, topic, words, where = TALKS[number % len(TALKS)]
        at = evening - (number * 14 + (2 if number > 0 else 3)) * DAY
        village = villages[(number * 7) % len(villages)]
        talk = Talk(
            id=key(rng),
            station=station,
            village=village,
            where=f"{village.name}{where}",
            audience=audience,
            topic=topic,
            words=words,
            planned_at=at,
            created_at=min(at - 8 * DAY, now - DAY),
            created_by=team[0],
        )
        if number % 3:
            talk.volunteer = volunteers[number % len(volunteers)]
        else:
            talk.speaker = team[number % len(team)]
        if at > now:
            pass
        elif number == 6:
            talk.status, talk.cancelled_because = TalkStatus.CANCELLED, WHO_CALLED_OFF
        else:
            _held(talk, number, justice=justice, by=team[number % len(team)], rng=rng)
            changes.append(Change(at=at, by=talk.recorded_by, station=station, verb="talk.held", obj=talk))
        if at > now and talk.volunteer is not None and number == -1:
            talk.own_story, talk.choice_at, talk.choice_by = True, now - DAY, justice
        talks.append(talk)
    Talk.objects.bulk_create(talks)
    _pictures([talk for talk in talks if talk.status == TalkStatus.HELD], rng=rng, now=now)


def _held(talk: Talk, number: int, *, justice: Officer, by: Officer, rng: random.Random) -> None:
    talk.status, talk.attendance = TalkStatus.HELD, rng.randint(18, 140)
    talk.minutes = rng.choice((30, 40, 45, 60))
    talk.recorded_at, talk.recorded_by = talk.planned_at + DAY / 16, by
    if talk.volunteer is not None and number > 3:
        talk.hours = Decimal("1.5") if talk.minutes > 40 else Decimal("1.0")
        talk.hours_confirmed_at, talk.hours_confirmed_by = talk.planned_at + 3 * DAY, justice


def _pictures(talks: list[Talk], *, rng: random.Random, now: datetime.datetime) -> None:
    """A few drawings, kept once each; photos of the last year only."""
    kept: list[TalkPhoto] = []
    rows: list[TalkPhoto] = []
    for number, talk in enumerate(talks):
        if talk.recorded_at is None or talk.recorded_by is None or now - talk.recorded_at > 364 * DAY:
            continue
        photo = TalkPhoto(
            id=key(rng),
            station=talk.station,
            talk=talk,
            taken_at=talk.recorded_at,
            received_at=talk.recorded_at,
            by=talk.recorded_by,
        )
        if number < PICTURES:
            content = hall(rng)
            seen = examine(content)
            photo.sha256, photo.content_type = seen.sha256, seen.content_type
            keep(photo, content)
            kept.append(photo)
        else:
            same = kept[number % len(kept)]
            photo.sha256, photo.content_type = same.sha256, same.content_type
            photo.original, photo.copy = same.original, same.copy
        rows.append(photo)
    TalkPhoto.objects.bulk_create(rows)

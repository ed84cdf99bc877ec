"""A station whose squads are on duty right now, and an officer's session, for drills that need phones."""

import datetime

from django.conf import settings
from django.db import connection as database
from django.test import Client
from django.utils import timezone

from jurisdiction.choices import OfficerKind, Role
from jurisdiction.models import Officer, PoliceDistrict, Posting, Station
from patrols import rules
from patrols.models import Round, Squad, SquadMember
from patrols.operations.shifts import create_shift


def squads_on_duty(now: datetime.datetime, count: int) -> tuple[list[Officer], list[Round]]:
    """A station with `count` squads whose shift began ten hours ago: (the officer, the first round) of each."""
    district = PoliceDistrict.objects.create(name="Drill night")
    station = Station.objects.create(
        district=district,
        name="Drill night station",
        short_name="DN",
        unit_code="999999980001",
        is_central=True,
    )
    officers, rounds = [], []
    begin = timezone.localtime(now - datetime.timedelta(hours=10)).replace(second=0, microsecond=0)
    for number in range(count):
        squad = Squad.objects.create(station=station, name=f"Squad {number}")
        officer = Officer.objects.create(
            username=f"drill{number}",
            password="!",  # noqa: S106  # fits no password
            name=f"Officer {number}",
            kind=OfficerKind.POLICE,
        )
        Posting.objects.create(
            officer=officer, station=station, role=Role.OFFICER, starts_on=begin.date() - rules.DAY
        )
        SquadMember.objects.create(
            squad=squad, officer=officer, is_leader=True, starts_on=begin.date() - rules.DAY
        )
        shift = create_shift(
            station=station, squad=squad, duty_date=begin.date(), starts=begin.time(),
            ends=(begin + datetime.timedelta(hours=11)).time(), places=[], policy=rules.Policy(),
            at=begin, by=officer,
        )  # fmt: skip
        officers.append(officer)
        rounds.append(shift.rounds.earliest("planned_at"))
    return officers, rounds


def session_of(officer: Officer) -> str:
    """A cookie as the sign-in gives it."""
    client = Client()
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def settle() -> None:
    """What a killed server had stored and not applied: the sweep's work."""
    from intake.operations.applying import sweep

    database.close()
    while sweep(at=timezone.now()):
        pass

"""Loads the demo, keeps it alive, prints its logins. Only where the settings say it is one."""

import datetime
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from jurisdiction.models import PoliceDistrict
from prevention.demo import MONTHS, PASSWORD, SEED
from prevention.demo.history import Historian, demo_day
from prevention.demo.people import LOGINS, build
from prevention.demo.places import build_places, build_rosters, start_of_day
from prevention.demo.tonight import refresh


class Command(BaseCommand):
    help = "Loads the demo once (then only what is new); --tonight refreshes tonight; --logins prints the accounts"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--tonight", action="store_true")
        parser.add_argument("--logins", action="store_true")
        parser.add_argument("--days", type=int, default=MONTHS * 30 + 10, help="how many nights of history")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.IS_DEMO:
            raise CommandError("this is not a demo: nothing was loaded")
        if options["logins"]:
            self._print_logins()
            return
        now = timezone.now()
        if not PoliceDistrict.objects.exists():
            self._load(now, options["days"])
        refresh(now=now)

    def _load(self, now: datetime.datetime, days: int) -> None:
        """All or nothing, so that a load cut short is simply run again."""
        today = demo_day(now)
        since = today - datetime.timedelta(days=days)
        with transaction.atomic():
            self.stdout.write("人员、单位与村界 / people, stations, outlines")
            world = build(since=since, seed=SEED)
            build_places(world, at=start_of_day(since), seed=SEED)
            build_rosters(world, since=since, today=today)
            Historian(since=since, now=now).write(since, today - datetime.timedelta(days=1), self._progress)

    def _progress(self, done: int, total: int) -> None:
        if done == total or done % 60 == 0:
            self.stdout.write(f"巡逻夜 / nights {done}/{total}")
            self.stdout.flush()

    def _print_logins(self) -> None:
        self.stdout.write(f"  密码 / password   {PASSWORD}")
        for login in LOGINS:
            self.stdout.write(f"    {login.username:<10} {login.what}")

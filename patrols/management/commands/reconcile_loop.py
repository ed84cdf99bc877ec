"""A small supervised loop that looks once a minute, so that rounds are judged also while Redis or beat is down."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from patrols.operations.reconcile import reconcile


class Command(BaseCommand):
    help = "Calls reconcile() every SECONDS until ended"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--seconds", type=float, default=60.0)
        parser.add_argument("--once", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        while True:
            close_old_connections()
            try:
                done = reconcile(at=timezone.now())
            except DatabaseError as error:
                self.stderr.write(f"the database does not answer: {type(error).__name__}")
            else:
                self.stdout.write(f"planned {done.planned}, missed {done.missed}, alerts {done.alerts}")
            if options["once"]:
                return
            time.sleep(options["seconds"])

"""A small supervised loop that looks after everything with a deadline, also while Redis or beat is down."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from prevention.looks import LOOKS, Look


class Command(BaseCommand):
    help = "Looks after rounds, notices and messages again and again until ended; --once takes each look once"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        due = dict.fromkeys((look.name for look in LOOKS), 0.0)
        while True:
            for look in LOOKS:
                if due[look.name] <= time.monotonic():
                    self._take(look)
                    due[look.name] = time.monotonic() + look.every
            if options["once"]:
                return
            time.sleep(max(0.1, min(due.values()) - time.monotonic()))

    def _take(self, look: Look) -> None:
        """One room's trouble is not the others': they are looked after all the same."""
        close_old_connections()
        try:
            self.stdout.write(f"{look.name}: {look.at(timezone.now())}")
        except DatabaseError as error:
            self.stderr.write(f"{look.name}: the database does not answer: {type(error).__name__}")

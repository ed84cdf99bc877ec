"""Loads villages and communities from a CSV of division codes; idempotent, names every row it skips."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jurisdiction.divisions import import_divisions

DEFAULT = Path(__file__).resolve().parents[2] / "data" / "divisions_350481.csv"


class Command(BaseCommand):
    help = "Imports administrative divisions; townships must exist"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", nargs="?", type=Path, default=DEFAULT)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with options["path"].open(encoding="utf-8-sig", newline="") as lines:
                done = import_divisions(lines)
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from error
        for line, fault in done.faults:
            self.stderr.write(f"line {line}: {fault}; skipped")
        self.stdout.write(
            f"created {done.created}, updated {done.updated}, unchanged {done.unchanged}, skipped {len(done.faults)}"
        )

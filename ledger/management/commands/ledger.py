"""`manage ledger verify` recomputes the chains; `manage ledger heads` prints where they stand."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jurisdiction.models import Station
from ledger.chain import Head, first_breaks, heads, not_reached


class Command(BaseCommand):
    help = "verify: recompute every chain and name the first broken row; heads: print the heads as JSON"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=["verify", "heads"])
        parser.add_argument("--station", metavar="CODE", help="verify: only the chain of this unit code")
        parser.add_argument(
            "--heads", help="verify: a file written earlier by `ledger heads` to compare with"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["action"] == "heads":
            self.stdout.write(json.dumps(heads(), indent=1))
            return
        chains = self._chains(options["station"])
        found = first_breaks(chains)
        faults = [f"{_row(row.chain, row.sequence, row.entry)}: {row.fault}" for row in found]
        if options["heads"]:
            kept = [head for head in self._kept(options["heads"]) if chains is None or head[0] in chains]
            faults += [
                f"{_row(row.chain, row.sequence, row.entry)}: differs from the head kept outside"
                for row in not_reached(kept)
            ]
        for fault in faults:
            self.stdout.write(fault)
        if faults:
            raise CommandError(f"{len(faults)} broken")
        checked = [chain for chain, *_rest in heads() if chains is None or chain in chains]
        self.stdout.write(f"{len(checked)} chains hold")

    def _chains(self, code: str | None) -> list[int] | None:
        if code is None:
            return None
        station = Station.objects.filter(unit_code=code).first()
        if station is None:
            raise CommandError(f"no station has the unit code {code}")
        return [station.pk]

    def _kept(self, path: str) -> list[Head]:
        """What `ledger heads` wrote. A file that cannot be read is an error: nothing would be compared."""
        try:
            return [(int(chain), int(number), str(digest)) for chain, number, digest in _read(path)]
        except (OSError, ValueError, TypeError) as error:
            raise CommandError(f"{path} is no file written by `ledger heads`: {error}") from error


def _read(path: str) -> Any:
    return json.loads(Path(path).read_text(encoding="utf-8"))


def _row(chain: int, sequence: int, entry: int | None) -> str:
    return f"chain {chain}: entry {sequence} (id {entry or 'missing'})"

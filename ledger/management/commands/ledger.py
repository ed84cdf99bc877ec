"""`manage ledger verify` recomputes the chains; `manage ledger heads` prints where they stand."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ledger.chain import first_breaks, heads


class Command(BaseCommand):
    help = "verify: recompute every chain and name the first broken row; heads: print the heads as JSON"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=["verify", "heads"])
        parser.add_argument(
            "--heads", help="verify: a file written earlier by `ledger heads` to compare with"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["action"] == "heads":
            self.stdout.write(json.dumps(heads(), indent=1))
            return
        faults = [
            f"chain {found.chain}: entry {found.sequence} (id {found.entry or 'missing'}): {found.fault}"
            for found in first_breaks()
        ]
        if options["heads"]:
            faults += self._against(options["heads"])
        for fault in faults:
            self.stdout.write(fault)
        if faults:
            raise CommandError(f"{len(faults)} broken")
        self.stdout.write(f"{len(heads())} chains hold")

    def _against(self, path: str) -> list[str]:
        """Entries that stood at the heads kept outside must still be there, unaltered."""
        from pathlib import Path

        from ledger.models import Entry

        faults = []
        for chain, sequence, digest in json.loads(Path(path).read_text()):
            found = (
                Entry.objects.filter(chain=chain, sequence=sequence).values_list("hash", flat=True).first()
            )
            if sequence and found != digest:
                faults.append(f"chain {chain}: entry {sequence} differs from the head kept outside")
        return faults

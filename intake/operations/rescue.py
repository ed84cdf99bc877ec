"""A rescue file: the queue of a phone as it lay there, sealed; imported as often as one likes."""

import base64
import datetime
import hashlib
from typing import Any

from intake.errors import BlobRefused
from intake.operations import applying, blobs, inbox
from intake.operations.blobs import WrongOffset
from jurisdiction.models import Officer, Station


def import_rescue(
    said: dict[str, Any], *, station: Station | None, at: datetime.datetime, by: Officer
) -> list[inbox.Receipt]:
    """Stores every photo and record of the file and applies them. `said` has the shape of RescueShape. The same file
    again stores nothing twice; a damaged photo is left out, its record then waits."""
    for blob in said.get("blobs", []):
        _store_blob(blob, at=at, by=by)
    incoming = [inbox.Incoming(row["id"], row["body"].encode()) for row in said["records"]]
    receipts: list[inbox.Receipt] = []
    for start in range(0, len(incoming), inbox.MAX_BATCH):
        part = incoming[start : start + inbox.MAX_BATCH]
        receipts += inbox.receive(part, by=by, station=station, phone=None, at=at, by_file=True)
        applying.apply_all([receipt.record_id for receipt in receipts[start:]], at=at)
    return receipts


def _store_blob(blob: dict[str, str], *, at: datetime.datetime, by: Officer) -> None:
    try:
        content = base64.b64decode(blob["base64"], validate=True)
    except ValueError:
        return
    if hashlib.sha256(content).hexdigest() != blob["sha256"]:
        return
    offset = 0
    for _try in range(2):
        try:
            blobs.add_piece(
                sha256=blob["sha256"], offset=offset, size=len(content), piece=content[offset:], at=at, by=by
            )
        except WrongOffset as begun:
            offset = begun.received
        except BlobRefused:
            return
        else:
            return

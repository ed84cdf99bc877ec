"""Accept first: the bytes are stored, durably, and answered with a signed receipt; whether they make sense comes
after."""

import datetime
import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from intake.envelopes import receipt_text, sign
from intake.models import Phone, Rival, Submission
from jurisdiction.models import Officer, Station

#: Envelopes of ordinary records are below 2 kB; a stretch of track may have hundreds of positions.
MAX_BYTES = 64 * 1024
MAX_BATCH = 100


@dataclass(frozen=True, slots=True)
class Incoming:
    record_id: uuid.UUID
    body: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.body).hexdigest()


@dataclass(frozen=True, slots=True)
class Receipt:
    """`status`: 201 stored now, 200 stored before, 409 other bytes are stored under this key (both are kept)."""

    record_id: uuid.UUID
    status: int
    sha256: str
    received_at: datetime.datetime

    def signed(self) -> dict[str, Any]:
        """As the phone gets it; whoever holds it can prove what the station said."""
        key, signature = sign(receipt_text(self.record_id, self.sha256, self.received_at))
        return {
            "id": str(self.record_id),
            "status": self.status,
            "sha256": self.sha256,
            "received_at": self.received_at.isoformat(),
            "sign_key": key,
            "signature": signature,
        }


@transaction.atomic(durable=True)
def receive(
    incoming: Sequence[Incoming],
    *,
    by: Officer,
    station: Station | None,
    phone: Phone | None,
    at: datetime.datetime,
    by_file: bool = False,
) -> list[Receipt]:
    """Stores records in one durable transaction and answers each in turn. Sending again changes nothing; other bytes
    under a taken key are kept beside the first."""
    rows = [
        Submission(
            id=item.record_id,
            sha256=item.sha256,
            body=item.body,
            received_at=at,
            delivered_by=by,
            phone=phone,
            by_file=by_file,
            station=station,
        )
        for item in incoming
    ]
    # In order of the keys, so that two phones that send the same rows never wait for each other in a circle.
    before = set(Submission.objects.filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
    Submission.objects.bulk_create(sorted(rows, key=lambda row: row.pk), ignore_conflicts=True)
    stored = {row.pk: row for row in Submission.objects.filter(pk__in=[row.pk for row in rows]).defer("body")}
    receipts = []
    seen: set[uuid.UUID] = set()
    for item in incoming:
        held = stored[item.record_id]
        if held.sha256 == item.sha256:
            fresh = item.record_id not in before and item.record_id not in seen and held.received_at == at
            receipts.append(Receipt(item.record_id, 201 if fresh else 200, held.sha256, held.received_at))
        else:
            rival, _new = Rival.objects.get_or_create(
                submission=held,
                sha256=item.sha256,
                defaults={"body": item.body, "received_at": at, "delivered_by": by},
            )
            receipts.append(Receipt(item.record_id, 409, item.sha256, rival.received_at))
        seen.add(item.record_id)
    return receipts

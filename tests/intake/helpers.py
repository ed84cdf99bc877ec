"""A phone of the cast, and the station's answers to it."""

import base64
import datetime
import json
import uuid
from typing import Any

from django.test import Client

from drills.fake_phone import FakePhone, Sealed
from intake.choices import State
from intake.models import Clash, Phone, Submission
from jurisdiction.models import Officer
from tests.cast import Cast


def client_of(officer: Officer) -> Client:
    client = Client()
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    return client


def phone_of(officer: Officer, client: Client, phone: uuid.UUID | None = None) -> FakePhone:
    """What the officer's phone learns when the session opens."""
    key = phone or uuid.uuid4()
    said = client.get("/api/sync/session", headers={"X-Phone": str(key)}).json()
    return FakePhone(
        officer_id=officer.pk, keys=said["keys"], author_key=base64.b64decode(said["author_key"]), id=key
    )


def put(client: Client, phone: FakePhone, record: Sealed) -> Any:
    return client.put(
        f"/api/sync/records/{record.id}",
        data=record.body,
        content_type="application/json",
        headers={"X-Phone": str(phone.id)},
    )


def post(client: Client, phone: FakePhone, name: str, said: Any) -> Any:
    return client.post(
        f"/api/sync/{name}",
        data=json.dumps(said, default=str),
        content_type="application/json",
        headers={"X-Phone": str(phone.id)},
    )


def send(client: Client, phone: FakePhone, *records: Sealed) -> list[dict[str, Any]]:
    """One batch; the answers in the same order."""
    rows = [{"id": str(record.id), "body": record.body.decode()} for record in records]
    answer = post(client, phone, "records", {"records": rows})
    assert answer.status_code == 200, answer.content
    found: list[dict[str, Any]] = answer.json()["answers"]
    return found


def piece(client: Client, phone: FakePhone, blob: str, content: bytes, offset: int, size: int) -> Any:
    return client.put(
        f"/api/sync/blobs/{blob}",
        data=content,
        content_type="application/octet-stream",
        headers={"X-Phone": str(phone.id), "Upload-Offset": str(offset), "Upload-Length": str(size)},
    )


def disagreement(cast: Cast, when: datetime.datetime) -> Clash:
    """A record that another phone's entry contradicts, its phone, and the question for a person."""
    phone = Phone.objects.create(
        id=uuid.uuid4(),
        station=cast.station_a,
        last_officer=cast.officer_a,
        name="Android 13",
        first_seen_at=when,
        last_seen_at=when,
        waiting=2,
    )
    submission = Submission.objects.create(
        id=uuid.uuid4(),
        sha256="0" * 64,
        body=b"{}",
        received_at=when,
        delivered_by=cast.officer_a,
        author=cast.officer_a,
        station=cast.station_a,
        phone=phone,
        kind="vehicle.close",
        state=State.CLASH,
        device_at=when,
        happened_at=when,
        clock_off_ms=1500,
        clock_doubtful=True,
        errors={"outcome": "closed"},
    )
    return Clash.objects.create(
        submission=submission,
        field="outcome",
        field_name="how it ended",
        stored="not secured",
        stored_by=cast.auxiliary_a,
        stored_at=when,
        proposed="owner came and locked it",
        raised_at=when,
    )

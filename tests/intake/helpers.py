"""A phone of the cast, and the station's answers to it."""

import base64
import json
import uuid
from typing import Any

from django.test import Client

from drills.phone import FakePhone, Sealed
from jurisdiction.models import Officer


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

"""What a phone says about itself when it asks what became of its records."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from intake import kinds
from intake.choices import State
from intake.models import Phone, Submission
from jurisdiction.models import Officer, Station


def note_phone(
    *, phone_id: uuid.UUID, officer: Officer, station: Station | None, name: str, at: datetime.datetime
) -> Phone | None:
    """The row of the phone; made the first time it is seen. None for an officer without a station."""
    if station is None:
        return None
    phone, made = Phone.objects.get_or_create(
        pk=phone_id,
        defaults={
            "station": station,
            "last_officer": officer,
            "name": name[:80],
            "first_seen_at": at,
            "last_seen_at": at,
        },
    )
    if not made and (
        phone.last_officer_id != officer.pk or at - phone.last_seen_at > datetime.timedelta(seconds=30)
    ):
        Phone.objects.filter(pk=phone_id).update(last_officer=officer, last_seen_at=at, name=name[:80])
    return phone


def hear_phone(*, phone: Phone, officer: Officer, said: dict[str, Any], at: datetime.datetime) -> None:
    """Keeps what `have` tells. A phone that holds nothing back has sent everything up to now."""
    for name in ("waiting", "refused", "oldest_waiting_at", "storage_kept", "free_bytes", "clock_off_ms"):
        if name in said:
            setattr(phone, name, said[name])
    phone.app_version = said.get("app", "")[:40]
    phone.last_seen_at = at
    phone.last_officer = officer
    phone.save()
    held = Submission.objects.filter(author=officer, state=State.RECEIVED).exists()
    # A second phone that the officer used last may still hold something of that night.
    held = held or Phone.objects.filter(last_officer=officer, waiting__gt=0).exclude(pk=phone.pk).exists()
    if said.get("mine_waiting", said.get("waiting")) == 0 and not held:
        kinds.synced(officer, at, at)


def what_became(
    ids: list[uuid.UUID], *, asked_by: Officer | None = None, phone: Phone | None = None
) -> dict[str, dict[str, Any]]:
    """State and errors of stored records and what they made, by id; those not in it are not stored. `asked_by`: only what
    is theirs, came through them or from this phone, which others may share."""
    found = Submission.objects.filter(pk__in=ids)
    if asked_by is not None:
        theirs = Q(author=asked_by) | Q(delivered_by=asked_by)
        if phone is not None:
            theirs |= Q(phone=phone) | Q(station=phone.station_id)
        found = found.filter(theirs)
    rows: list[Any] = list(found.values("id", "sha256", "state", "errors", "waits_for", "kind", "object_id"))
    made = _made(rows)
    return {
        str(row["id"]): {
            **{name: row[name] for name in ("sha256", "state", "errors", "waits_for")},
            "made": made.get((row["kind"], row["object_id"]), {}),
        }
        for row in rows
    }


def _made(rows: list[Any]) -> dict[tuple[str, str], Mapping[str, Any]]:
    """By kind and key: what the phone hears of what applied records made. One query a kind that tells something."""
    by_kind: dict[str, list[str]] = {}
    for row in rows:
        if row["state"] == State.APPLIED and row["object_id"]:
            by_kind.setdefault(row["kind"], []).append(row["object_id"])
    found: dict[tuple[str, str], Mapping[str, Any]] = {}
    for name, keys in by_kind.items():
        kind = kinds.find(name)
        if kind is not None:
            found |= {(name, key): said for key, said in kind.tells(keys).items()}
    return found

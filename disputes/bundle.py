"""What phones take along: own reports as a plain time line, the village's recent disputes to recognise the same one
without a signal, and what a mediator has to do."""

import base64
import datetime
from typing import Any

from django.utils import timezone

from disputes.choices import ENDED, Status
from disputes.duplicates import since
from disputes.models import Dispute, FollowUp, Party
from disputes.operations.parties import book_key
from disputes.reading import Told, status_in_words, step_in_words, told_reports
from jurisdiction.models import Officer, Station, Village
from jurisdiction.postings import standing
from jurisdiction.remit import Breadth

REPORTS_MOST, NEARBY_MOST, TASKS_MOST = 50, 100, 50


def for_phone(officer: Officer, station: Station, at: datetime.datetime) -> dict[str, Any]:
    """JSON values (dates and UUIDs as Python's, for the encoder):

    `villages`: those one reports for, each with its `key`: base64 of what party names are hashed with there (HMAC-SHA-256
    of the squeezed name, first 16 hex digits); `mine`: own reports; `nearby`: the latest disputes of these villages;
    `tasks`: what one mediates, and visits due.
    """
    remit = standing(officer, on=timezone.localtime(at).date()).remit
    villages = Village.objects.within(remit)
    if remit.breadth is not Breadth.VILLAGES:
        villages = villages.filter(township__station=station)
    own = list(villages.order_by("code").only("name", "code"))
    return {
        "villages": [
            {"id": row.pk, "name": row.name, "key": base64.b64encode(book_key(row)).decode()} for row in own
        ],
        "mine": [_mine(item) for item in told_reports(officer, remit, most=REPORTS_MOST)],
        "nearby": _nearby([row.pk for row in own], at),
        "tasks": _tasks(officer, remit, at),
    }


def _mine(item: Told) -> dict[str, Any]:
    return {
        "id": item.report.pk,
        "dispute": item.dispute.pk,
        "number": item.dispute.number,
        "kind": item.report.kind,
        "kind_words": str(item.report.get_kind_display()),
        "level": item.dispute.level,
        "level_words": str(item.dispute.get_level_display()),
        "village": item.dispute.village.name,
        "reported_at": item.report.reported_at,
        "status": item.dispute.status,
        "status_words": status_in_words(item.dispute),
        "open": item.is_open,
        "next": None if item.next_due is None else {"words": item.next_step, "due_at": item.next_due},
        "lines": [
            {"at": line.at, "verb": line.verb, "words": line.words, "told": line.told} for line in item.lines
        ],
    }


def _nearby(villages: list[int], at: datetime.datetime) -> list[dict[str, Any]]:
    """No words, no masks: the kind, the day, where, and hashes that only the phone's own typing can meet."""
    found = list(
        Dispute.objects.live()
        .exclude(status=Status.REFUSED)
        .filter(village__in=villages, received_at__gt=since(at))
        .order_by("-received_at")[:NEARBY_MOST]
    )
    hashes: dict[Any, list[str]] = {}
    people = Party.objects.filter(dispute__in=found).exclude(phone_book_hash="")
    for dispute_id, digest in people.values_list("dispute_id", "phone_book_hash"):
        hashes.setdefault(dispute_id, []).append(digest)
    return [
        {
            "id": row.pk,
            "village": row.village_id,
            "kind": row.kind,
            "kind_words": str(row.get_kind_display()),
            "day": timezone.localtime(row.received_at).date(),
            "place": row.place_words,
            "latitude": row.point.y if row.point else None,
            "longitude": row.point.x if row.point else None,
            "open": row.status not in ENDED,
            "people": sorted(hashes.get(row.pk, [])),
        }
        for row in found
    ]


def _tasks(officer: Officer, remit: Any, at: datetime.datetime) -> list[dict[str, Any]]:
    found = (
        Dispute.objects.within(remit)
        .mediated_by(officer.pk)
        .open()
        .with_due()
        .select_related("village")
        .prefetch_related("parties", "mediations")
        .order_by("due_at")[:TASKS_MOST]
    )
    visits = {
        visit.dispute_id: visit.due_on
        for visit in FollowUp.objects.open()
        .filter(dispute__in=[row.pk for row in found])
        .order_by("-ordinal")
    }
    return [_task(row, visits.get(row.pk)) for row in found]


def _task(row: Any, visit_on: datetime.date | None) -> dict[str, Any]:
    running = next((item for item in row.mediations.all() if item.ended_at is None), None)
    return {
        "id": row.pk,
        "number": row.number,
        "kind": row.kind,
        "kind_words": str(row.get_kind_display()),
        "level": row.level,
        "level_words": str(row.get_level_display()),
        "village": row.village.name,
        "place": row.place_words,
        "words": row.words,
        "status": row.status,
        "status_words": str(row.get_status_display()),
        "route": row.route,
        "consented": running is not None and running.consented_at is not None,
        "parties": [
            {"id": party.pk, "name": party.name_mask, "role": party.role, "minor": party.is_minor}
            for party in row.parties.all()
        ],
        "step": row.due_step,
        "step_words": step_in_words(row.due_step) if row.due_step else "",
        "due_at": row.due_at,
        "visit_on": visit_on if row.status == Status.SETTLED else None,
    }

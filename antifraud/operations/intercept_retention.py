"""Persons and words of reports and warnings go when their time is over, as stored on the day they came and again on the
day they ended: what nobody ever ends is forgotten too. Amounts, kinds, times and who did what stay: the figures are
counted from them."""

import datetime
import uuid

from django.db import transaction

from antifraud.models import (
    Asked,
    Attempt,
    Correction,
    Dissuasion,
    DissuasionStep,
    FraudReport,
    Line,
    Milestone,
    ReportStep,
)
from jurisdiction.time_limits import deadline
from ledger.operations import record

Model = type[FraudReport] | type[Dissuasion]
BATCH = 500
NOBODY = {
    "person_sealed": "",
    "person_mask": "",
    "phone_sealed": "",
    "phone_mask": "",
    "phone_hash": "",
    "household": None,
    "words": "",
}


@transaction.atomic
def apply_retention(*, at: datetime.datetime) -> dict[str, int]:
    """Removes what is over; returns how many reports and dissuasions. Again at the same time touches none."""
    _limit(FraudReport, "fraud.retention")
    _limit(Dissuasion, "dissuasion.retention")
    reports, warnings = _over(FraudReport, at), _over(Dissuasion, at)
    if not reports and not warnings:
        return {"fraud_reports": 0, "dissuasions": 0}
    Attempt.objects.filter(line__report__in=reports).update(spoke_to="", words="", next_step="")
    Asked.objects.filter(report__in=reports).update(answer="")
    ReportStep.objects.filter(report__in=reports).update(words="")
    Line.objects.filter(report__in=reports).update(aim="", reference="", note="")
    Milestone.objects.filter(line__report__in=reports).update(reference="")
    Correction.objects.filter(report__in=reports).update(reason="")
    DissuasionStep.objects.filter(dissuasion__in=warnings).update(words="")
    done = {
        "fraud_reports": FraudReport.objects.filter(pk__in=reports).update(forgotten_at=at, **NOBODY),
        "dissuasions": Dissuasion.objects.filter(pk__in=warnings).update(forgotten_at=at, **NOBODY),
    }
    record(at=at, by=None, station=None, verb="retention.applied", detail=done)
    return done


def _limit(model: Model, key: str) -> None:
    """Whatever was stored without a limit gets the one that began when it came."""
    without = model.objects.filter(keep_until__isnull=True).order_by("received_at")
    for pk, received_at in list(without.values_list("pk", "received_at")[:BATCH]):
        model.objects.filter(pk=pk).update(keep_until=deadline(key, since=received_at))


def _over(model: Model, at: datetime.datetime) -> list[uuid.UUID]:
    over = model.objects.filter(keep_until__lte=at, forgotten_at__isnull=True)
    return list(over.order_by("keep_until").values_list("pk", flat=True)[:BATCH])

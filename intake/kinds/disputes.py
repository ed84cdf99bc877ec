"""The dispute room's kinds of records: filed by cadres, told more of, mediated and followed up where it happens."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import serializers

from disputes.choices import DisputeKind, Level, PartyRole, Signal
from disputes.models import Dispute, Event, Report
from disputes.operations.parties import PartyInput
from disputes.operations.photos import attach_photo
from disputes.operations.reporting import add_words, report_dispute
from intake import kinds
from intake.kinds import Context, Kind, NotYet, photos
from intake.kinds.fields import Fields, PointFields, point_of
from intake.kinds.guards import Data, Missing, exists, timed
from intake.kinds.photos import Taken
from jurisdiction import phones
from jurisdiction.models import Village


class PartyFields(Fields):
    name = serializers.CharField(max_length=60, allow_blank=True, required=False, default="")
    phone = serializers.CharField(max_length=30, allow_blank=True, required=False, default="")
    role = serializers.ChoiceField(PartyRole.choices, required=False, default=PartyRole.OTHER)
    is_minor = serializers.BooleanField(required=False, default=False)

    def validate_phone(self, value: str) -> str:
        if value.strip() and phones.kind_of(value) is None:
            raise serializers.ValidationError(
                _("This is no telephone number: a mobile has 11 digits, a landline begins with 0598.")
            )
        return value


class ReportFields(PointFields):
    village = serializers.IntegerField(min_value=1)
    kind = serializers.ChoiceField(DisputeKind.choices)
    level = serializers.ChoiceField(Level.choices)
    signals = serializers.ListField(
        child=serializers.ChoiceField(Signal.choices), max_length=len(Signal), required=False, default=list
    )
    words = serializers.CharField(max_length=2000)
    place_words = serializers.CharField(max_length=120, allow_blank=True, required=False, default="")
    parties = serializers.ListField(child=PartyFields(), max_length=10, required=False, default=list)
    same_as = serializers.UUIDField(allow_null=True, required=False, default=None)


class AddFields(Fields):
    dispute = serializers.UUIDField()
    words = serializers.CharField(max_length=2000)


def report(data: Data, context: Context) -> models.Model:
    village = Village.objects.select_related("township__station").filter(pk=data["village"]).first()
    if village is None:
        raise Missing(_("This village is no more."), field="village")
    parties = [
        PartyInput(
            name=party["name"],
            phone=party["phone"],
            role=PartyRole(party["role"]),
            is_minor=party["is_minor"],
        )
        for party in data["parties"]
    ]
    return report_dispute(
        record_id=context.record_id,
        village=village,
        kind=DisputeKind(data["kind"]),
        level=Level(data["level"]),
        signals=frozenset(Signal(signal) for signal in data["signals"]),
        words=data["words"],
        place_words=data["place_words"],
        point=point_of(data),
        parties=parties,
        same_as=data["same_as"],
        received_at=context.received_at,
        **timed(context),
    )


def _dispute(key: uuid.UUID) -> Dispute:
    """Named by its own key or by that of a report of it; joined ones lead to the one they were joined with."""
    found = Dispute.objects.filter(pk=key).first() or Dispute.objects.filter(reports=key).first()
    if found is None:
        raise NotYet(f"record:{key}")
    return found if found.merged_into is None else found.merged_into


def add(data: Data, context: Context) -> models.Model:
    if not (
        Dispute.objects.filter(pk=data["dispute"]).exists()
        or Report.objects.filter(pk=data["dispute"]).exists()
    ):
        raise NotYet(f"record:{data['dispute']}")
    made: Event = add_words(
        record_id=context.record_id,
        dispute_id=data["dispute"],
        words=data["words"],
        received_at=context.received_at,
        **timed(context),
    )
    return made


def keep_photo(key: uuid.UUID, taken: Taken) -> models.Model:
    return attach_photo(
        record_id=taken.record_id,
        content=taken.content,
        taken_at=taken.taken_at,
        received_at=taken.received_at,
        by=taken.by,
        dispute=_dispute(key),
    )


def _numbers(keys: Sequence[str]) -> dict[str, dict[str, Any]]:
    rows = Dispute.objects.filter(pk__in=keys).values_list("pk", "number")
    return {str(key): {"number": number} for key, number in rows}


def register_kinds() -> None:
    """Called once when the app starts."""
    simple = [
        Kind(
            "dispute.report", gettext_lazy("dispute reported"), ReportFields, exists(report), tells=_numbers
        ),
        Kind("dispute.add", gettext_lazy("words added to a dispute"), AddFields, exists(add)),
    ]
    for kind in simple:
        kinds.register(kind)
    photos.register_parent("dispute", keep_photo)

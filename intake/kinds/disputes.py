"""The dispute room's kinds of records: filed by cadres, told more of, mediated and followed up where it happens."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import serializers

from disputes.choices import DisputeKind, FollowUpResult, Level, PartyRole, SessionResult, Signal
from disputes.models import Dispute, Event, Report
from disputes.operations.followups import record_followup
from disputes.operations.parties import PartyInput
from disputes.operations.photos import attach_photo
from disputes.operations.reporting import add_words, report_dispute
from disputes.operations.sessions import record_session
from intake import kinds
from intake.kinds import Context, Kind, NotYet, photos
from intake.kinds.fields import Fields, PointFields, point_of
from intake.kinds.guards import Data, Missing, exists, timed
from intake.kinds.photos import Taken
from intake.rules import AHEAD
from jurisdiction import phones
from jurisdiction.errors import DomainError
from jurisdiction.models import Officer, Village


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


class SessionFields(Fields):
    """`present`: keys of the dispute's parties who came."""

    dispute = serializers.UUIDField()
    held_at = serializers.DateTimeField()
    place_words = serializers.CharField(max_length=80)
    present = serializers.ListField(
        child=serializers.UUIDField(), max_length=20, required=False, default=list
    )
    others = serializers.CharField(max_length=120, allow_blank=True, required=False, default="")
    consent = serializers.BooleanField(required=False, default=False)
    guardian_present = serializers.BooleanField(required=False, default=False)
    second = serializers.IntegerField(min_value=1, allow_null=True, required=False, default=None)
    recorded = serializers.BooleanField(required=False, default=False)
    notes = serializers.CharField(max_length=4000)
    result = serializers.ChoiceField(SessionResult.choices)


class FollowUpFields(Fields):
    dispute = serializers.UUIDField()
    result = serializers.ChoiceField(FollowUpResult.choices)
    note = serializers.CharField(max_length=500, allow_blank=True, required=False, default="")


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


#: What the operation calls a field that the phone calls otherwise.
CALLED = {"place": "place_words", "came": "present"}


def session(data: Data, context: Context) -> models.Model:
    if data["held_at"] > context.received_at + AHEAD:
        raise Missing(_("This lies in the future."), field="held_at")
    second = None
    if data["second"] is not None:
        second = Officer.objects.filter(pk=data["second"]).first()
        if second is None:
            raise Missing(_("This officer is no more."), field="second")
    try:
        return record_session(
            record_id=context.record_id,
            dispute_id=_dispute(data["dispute"]).pk,
            place=data["place_words"],
            came=data["present"],
            others=data["others"],
            consent=data["consent"],
            guardian_present=data["guardian_present"],
            second=second,
            recorded=data["recorded"],
            notes=data["notes"],
            result=SessionResult(data["result"]),
            held_at=data["held_at"],
            received_at=context.received_at,
            by=context.author,
        )
    except DomainError as error:
        error.field = CALLED.get(error.field or "", error.field)
        raise


def followup(data: Data, context: Context) -> models.Model:
    return record_followup(
        record_id=context.record_id,
        dispute_id=_dispute(data["dispute"]).pk,
        result=FollowUpResult(data["result"]),
        note=data["note"],
        received_at=context.received_at,
        **timed(context),
    )


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
        Kind("dispute.session", gettext_lazy("mediation held"), SessionFields, exists(session)),
        Kind("dispute.followup", gettext_lazy("follow-up visit made"), FollowUpFields, exists(followup)),
    ]
    for kind in simple:
        kinds.register(kind)
    photos.register_parent("dispute", keep_photo)

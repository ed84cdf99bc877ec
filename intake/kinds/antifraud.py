"""The anti-fraud room's kinds of records: a visit at a door of the list, or at one that nobody had noted yet."""

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import serializers

from antifraud.bundle import household_of
from antifraud.choices import DoorOutcome, FraudKind, NoAppReason
from antifraud.models import Household
from antifraud.operations.counts import Counted
from antifraud.operations.households import Door, add_household, check_village, door_text
from antifraud.operations.visits import Said, record_visit
from intake import kinds
from intake.kinds import Context, Kind
from intake.kinds.fields import PointFields, point_of
from intake.kinds.guards import Data, Missing, exists
from jurisdiction.models import Village
from patrols.models import Shift


class DoorVisitFields(PointFields):
    """`household`: the beginning of its key; null for a door noted on the spot, then `group` and `door` say which.
    `adults` null: nobody asked about the app."""

    village = serializers.IntegerField(min_value=1)
    household = serializers.RegexField(r"^[0-9a-f]{8,32}$", allow_null=True, required=False, default=None)
    group = serializers.IntegerField(min_value=0, max_value=99, required=False, default=0)
    door = serializers.CharField(max_length=60, allow_blank=True, required=False, default="")
    shift = serializers.IntegerField(min_value=1, allow_null=True, required=False, default=None)
    outcome = serializers.ChoiceField(DoorOutcome.choices)
    explained = serializers.ListField(
        child=serializers.ChoiceField(FraudKind.choices),
        max_length=len(FraudKind),
        required=False,
        default=list,
    )
    told_to_call = serializers.BooleanField(required=False, default=False)
    adults = serializers.IntegerField(
        min_value=1, max_value=60, allow_null=True, required=False, default=None
    )
    registered = serializers.IntegerField(min_value=0, max_value=60, required=False, default=0)
    installed = serializers.IntegerField(min_value=0, max_value=60, required=False, default=0)
    no_app_reason = serializers.ChoiceField(NoAppReason.choices, allow_blank=True, required=False, default="")
    needs_help = serializers.BooleanField(required=False, default=False)
    slip_left = serializers.BooleanField(required=False, default=False)
    again_reason = serializers.CharField(max_length=120, allow_blank=True, required=False, default="")
    note = serializers.CharField(max_length=300, allow_blank=True, required=False, default="")


def _household(data: Data, context: Context, village: Village) -> Household:
    """The door of the list; else the one of that group and name, which the visit enters if nobody has."""
    if data["household"] is not None:
        found = household_of(village, data["household"])
        if found is None:
            raise Missing(_("This household is not in the list any more."), field="door")
        return found
    door = door_text(data["door"])
    there = Household.objects.in_use().filter(village=village, group_no=data["group"], door=door).first()
    if there is not None:
        return there
    return add_household(
        record_id=context.record_id,
        village=village,
        given=Door(data["group"], door, data["adults"] or 1, point=point_of(data)),
        at=context.received_at,
        by=context.author,
    )


def visit(data: Data, context: Context) -> models.Model:
    village = Village.objects.select_related("township").filter(pk=data["village"]).first()
    if village is None:
        raise Missing(_("This village is no more."), field="village")
    check_village(village, at=context.received_at, by=context.author)
    shift = data["shift"]
    if shift is not None and not Shift.objects.with_member(context.author.pk).filter(pk=shift).exists():
        shift = None
    counted = None
    if data["adults"] is not None:
        counted = Counted(
            data["adults"], data["registered"], data["installed"], data["no_app_reason"], data["needs_help"]
        )
    said = Said(
        outcome=DoorOutcome(data["outcome"]),
        explained=[FraudKind(kind) for kind in data["explained"]],
        told_to_call=data["told_to_call"],
        counted=counted,
        slip_left=data["slip_left"],
        again_reason=data["again_reason"],
        note=data["note"],
    )
    return record_visit(
        record_id=context.record_id,
        household=_household(data, context, village),
        said=said,
        shift_ref=shift,
        received_at=context.received_at,
        at=context.happened_at,
        by=context.author,
    )


def register_kinds() -> None:
    """Called once when the app starts."""
    kinds.register(Kind("door.visit", gettext_lazy("visit at a door"), DoorVisitFields, exists(visit)))


__all__ = ["register_kinds"]

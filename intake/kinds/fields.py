"""Shapes of the data of the patrol room's kinds. Keys of rows are plain numbers here: whether the author may touch them
is for the operations to say."""

from typing import Any

from django.contrib.gis.geos import Point
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from jurisdiction import phones, plates
from patrols.choices import (
    CallResult,
    NumberSource,
    ObservationKind,
    OpenPart,
    PassProof,
    VehicleOutcome,
    VisitResult,
)

Fields = serializers.Serializer[Any]
#: The year 2100, in milliseconds since 1970.
LAST_MOMENT = 4_102_444_800_000
HEX64 = r"^[0-9a-f]{64}$"


class RoundFields(Fields):
    round = serializers.IntegerField(min_value=1)


class AbortFields(RoundFields):
    reason = serializers.CharField(max_length=200)


class SecureFields(RoundFields):
    place = serializers.IntegerField(min_value=1, allow_null=True, required=False, default=None)


class WithdrawFields(Fields):
    check = serializers.UUIDField()


class PointFields(Fields):
    latitude = serializers.FloatField(
        min_value=-90, max_value=90, allow_null=True, required=False, default=None
    )
    longitude = serializers.FloatField(
        min_value=-180, max_value=180, allow_null=True, required=False, default=None
    )
    accuracy = serializers.FloatField(
        min_value=0, max_value=1e6, allow_null=True, required=False, default=None
    )


def point_of(data: Any) -> Point | None:
    """The position a record carries, WGS-84; None without one."""
    if data.get("latitude") is None or data.get("longitude") is None:
        return None
    return Point(data["longitude"], data["latitude"], srid=4326)


def _plate(text: str) -> str:
    found = plates.normalise(text)
    if len(found) > plates.LONGEST:
        raise serializers.ValidationError(_("A plate has at most 20 characters."))
    return found


class FoundFields(PointFields):
    round = serializers.IntegerField(min_value=1)
    place = serializers.IntegerField(min_value=1, allow_null=True, required=False, default=None)
    plate = serializers.CharField(max_length=40, allow_blank=True)
    open_parts = serializers.ListField(
        child=serializers.ChoiceField(OpenPart.choices), min_length=1, max_length=4
    )
    description = serializers.CharField(max_length=200, allow_blank=True, required=False, default="")

    def validate_plate(self, value: str) -> str:
        return _plate(value)


class VehicleFields(Fields):
    vehicle = serializers.UUIDField()


class EditValues(Fields):
    plate = serializers.CharField(max_length=40, allow_blank=True, required=False)
    open_parts = serializers.ListField(
        child=serializers.ChoiceField(OpenPart.choices), min_length=1, max_length=4, required=False
    )
    description = serializers.CharField(max_length=200, allow_blank=True, required=False)

    def validate_plate(self, value: str) -> str:
        return _plate(value)


class EditFields(VehicleFields):
    base = EditValues()
    changes = EditValues()

    def validate(self, attrs: Any) -> Any:
        if not attrs["changes"] or set(attrs["changes"]) - set(attrs["base"]):
            raise serializers.ValidationError(_("A change must say what stood there before."))
        return attrs


class CallFields(VehicleFields):
    number = serializers.CharField(max_length=30, allow_blank=True, required=False, default="")
    # DRF keeps a meta attribute under that name; declared fields are taken off the class before it is read.
    source = serializers.ChoiceField(  # type: ignore[assignment]  # see above
        NumberSource.choices, required=False, default=NumberSource.ON_CAR
    )
    reason = serializers.CharField(max_length=200, allow_blank=True, required=False, default="")
    result = serializers.ChoiceField(CallResult.choices)

    def validate_number(self, value: str) -> str:
        if value and phones.kind_of(value) is None:
            raise serializers.ValidationError(
                _("This is no telephone number: a mobile has 11 digits, a landline begins with 0598.")
            )
        return phones.normalise(value)


class CloseFields(VehicleFields):
    outcome = serializers.ChoiceField(VehicleOutcome.choices)
    talk_given = serializers.BooleanField(required=False, default=False)


class PassFields(PointFields):
    round = serializers.IntegerField(min_value=1)
    place = serializers.IntegerField(min_value=1)
    proof = serializers.ChoiceField(PassProof.choices)
    reason = serializers.CharField(max_length=200, allow_blank=True, required=False, default="")
    code = serializers.CharField(max_length=200, allow_blank=True, required=False, default="")
    left_at = serializers.DateTimeField(allow_null=True, required=False, default=None)


class TrackFields(Fields):
    """`fixes`: [milliseconds since 1970, latitude, longitude, accuracy in metres] each."""

    round = serializers.IntegerField(min_value=1)
    fixes = serializers.ListField(
        child=serializers.ListField(child=serializers.FloatField(), min_length=4, max_length=4),
        min_length=1,
        max_length=2000,
    )

    def validate_fixes(self, value: list[list[float]]) -> list[list[float]]:
        for moment, latitude, longitude, accuracy in value:
            if not (
                0 < moment < LAST_MOMENT and abs(latitude) <= 90 and abs(longitude) <= 180 and accuracy >= 0
            ):
                raise serializers.ValidationError(_("A position of the track is not right."))
        return value


class ObservationFields(PointFields):
    shift = serializers.IntegerField(min_value=1)
    round = serializers.IntegerField(min_value=1, allow_null=True, required=False, default=None)
    #: A hazard was an observation in older apps (intake.kinds.hazards).
    kind = serializers.ChoiceField([*ObservationKind.values, "hazard"])
    place = serializers.IntegerField(min_value=1, allow_null=True, required=False, default=None)
    text = serializers.CharField(max_length=1000, allow_blank=True, required=False, default="")
    people = serializers.IntegerField(min_value=0, max_value=500, required=False, default=0)
    apps_installed = serializers.IntegerField(min_value=0, max_value=500, required=False, default=0)


class VisitFields(Fields):
    visit = serializers.UUIDField()
    result = serializers.ChoiceField(VisitResult.choices)
    note = serializers.CharField(max_length=200, allow_blank=True, required=False, default="")


class HandoverReadFields(Fields):
    shift = serializers.IntegerField(min_value=1)
    previous = serializers.IntegerField(min_value=1)


class HandoverFields(Fields):
    shift = serializers.IntegerField(min_value=1)
    note = serializers.CharField(max_length=2000, allow_blank=True, required=False, default="")

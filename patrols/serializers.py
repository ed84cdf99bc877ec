"""Shapes of the API; hot lists bypass them and follow `CheckSerializer`'s fields."""

from typing import Any

from rest_framework import serializers

from patrols.models import VehicleCheck


class CheckSerializer(serializers.ModelSerializer[VehicleCheck]):
    class Meta:
        model = VehicleCheck
        fields = (
            "id",
            "round_id",
            "station_id",
            "village_id",
            "place_id",
            "duty_date",
            "checked_at",
            "finding",
        )
        read_only_fields = fields


class CheckPageSerializer(serializers.Serializer[Any]):
    results = CheckSerializer(many=True)
    next = serializers.CharField(allow_null=True, help_text="pass as `after` for the next page")


class CheckCreateSerializer(serializers.Serializer[Any]):
    """Choices of rounds and places are handed in, already narrowed to the remit."""

    id = serializers.UUIDField(help_text="made by the phone; sent again it changes nothing")
    round = serializers.PrimaryKeyRelatedField(queryset=VehicleCheck.objects.none())
    place = serializers.PrimaryKeyRelatedField(
        queryset=VehicleCheck.objects.none(), required=False, allow_null=True
    )
    checked_at = serializers.DateTimeField(required=False)

    def __init__(self, *args: Any, rounds: Any = None, places: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if rounds is not None:
            self.fields["round"].queryset = rounds  # type: ignore[attr-defined]  # a related field
        if places is not None:
            self.fields["place"].queryset = places  # type: ignore[attr-defined]  # a related field

"""Photos of whatever rooms keep photos of: each room registers what a photo of its own may belong to."""

import datetime
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.gis.geos import Point
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import serializers

from intake import kinds
from intake.envelopes import CannotOpen, open_blob
from intake.kinds import Context, Kind, NotYet
from intake.kinds.fields import HEX64, PointFields, point_of
from intake.kinds.guards import Data, Missing, exists
from intake.operations.blobs import read_blob
from jurisdiction.models import Officer


@dataclass(frozen=True, slots=True)
class Taken:
    """One picture as the phone sent it: its bytes, when and by whom it was taken, and where to as far as the phone
    knew."""

    record_id: uuid.UUID
    content: bytes
    taken_at: datetime.datetime
    received_at: datetime.datetime
    by: Officer
    point: Point | None = None
    accuracy: float | None = None
    bearing: int | None = None
    #: Which item of its parent it shows, where a parent has several.
    item: str = ""


#: Keeps the picture with the parent of that key; raises NotYet while there is no such parent.
Keep = Callable[[uuid.UUID, Taken], models.Model]

_parents: dict[str, Keep] = {}


def register_parent(name: str, keep: Keep) -> None:
    """`name` is the field of the record `photo` that names the parent by its key."""
    _parents[name] = keep


def parents() -> list[str]:
    return sorted(_parents)


class PhotoFields(PointFields):
    """With a field for each kind of parent that rooms have registered; one of them names the parent."""

    blob = serializers.RegexField(HEX64)
    sha256 = serializers.RegexField(HEX64)
    size = serializers.IntegerField(min_value=1)
    type = serializers.CharField(max_length=40, allow_blank=True, required=False, default="")
    bearing = serializers.IntegerField(
        min_value=0, max_value=359, allow_null=True, required=False, default=None
    )
    item = serializers.CharField(max_length=40, allow_blank=True, required=False, default="")

    def get_fields(self) -> dict[str, Any]:
        found = super().get_fields()
        for name in parents():
            found[name] = serializers.UUIDField(required=False, allow_null=True, default=None)
        return found

    def validate(self, attrs: Any) -> Any:
        if sum(bool(attrs[name]) for name in parents()) != 1:
            raise serializers.ValidationError(_("A photo belongs to one thing that was logged."))
        return attrs


def photo(data: Data, context: Context) -> models.Model:
    sealed = read_blob(data["blob"])
    if sealed is None:
        raise NotYet(f"blob:{data['blob']}")
    try:
        content = open_blob(data["sha256"], sealed)
    except CannotOpen as error:
        raise Missing(_("The photo cannot be opened: it was altered on the way."), field="photo") from error
    name = next(name for name in _parents if data[name])
    taken = Taken(
        record_id=context.record_id,
        content=content,
        taken_at=context.happened_at,
        received_at=context.received_at,
        by=context.author,
        point=point_of(data),
        accuracy=data["accuracy"],
        bearing=data["bearing"],
        item=data["item"],
    )
    return _parents[name](data[name], taken)


def register_kinds() -> None:
    """Called once when the app starts."""
    kinds.register(Kind("photo", gettext_lazy("photo"), PhotoFields, exists(photo)))

"""What the patrol room's kinds share: rows that are not there (yet), times, places."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils.translation import gettext as _

from intake import kinds
from intake.kinds import Context, NotYet
from jurisdiction.errors import DomainError
from jurisdiction.models import Place
from patrols.errors import RoundNotStarted
from patrols.models import Round, UnsecuredVehicle

Data = Mapping[str, Any]


class Missing(DomainError):
    code = "missing"


def on_round(apply: kinds.Apply) -> kinds.Apply:
    """A record of a round whose start has not arrived waits for it; a round that is not there is refused."""

    def guarded(data: Data, context: Context) -> models.Model | None:
        try:
            return apply(data, context)
        except RoundNotStarted as waiting:
            raise NotYet(f"round:{data['round']}") from waiting
        except Round.DoesNotExist as error:
            raise Missing(_("This round is no more: the plan was changed."), field="round") from error

    return guarded


def exists(apply: kinds.Apply) -> kinds.Apply:
    """Rows that are not there any more are said in words, not as a fault."""

    def guarded(data: Data, context: Context) -> models.Model | None:
        try:
            return apply(data, context)
        except ObjectDoesNotExist as error:
            raise Missing(_("What this entry belongs to is no more.")) from error

    return guarded


def place_of(data: Data) -> Place | None:
    """A place that is no more is left out: the car was tried all the same."""
    return Place.objects.filter(pk=data["place"]).first() if data.get("place") else None


def vehicle_of(key: uuid.UUID) -> UnsecuredVehicle:
    """The car's record; waits for it while it has not arrived."""
    try:
        return UnsecuredVehicle.objects.select_related("closed_by").get(pk=key)
    except UnsecuredVehicle.DoesNotExist as missing:
        raise NotYet(f"record:{key}") from missing


def timed(context: Context) -> dict[str, Any]:
    return {"at": context.happened_at, "by": context.author}

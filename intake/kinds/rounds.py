"""Rounds, cars tried, places passed: one operation each."""

import datetime

from django.db import models
from django.utils.translation import gettext as _

from intake.kinds import Context, NotYet
from intake.kinds.fields import point_of
from intake.kinds.guards import Data, Missing, place_of, timed
from patrols.choices import PassProof, TrackSource
from patrols.models import VehicleCheck
from patrols.operations import checks, rounds
from patrols.operations.passes import pass_place
from patrols.operations.tracks import add_track
from patrols.tracks import Fix


def start(data: Data, context: Context) -> models.Model:
    return rounds.start_round(round_id=data["round"], received_at=context.received_at, **timed(context))


def finish(data: Data, context: Context) -> models.Model:
    return rounds.finish_round(round_id=data["round"], received_at=context.received_at, **timed(context))


def abort(data: Data, context: Context) -> models.Model:
    return rounds.abort_round(round_id=data["round"], reason=data["reason"], **timed(context))


def secure(data: Data, context: Context) -> models.Model:
    return checks.record_vehicle_check(
        record_id=context.record_id,
        round_id=data["round"],
        place=place_of(data),
        received_at=context.received_at,
        **timed(context),
    )


def withdraw(data: Data, context: Context) -> models.Model:
    try:
        return checks.withdraw_check(record_id=data["check"], **timed(context))
    except VehicleCheck.DoesNotExist as missing:
        raise NotYet(f"record:{data['check']}") from missing


def track(data: Data, context: Context) -> models.Model | None:
    """The phone's own way; the clock's offset is in the times already."""
    fixes = [
        Fix(datetime.datetime.fromtimestamp(moment / 1000, tz=datetime.UTC), latitude, longitude, accuracy)
        for moment, latitude, longitude, accuracy in data["fixes"]
    ]
    parts = add_track(
        record_id=context.record_id,
        round_id=data["round"],
        fixes=fixes,
        source=TrackSource.PHONE,
        received_at=context.received_at,
        **timed(context),
    )
    return parts[0] if parts else None


def passed(data: Data, context: Context) -> models.Model:
    place = place_of(data)
    if place is None:
        raise Missing(_("This place is no more."), field="place")
    accuracy = data["accuracy"]
    return pass_place(
        record_id=context.record_id,
        round_id=data["round"],
        place=place,
        proof=PassProof(data["proof"]),
        reason=data["reason"],
        point=point_of(data),
        accuracy_m=None if accuracy is None else round(accuracy),
        code=data["code"],
        left_at=data["left_at"],
        received_at=context.received_at,
        **timed(context),
    )

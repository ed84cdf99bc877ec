"""The patrol room's kinds of records, registered when the app starts."""

import datetime
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy

from intake import kinds
from intake.kinds import Kind, fields, notes, rounds, vehicles
from intake.kinds.guards import Data, exists, on_round
from jurisdiction.models import Officer
from patrols.models import Round
from patrols.operations import evidence


def _frees_round(data: Data) -> list[str]:
    return [f"round:{data['round']}"]


def _started(round_id: str) -> bool:
    return Round.objects.filter(pk=int(round_id), started_at__isnull=False).exists()


def _synced(officer: Officer, until: datetime.datetime, at: datetime.datetime) -> None:
    evidence.note_synced(officer=officer, until=until, at=at)


def register_kinds() -> None:
    """Called once when the app starts."""
    label = gettext_lazy
    simple: list[tuple[str, Any, Any, Callable[..., Any]]] = [
        ("round.finish", label("round finished"), fields.RoundFields, on_round(rounds.finish)),
        ("round.abort", label("round broken off"), fields.AbortFields, on_round(rounds.abort)),
        ("check.secure", label("secure car"), fields.SecureFields, on_round(rounds.secure)),
        ("check.withdraw", label("secure car taken back"), fields.WithdrawFields, rounds.withdraw),
        ("vehicle.found", label("car found open"), fields.FoundFields, on_round(vehicles.open_car)),
        ("vehicle.call", label("call to the owner"), fields.CallFields, vehicles.call),
        ("vehicle.wait", label("waiting on the spot"), fields.VehicleFields, vehicles.wait),
        ("vehicle.leave", label("check again next round"), fields.VehicleFields, vehicles.leave),
        ("place.pass", label("place passed"), fields.PassFields, on_round(rounds.passed)),
        ("track.part", label("part of the track"), fields.TrackFields, on_round(rounds.track)),
        ("photo", label("photo"), fields.PhotoFields, notes.photo),
        ("observation", label("observation"), fields.ObservationFields, notes.observe),
        ("handover.read", label("handover note read"), fields.HandoverReadFields, notes.read_note),
        ("shift.handover", label("shift handed over"), fields.HandoverFields, notes.hand_over),
    ]
    for name, words, shape, apply in simple:
        kinds.register(Kind(name, words, shape, exists(apply)))
    kinds.register(
        Kind(
            "round.start",
            label("round started"),
            fields.RoundFields,
            exists(on_round(rounds.start)),
            frees=_frees_round,
        )
    )
    kinds.register(
        Kind(
            "vehicle.edit",
            label("car's record changed"),
            fields.EditFields,
            exists(vehicles.edit),
            vehicles.take_edit,
        )
    )
    kinds.register(
        Kind(
            "vehicle.close",
            label("car closed"),
            fields.CloseFields,
            exists(vehicles.close),
            vehicles.take_close,
        )
    )
    kinds.register(
        Kind(
            "owner.visit",
            label("visit to an owner"),
            fields.VisitFields,
            exists(notes.visit),
            notes.take_visit,
        )
    )
    kinds.knows("round", _started)
    kinds.on_synced(_synced)

"""The patrol room's kinds of records, registered when the app starts."""

import datetime
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from intake import kinds, subjects
from intake.kinds import Kind, fields, notes, photos, rounds, shown, vehicles
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
    simple: list[tuple[str, Any, Any, Callable[..., Any]]] = [
        ("round.finish", _("round finished"), fields.RoundFields, on_round(rounds.finish)),
        ("round.abort", _("round broken off"), fields.AbortFields, on_round(rounds.abort)),
        ("check.secure", _("secure car"), fields.SecureFields, on_round(rounds.secure)),
        ("check.withdraw", _("secure car taken back"), fields.WithdrawFields, rounds.withdraw),
        ("vehicle.found", _("car found open"), fields.FoundFields, on_round(vehicles.open_car)),
        ("vehicle.call", _("call to the owner"), fields.CallFields, vehicles.call),
        ("vehicle.wait", _("waiting on the spot"), fields.VehicleFields, vehicles.wait),
        ("vehicle.leave", _("check again next round"), fields.VehicleFields, vehicles.leave),
        ("place.pass", _("place passed"), fields.PassFields, on_round(rounds.passed)),
        ("track.part", _("part of the track"), fields.TrackFields, on_round(rounds.track)),
        ("observation", _("observation"), fields.ObservationFields, notes.observe),
        ("handover.read", _("handover note read"), fields.HandoverReadFields, notes.read_note),
        ("shift.handover", _("shift handed over"), fields.HandoverFields, notes.hand_over),
    ]
    for name, words, shape, apply in simple:
        kinds.register(Kind(name, words, shape, exists(apply)))
    kinds.register(
        Kind(
            "round.start",
            _("round started"),
            fields.RoundFields,
            exists(on_round(rounds.start)),
            frees=_frees_round,
        )
    )
    kinds.register(
        Kind(
            "vehicle.edit",
            _("car's record changed"),
            fields.EditFields,
            exists(vehicles.edit),
            vehicles.take_edit,
            changed=vehicles.changed,
        )
    )
    kinds.register(
        Kind(
            "vehicle.close",
            _("car closed"),
            fields.CloseFields,
            exists(vehicles.close),
            vehicles.take_close,
            changed=vehicles.changed,
        )
    )
    kinds.register(
        Kind(
            "owner.visit",
            _("visit to an owner"),
            fields.VisitFields,
            exists(notes.visit),
            notes.take_visit,
            changed=notes.changed_visit,
        )
    )
    subjects.shows("patrols.unsecuredvehicle", shown.cars)
    subjects.shows("patrols.ownervisit", shown.visits)
    photos.register_parent("vehicle", notes.photo_of_car)
    photos.register_parent("observation", notes.photo_of_observation)
    kinds.knows("round", _started)
    kinds.on_synced(_synced)

"""The library of warnings: drawn up, changed by a new version, taken out of use."""

import datetime
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from antifraud.errors import WarningRefused
from antifraud.models import FraudWarning, WarningVersion
from jurisdiction.models import Officer, Station
from jurisdiction.remit import Remit
from ledger.operations import record


@dataclass(frozen=True, slots=True)
class WarningWords:
    """What a version says."""

    text: str
    short_text: str
    dos: list[str] = field(default_factory=list)
    donts: list[str] = field(default_factory=list)
    note: str = ""


def draw_up(
    *, station: Station | None, kind: str, title: str, words: WarningWords, at: datetime.datetime, by: Officer
) -> WarningVersion:
    """A new warning with its first version. Raises WarningRefused (field title)."""
    try:
        with transaction.atomic():
            warning = FraudWarning.objects.create(station=station, kind=kind, title=title)
            return _version(warning, 1, words, at=at, by=by)
    except IntegrityError as error:
        raise WarningRefused(_("There is a warning of that title already."), field="title") from error


def copy_for(*, station: Station, warning_id: int, at: datetime.datetime, by: Officer) -> WarningVersion:
    """The station's own warning with the words of everybody's, to be changed by the station. Raises WarningRefused when
    it has one of that title."""
    found = FraudWarning.objects.get(pk=warning_id)
    _refuse_retired(found)
    latest = _latest(found)
    words = WarningWords(latest.text, latest.short_text, latest.dos, latest.donts)
    return draw_up(station=station, kind=found.kind, title=found.title, words=words, at=at, by=by)


@transaction.atomic
def rewrite(
    *, warning_id: int, remit: Remit, based_on: int, words: WarningWords, at: datetime.datetime, by: Officer
) -> WarningVersion:
    """A new version; what was sent keeps the old one. The same words again change nothing. Raises WarningRefused when
    somebody else was quicker (`based_on` is no longer the latest), the warning is out of use or not the own station's."""
    warning = _changeable(warning_id, remit)
    latest = _latest(warning)
    if latest.number != based_on:
        raise WarningRefused(
            _("Somebody changed this warning meanwhile: version %(number)d is the latest now.")
            % {"number": latest.number}
        )
    if (latest.text, latest.short_text, latest.dos, latest.donts) == (
        words.text,
        words.short_text,
        words.dos,
        words.donts,
    ):
        return latest
    return _version(warning, latest.number + 1, words, at=at, by=by)


def _version(
    warning: FraudWarning, number: int, words: WarningWords, *, at: datetime.datetime, by: Officer
) -> WarningVersion:
    made = WarningVersion.objects.create(
        warning=warning,
        number=number,
        text=words.text,
        short_text=words.short_text,
        dos=words.dos,
        donts=words.donts,
        note=words.note,
        made_at=at,
        made_by=by,
    )
    record(
        at=at,
        by=by,
        station=warning.station_id,
        verb="warning.written",
        obj=warning,
        detail={"version": number, "kind": warning.kind},
    )
    return made


def _latest(warning: FraudWarning) -> WarningVersion:
    latest = warning.versions.first()
    assert latest is not None  # noqa: S101  # draw_up makes the first
    return latest


def _changeable(warning_id: int, remit: Remit) -> FraudWarning:
    """Locked; refused when it is not this remit's to change, or out of use."""
    warning = FraudWarning.objects.select_for_update().get(pk=warning_id)
    if not FraudWarning.objects.changeable(remit).filter(pk=warning_id).exists():
        raise WarningRefused(
            _("This warning is not your station's alone: copy it for your station and change the copy.")
        )
    _refuse_retired(warning)
    return warning


def _refuse_retired(warning: FraudWarning) -> None:
    if warning.retired_at is not None:
        raise WarningRefused(_("This warning is out of use."))


@transaction.atomic
def retire(*, warning_id: int, remit: Remit, at: datetime.datetime, by: Officer) -> FraudWarning:
    """Out of use: nothing new is sent with it, what was sent stays. Raises WarningRefused."""
    warning = _changeable(warning_id, remit)
    warning.retired_at, warning.retired_by = at, by
    warning.save(update_fields=["retired_at", "retired_by"])
    record(at=at, by=by, station=warning.station_id, verb="warning.retired", obj=warning)
    return warning

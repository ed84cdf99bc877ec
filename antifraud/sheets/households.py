"""The list of a village's households: group, door, whom to ask for, how many adults, how many with the app."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from antifraud.errors import AntifraudRefused
from antifraud.models import AppCount, Household
from antifraud.operations.households import ADULTS_MOST, VISITORS, Door, check_village, door_text, fill
from antifraud.sheets import Cells, Column, Read, Sheet, Target, register
from antifraud.workbooks import FORMULA
from jurisdiction import phones
from jurisdiction.masks import mask_name, mask_phone


@dataclass(frozen=True, slots=True)
class Listed:
    door: Door
    registered: int | None
    installed: int | None


def _mask_phone(raw: str) -> str:
    return mask_phone(phones.normalise(raw)) if raw else ""


COLUMNS = (
    Column(
        "group_no", gettext_lazy("village group"), ("组别", "村民小组", "小组", "组", "group"), example="3"
    ),
    Column("door", gettext_lazy("door"), ("门牌", "门牌号", "户号", "door"), required=True, example="12号"),
    Column(
        "head",
        gettext_lazy("whom to ask for"),
        ("户主", "姓名", "联系人", "head"),
        mask=mask_name,
        example="李某某",
    ),
    Column("phone", gettext_lazy("telephone"), ("电话", "手机", "联系电话", "phone"), mask=_mask_phone),
    Column("adults", gettext_lazy("adults"), ("成年人数", "成年人", "adults"), required=True, example="2"),
    Column("registered", gettext_lazy("registered"), ("已注册人数", "已注册", "registered"), example="0"),
    Column("installed", gettext_lazy("installed only"), ("仅安装人数", "仅安装", "installed"), example="0"),
)


def _number(cells: Cells, name: str, read: Read, *, empty: int | None) -> int | None:
    """A whole number, also as people write it: 3组, 2人."""
    text = cells.get(name, "").strip().removeprefix("第").removesuffix("组").removesuffix("人").strip()
    if text == FORMULA:
        read.errors[name] = "formula"
        return None
    if not text:
        return empty
    if not text.isascii() or not text.isdigit() or len(text) > 4:
        read.errors[name] = "number"
        return None
    return int(text)


def _read(cells: Cells) -> Read:
    read = Read()
    group_no = _number(cells, "group_no", read, empty=0)
    adults = _number(cells, "adults", read, empty=None)
    registered = _number(cells, "registered", read, empty=None)
    installed = _number(cells, "installed", read, empty=None)
    door = door_text(cells.get("door", ""))
    head, phone = cells.get("head", "").strip(), cells.get("phone", "").strip()
    if group_no is not None and group_no > 99:
        read.errors["group_no"] = "group"
    if not door:
        read.errors["door"] = "empty"
    _check_words(read, door=door, head=head, phone=phone)
    if "adults" not in read.errors:
        _check_adults(read, adults, (registered or 0) + (installed or 0))
    if not {"group_no", "door"} & set(read.errors):
        read.key = (group_no, door)
    if not read.errors:
        given = Door(group_no or 0, door, adults or 1, head or None, phone or None)
        read.value = Listed(given, registered, installed)
    return read


def _check_words(read: Read, **texts: str) -> None:
    for name, text in texts.items():
        if text == FORMULA:
            read.errors[name] = "formula"
        elif len(text) > 60:
            read.errors[name] = "long"
    phone = texts["phone"]
    if phone and "phone" not in read.errors and phones.kind_of(phone) is None:
        read.errors["phone"] = "phone"


def _check_adults(read: Read, adults: int | None, with_app: int) -> None:
    if adults is None:
        read.errors["adults"] = "empty"
    elif not 0 < adults <= ADULTS_MOST:
        read.errors["adults"] = "adults"
    elif with_app > adults and "registered" not in read.errors:
        read.errors["registered"] = "more_apps"


def _known(target: Target, keys: Sequence[Any]) -> dict[Any, str]:
    if target.village is None:
        return {}
    there = Household.objects.in_use().filter(
        village=target.village, door__in={door for _group, door in keys}
    )
    return {(group, door): str(pk) for group, door, pk in there.values_list("group_no", "door", "pk")}


def _counted(household: Household, listed: Listed, target: Target) -> AppCount | None:
    """Takes what the list says of the app over; a list that says nothing of it changes nothing."""
    if listed.registered is None and listed.installed is None:
        return None
    registered, installed = listed.registered or 0, listed.installed or 0
    change = registered - household.registered
    household.registered, household.installed, household.counted_at = registered, installed, target.at
    return AppCount(
        station_id=household.station_id,
        village_id=household.village_id,
        household=household,
        at=target.at,
        by=target.by,
        adults=household.adults,
        registered=registered,
        installed=installed,
        registered_change=change,
    )


def _create(target: Target, values: Mapping[uuid.UUID, Any]) -> dict[uuid.UUID, str]:
    assert target.village is not None  # noqa: S101  # needs_village
    check_village(target.village, at=target.at, by=target.by)
    rows, counts = [], []
    for key, listed in values.items():
        household = Household(
            id=key, station=target.station, village=target.village, created_at=target.at, changed_at=target.at
        )
        fill(household, listed.door)
        counts.append(_counted(household, listed, target))
        rows.append(household)
    try:
        Household.objects.bulk_create(rows, batch_size=500)
    except IntegrityError as error:
        raise AntifraudRefused(
            _("Somebody entered one of these doors meanwhile: look through the list again.")
        ) from error
    AppCount.objects.bulk_create([count for count in counts if count is not None], batch_size=500)
    return {key: str(key) for key in values}


#: What an update may change, and undoing it sets back.
KEPT = (
    *("group_no", "door", "adults", "registered", "installed", "head_sealed", "head_mask"),
    *("phone_sealed", "phone_mask", "phone_hash", "no_app_reason"),
)


def _update(target: Target, object_id: str, listed: Any) -> dict[str, Any]:
    household = Household.objects.select_for_update().get(pk=object_id)
    before = {name: getattr(household, name) for name in KEPT}
    before["changed_at"] = household.changed_at.isoformat()
    before["counted_at"] = household.counted_at.isoformat() if household.counted_at else None
    fill(household, listed.door)
    count = _counted(household, listed, target)
    if household.registered + household.installed > household.adults:
        raise AntifraudRefused(
            _("%(door)s: more people have the app than the list says there are adults.") % {"door": household}
        )
    if count is not None:
        count.save()
    household.changed_at = target.at
    household.save()
    return before


def _grown(ids: Sequence[str], since: datetime.datetime) -> Sequence[str]:
    """Visited, counted, planned, changed since."""
    touched = Household.objects.filter(pk__in=ids).filter(
        Q(changed_at__gt=since) | Q(visits__received_at__gte=since) | Q(planned__plan__created_at__gte=since)
    )
    gone = set(ids) - {str(pk) for pk in Household.objects.filter(pk__in=ids).values_list("pk", flat=True)}
    return sorted({str(household) for household in touched} | gone)


def _remove(target: Target, ids: Sequence[str]) -> None:
    Household.objects.filter(pk__in=ids).delete()


def _restore(target: Target, object_id: str, before: Mapping[str, Any]) -> None:
    household = Household.objects.select_for_update().get(pk=object_id)
    AppCount.objects.filter(household=household, at=household.changed_at, visit__isnull=True).delete()
    for name in KEPT:
        setattr(household, name, before[name])
    household.changed_at = datetime.datetime.fromisoformat(before["changed_at"])
    counted = before["counted_at"]
    household.counted_at = datetime.datetime.fromisoformat(counted) if counted else None
    household.save()


def register_sheet() -> None:
    """Called once when the app starts."""
    register(
        Sheet(
            name="households",
            title=gettext_lazy("Households of a village"),
            columns=COLUMNS,
            needs_village=True,
            roles=VISITORS,
            reader=lambda target: _read,
            known=_known,
            create=_create,
            update=_update,
            grown=_grown,
            remove=_remove,
            restore=_restore,
        )
    )

"""Telephone numbers as they are dialled in the jurisdiction."""

import re
from enum import StrEnum

from jurisdiction.text import squeeze

MOBILE = re.compile(r"1[3-9][0-9]{9}")
LANDLINE = re.compile(r"0598[0-9]{7,8}")


_BRACKETS = str.maketrans("", "", "()")
_ABROAD = re.compile(r"(?:\+|00)86")


class PhoneKind(StrEnum):
    MOBILE = "mobile"
    LANDLINE = "landline"


class PhoneWarning(StrEnum):
    UNUSUAL = "phone_unusual"


def normalise(raw: str) -> str:
    """As dialled inland: no country code 86, separators or brackets; an area code written as from abroad
    gets its 0 back. What is no telephone number stays as it is."""
    text = squeeze(raw).translate(_BRACKETS)
    abroad = _ABROAD.match(text)
    if abroad:
        text = text[abroad.end() :]
        return text if text.startswith(("0", "1")) else f"0{text}"
    return text[2:] if text.startswith("86") and len(text) == 13 else text


def kind_of(raw: str) -> PhoneKind | None:
    """mobile, landline (area code 0598), or none when it is neither."""
    text = normalise(raw)
    if MOBILE.fullmatch(text):
        return PhoneKind.MOBILE
    return PhoneKind.LANDLINE if LANDLINE.fullmatch(text) else None

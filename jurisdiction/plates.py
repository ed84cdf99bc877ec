"""Number plates by GA 36-2018.

A plate that looks wrong is warned about, never refused: what the officer sees is kept.
The letters I and O are not used, but for historic codes that nobody meets on patrol.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from jurisdiction.text import squeeze

PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_P = f"[{PROVINCES}]"
_L = "[A-HJ-NP-Z]"
_A = "[A-HJ-NP-Z0-9]"


class PlateKind(StrEnum):
    ORDINARY = "ordinary"
    NEW_ENERGY_SMALL = "new_energy_small"
    NEW_ENERGY_LARGE = "new_energy_large"
    POLICE = "police"
    TRAINER = "trainer"
    TRAILER = "trailer"
    HONG_KONG = "hong_kong"
    MACAO = "macao"
    TRIAL = "trial"
    OVERSIZE = "oversize"
    EMBASSY = "embassy"
    CONSULATE = "consulate"
    FREE_TEXT = "free_text"


class PlateWarning(StrEnum):
    UNUSUAL = "plate_unusual"
    LETTER_I_OR_O = "plate_letter_i_or_o"
    TOO_LONG = "plate_too_long"


SUFFIXES = {
    "警": PlateKind.POLICE,
    "学": PlateKind.TRAINER,
    "挂": PlateKind.TRAILER,
    "港": PlateKind.HONG_KONG,
    "澳": PlateKind.MACAO,
    "试": PlateKind.TRIAL,
    "超": PlateKind.OVERSIZE,
}
_PATTERNS = (
    (re.compile(rf"{_P}{_L}[A-HJK]{_A}[0-9]{{4}}"), PlateKind.NEW_ENERGY_SMALL),
    (re.compile(rf"{_P}{_L}[0-9]{{5}}[A-HJK]"), PlateKind.NEW_ENERGY_LARGE),
    (re.compile(rf"{_P}{_L}[0-9]{{4}}领"), PlateKind.CONSULATE),
    (re.compile(r"[0-9]{6}使|使[0-9]{6}"), PlateKind.EMBASSY),
    (re.compile(rf"{_P}{_L}{_A}{{5}}"), PlateKind.ORDINARY),
)
_SUFFIXED = re.compile(rf"{_P}{_L}{_A}{{4}}([{''.join(SUFFIXES)}])")
_MEANT = str.maketrans("IO", "10")
LONGEST = 20


@dataclass(frozen=True, slots=True)
class Plate:
    """`text` is normalised; `suggestion` is what was probably meant when a warning knows better."""

    text: str
    kind: PlateKind
    warnings: tuple[PlateWarning, ...] = ()
    suggestion: str = ""


def normalise(raw: str) -> str:
    """Full width, case, spaces, dots and dashes are evened out; nothing else is changed."""
    return squeeze(raw)


def _kind(text: str) -> PlateKind | None:
    suffixed = _SUFFIXED.fullmatch(text)
    if suffixed:
        return SUFFIXES[suffixed.group(1)]
    return next((kind for pattern, kind in _PATTERNS if pattern.fullmatch(text)), None)


def parse(raw: str) -> Plate:
    """What kind of plate it is. Unknown shapes are FREE_TEXT with a warning; e-bikes carry local ones."""
    text = normalise(raw)
    kind = _kind(text)
    if kind is not None:
        return Plate(text, kind)
    if len(text) > LONGEST:
        return Plate(text[:LONGEST], PlateKind.FREE_TEXT, (PlateWarning.TOO_LONG,))
    prefix = 1 if text.startswith("使") else 2
    meant = text[:prefix] + text[prefix:].translate(_MEANT)
    if meant != text and _kind(meant) is not None:
        return Plate(text, PlateKind.FREE_TEXT, (PlateWarning.LETTER_I_OR_O,), suggestion=meant)
    return Plate(text, PlateKind.FREE_TEXT, (PlateWarning.UNUSUAL,) if text else ())

"""Unified social credit codes by GB 32100."""

import re
from dataclasses import dataclass
from enum import StrEnum

from jurisdiction.text import squeeze

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
SHAPE = re.compile(rf"[{ALPHABET}]{{2}}[0-9]{{6}}[{ALPHABET}]{{10}}")


class CodeWarning(StrEnum):
    SHAPE = "uscc_shape"
    CHECKSUM = "uscc_checksum"


@dataclass(frozen=True, slots=True)
class CreditCode:
    """`warning` is set, no error raised: some early codes of the province fail the check and are legal."""

    code: str
    warning: CodeWarning | None = None


def check_character(first_17: str) -> str:
    total = sum(ALPHABET.index(letter) * pow(3, index, 31) for index, letter in enumerate(first_17))
    return ALPHABET[(31 - total % 31) % 31]


def parse(raw: str) -> CreditCode:
    code = squeeze(raw)
    if not SHAPE.fullmatch(code):
        return CreditCode(code, CodeWarning.SHAPE)
    return CreditCode(code, None if check_character(code[:17]) == code[17] else CodeWarning.CHECKSUM)

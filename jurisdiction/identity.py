"""Resident identity numbers by GB 11643. Regions are not whitelisted: old codes stay valid for life."""

import datetime
import re
from dataclasses import dataclass
from enum import StrEnum

from jurisdiction.text import squeeze

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
SHAPE = re.compile(r"[0-9]{17}[0-9X]")


class IdentityFault(StrEnum):
    SHAPE = "identity_shape"
    DATE = "identity_date"
    CHECKSUM = "identity_checksum"


class IdentityInvalid(ValueError):
    def __init__(self, fault: IdentityFault) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Identity:
    """`number` is normalised; `male` by the parity of the 17th digit."""

    number: str
    region: str
    born: datetime.date
    male: bool


def check_digit(first_17: str) -> str:
    return CHECKS[sum(int(digit) * weight for digit, weight in zip(first_17, WEIGHTS, strict=True)) % 11]


def parse(raw: str, *, today: datetime.date | None = None) -> Identity:
    """Raises IdentityInvalid: wrong shape, no such birthday (or one after `today`), wrong check digit."""
    number = squeeze(raw)
    if not SHAPE.fullmatch(number):
        raise IdentityInvalid(IdentityFault.SHAPE)
    try:
        born = datetime.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise IdentityInvalid(IdentityFault.DATE) from None
    if today is not None and born > today:
        raise IdentityInvalid(IdentityFault.DATE)
    if check_digit(number[:17]) != number[17]:
        raise IdentityInvalid(IdentityFault.CHECKSUM)
    return Identity(number, region=number[:6], born=born, male=int(number[16]) % 2 == 1)

"""Warnings and faults of the pure rules in words."""

from enum import StrEnum
from itertools import chain

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jurisdiction.identity import IdentityFault
from jurisdiction.organisations import CodeWarning
from jurisdiction.phones import PhoneWarning
from jurisdiction.plates import PlateKind, PlateWarning

PLATE_WARNINGS: dict[PlateWarning, Promise] = {
    PlateWarning.UNUSUAL: _("This plate has an unusual shape. Look again; it is kept as you typed it."),
    PlateWarning.LETTER_I_OR_O: _("Plates carry no letters I and O. Did you mean %(suggestion)s?"),
    PlateWarning.TOO_LONG: _("This is too long for a plate; it was cut."),
}
IDENTITY_FAULTS: dict[IdentityFault, Promise] = {
    IdentityFault.SHAPE: _("An identity number has 18 characters: 17 digits and a digit or X."),
    IdentityFault.DATE: _("The date of birth in this number does not exist."),
    IdentityFault.CHECKSUM: _("The last character does not fit: one digit is mistyped."),
}
CODE_WARNINGS: dict[CodeWarning, Promise] = {
    CodeWarning.SHAPE: _("A unified social credit code has 18 characters, without I, O, S, V and Z."),
    CodeWarning.CHECKSUM: _("The last character does not fit. Some early codes are so; please look again."),
}
PHONE_WARNINGS: dict[PhoneWarning, Promise] = {
    PhoneWarning.UNUSUAL: _(
        "This is no telephone number: a mobile has 11 digits, a landline begins with 0598."
    ),
}
PLATE_KINDS: dict[PlateKind, Promise] = {
    PlateKind.ORDINARY: _("ordinary plate"),
    PlateKind.NEW_ENERGY_SMALL: _("new energy, small"),
    PlateKind.NEW_ENERGY_LARGE: _("new energy, large"),
    PlateKind.POLICE: _("police vehicle"),
    PlateKind.TRAINER: _("driving-school vehicle"),
    PlateKind.TRAILER: _("trailer"),
    PlateKind.HONG_KONG: _("Hong Kong cross-border vehicle"),
    PlateKind.MACAO: _("Macao cross-border vehicle"),
    PlateKind.TRIAL: _("vehicle on trial"),
    PlateKind.OVERSIZE: _("oversize special vehicle"),
    PlateKind.EMBASSY: _("embassy vehicle"),
    PlateKind.CONSULATE: _("consulate vehicle"),
    PlateKind.FREE_TEXT: _("other plate"),
}
MESSAGES: dict[StrEnum, Promise] = dict(
    chain(PLATE_WARNINGS.items(), IDENTITY_FAULTS.items(), CODE_WARNINGS.items(), PHONE_WARNINGS.items())
)


def message_for(code: StrEnum, *, suggestion: str = "") -> str:
    """A warning or fault in the language of the moment. Raises KeyError for a code without words."""
    return str(MESSAGES[code]) % {"suggestion": suggestion}

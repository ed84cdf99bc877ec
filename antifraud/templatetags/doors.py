"""How doors, states and kinds of fraud are written on pages."""

from collections.abc import Iterable

from django import template
from django.utils.translation import gettext as _

from antifraud.choices import DoorState, FraudKind
from antifraud.models import Household

register = template.Library()


@register.simple_tag
def door(household: Household) -> str:
    """3组 12号; without a group the door alone."""
    if not household.group_no:
        return household.door
    return _("Group %(number)d %(door)s") % {"number": household.group_no, "door": household.door}


@register.filter
def door_state(code: str) -> str:
    return str(DoorState(code).label) if code in DoorState.values else code


@register.filter
def fraud_kinds(codes: Iterable[str]) -> str:
    return "、".join(str(FraudKind(code).label) for code in codes if code in FraudKind.values)


@register.filter
def village_key(text: str) -> int:
    """The village that the filter names; 0, which no village has, for what is no key."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0

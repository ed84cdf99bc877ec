"""Kinds of ledger entries, and the ways in which a chain can be found broken."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    CHANGE = "change", _("change")
    LOOK = "look", _("look at a record")
    SIGN_IN = "sign_in", _("sign-in")


class Fault(TextChoices):
    """What is wrong with the first broken row of a chain; stored nowhere."""

    CONTENT = "content", _("the entry was altered")
    LINK = "link", _("the entry does not follow from the one before it")
    GAP = "gap", _("an entry before it is missing")
    END = "end", _("entries were cut off at the end")
    HEAD = "head", _("the head of the chain differs from its last entry")

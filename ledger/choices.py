"""Kinds of ledger entries."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    CHANGE = "change", _("change")
    LOOK = "look", _("look at a record")
    SIGN_IN = "sign_in", _("sign-in")

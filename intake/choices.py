"""Closed lists of the intake room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(TextChoices):
    """What became of a record that is stored."""

    RECEIVED = "received", _("stored, not applied yet")
    APPLIED = "applied", _("applied")
    HELD = "held", _("waits for another record")
    REFUSED = "refused", pgettext_lazy("record", "refused")
    CLASH = "clash", _("two phones say different things")
    REPLACED = "replaced", _("mended by another record")
    DROPPED = "dropped", _("given up by its author")


class ClashChoice(TextChoices):
    KEPT = "kept", _("what was stored stays")
    TAKEN = "taken", _("the later entry was taken")

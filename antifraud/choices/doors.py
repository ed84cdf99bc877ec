"""Closed lists of households, visits, campaigns and imports."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# ---- at the door


class DoorOutcome(TextChoices):
    """How a visit to a household ended."""

    TALKED = "talked", pgettext_lazy("visit", "talked to")
    NOT_HOME = "not_home", pgettext_lazy("visit", "nobody at home")
    REFUSED = "refused", pgettext_lazy("visit", "did not want to talk")
    LEFT = "left", pgettext_lazy("visit", "moved away")


class DoorState(TextChoices):
    """Where a household stands; the codes are those of door_rules.state."""

    NEW = "new", pgettext_lazy("household", "never visited")
    VISITED = "visited", pgettext_lazy("household", "visited this quarter")
    EARLIER = "earlier", pgettext_lazy("household", "visited before this quarter")
    NOT_HOME = "not_home", pgettext_lazy("household", "not met at home")
    REFUSED = "refused", pgettext_lazy("household", "did not want to talk")
    HELP = "help", pgettext_lazy("household", "wants help")
    LEFT = "left", pgettext_lazy("household", "moved away")


class DayPart(TextChoices):
    """When somebody may be at home; the codes are those of door_rules.part_of."""

    MORNING = "morning", _("in the morning")
    AFTERNOON = "afternoon", _("in the afternoon")
    EVENING = "evening", _("in the evening")


class HelpResult(TextChoices):
    """How a household's wish for help with the app ended."""

    REGISTERED = "registered", _("installed and registered")
    NO_SMARTPHONE = "no_smartphone", _("no smartphone")
    NOT_WANTED = "not_wanted", _("not wanted any more")
    LEFT = "left", pgettext_lazy("household", "moved away")


class Measure(TextChoices):
    """What a campaign counts."""

    VISITED_SHARE = "visited_share", _("households talked to, in percent")
    REGISTERED_SHARE = "registered_share", _("adults registered, in percent")
    VISITED = "visited", _("households talked to, number")
    REGISTERED = "registered", _("adults newly registered, number")


class Pace(TextChoices):
    """How a campaign goes; the codes are those of door_rules.pace."""

    AHEAD = "ahead", pgettext_lazy("campaign", "goal reached")
    ON_TRACK = "on_track", pgettext_lazy("campaign", "on track")
    BEHIND = "behind", pgettext_lazy("campaign", "behind")
    NOT_BEGUN = "not_begun", pgettext_lazy("campaign", "not begun yet")
    MET = "met", pgettext_lazy("campaign", "ended, goal reached")
    MISSED = "missed", pgettext_lazy("campaign", "ended, goal not reached")


class ImportState(TextChoices):
    DRAFT = "draft", pgettext_lazy("import", "to be looked through")
    APPLIED = "applied", pgettext_lazy("import", "taken over")
    UNDONE = "undone", pgettext_lazy("import", "undone")
    DROPPED = "dropped", pgettext_lazy("import", "given up")


class RowState(TextChoices):
    """One line of a list from Excel."""

    READY = "ready", pgettext_lazy("row", "new")
    WRONG = "wrong", pgettext_lazy("row", "to mend")
    TWICE = "twice", pgettext_lazy("row", "twice in the file")
    KNOWN = "known", pgettext_lazy("row", "known already")
    LEFT_OUT = "left_out", pgettext_lazy("row", "left out")
    CREATED = "created", pgettext_lazy("row", "entered")
    UPDATED = "updated", pgettext_lazy("row", "changed")
    SKIPPED = "skipped", pgettext_lazy("row", "skipped")


class OnKnown(TextChoices):
    """What becomes of lines that the database knows already."""

    SKIP = "skip", _("leave what is stored as it is")
    UPDATE = "update", _("overwrite what is stored")

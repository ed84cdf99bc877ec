"""The words of the app's screens for visits at the door; joined with texts.py."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from antifraud.choices import DoorOutcome, DoorState, FraudKind, NoAppReason


def door_texts() -> dict[str, str]:
    return {
        "doors": _("Doors to visit"),
        "doors_none": _(
            "No village's doors are on this phone: they come with a shift that walks through it, or with a plan."
        ),
        "doors_done": _("{n} doors logged on this phone"),
        "doors_tonight": _("Planned for now"),
        "doors_tonight_none": _("Nothing is left of what was planned for now."),
        "doors_visited": _("{n} of {of} visited"),
        "door_here": _("logged here"),
        "door_last": _("last talked to: {day}"),
        "door_group": _("Group {n}"),
        "door_no_group": _("Without a group"),
        "door_other": _("Another door"),
        "door_gone": _("This door is not on this phone any more."),
        "door_group_label": _("Village group (0: none)"),
        "door_label": pgettext("household", "Door"),
        "door_help": _("House number or what people call it. No names."),
        "door_missing": _("Say which door it is."),
        "door_too_soon": _("They were talked to on {day} already."),
        "door_again": _("Why again so soon?"),
        "door_again_missing": _("Say why they are visited again so soon."),
        "door_talked": _("Talked to them"),
        "door_not_home": _("Nobody at home"),
        "door_slip": _("Nobody at home, slip left"),
        "door_refused": _("They did not want to talk"),
        "door_left": _("They moved away"),
        "door_explained": _("What was explained?"),
        "door_app": _("Anti-fraud app, as they say"),
        "door_adults": _("Adults in the household"),
        "door_registered": _("Of them registered"),
        "door_installed": _("Of them installed only"),
        "door_all": _("All are registered"),
        "door_more": _("Installed only, why not, help, note"),
        "door_why": _("Why not all?"),
        "door_help_wanted": _("They want help with it"),
        "door_more_apps": _("More people with the app than adults in the household."),
        "door_adults_wrong": _("Between 1 and 60 adults."),
        "door_told_store": _("Told: call 110 at once. Store"),
        "door_untold_store": _("Store, not told"),
        "door_other_outcome": _("It ended otherwise"),
    }


def door_fields() -> dict[str, str]:
    """What the fields of a visit are called in an entry."""
    return {
        "group": _("Village group"),
        "door": pgettext("household", "Door"),
        "explained": _("Explained"),
        "told_to_call": _("Told to call the police at once"),
        "adults": _("Adults"),
        "registered": _("Registered"),
        "installed": _("Installed only"),
        "needs_help": _("Wants help with the app"),
        "slip_left": _("Slip left"),
        "again_reason": _("Why again so soon"),
    }


def door_choices() -> dict[str, Any]:
    lists = {
        "door_state": DoorState,
        "door_outcome": DoorOutcome,
        "fraud": FraudKind,
        "no_app_reason": NoAppReason,
    }
    return {name: {str(value): str(label) for value, label in kind.choices} for name, kind in lists.items()}

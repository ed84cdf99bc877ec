"""Closed lists of the patrol room; the states follow the domain's state machines."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PatrolMode(TextChoices):
    FOOT = "foot", _("on foot")
    VEHICLE = "vehicle", _("by car")


class ShiftStatus(TextChoices):
    DRAFT = "draft", _("draft")
    AWAITING_APPROVAL = "awaiting_approval", _("awaiting approval")
    PUBLISHED = "published", _("published")
    ON_DUTY = "on_duty", _("on duty")
    AWAITING_HANDOVER = "awaiting_handover", _("awaiting handover")
    ENDED = "ended", _("ended")
    ARCHIVED = "archived", _("archived")
    CANCELLED = "cancelled", pgettext_lazy("shift", "cancelled")


class RoundStatus(TextChoices):
    PLANNED = "planned", _("planned")
    IN_PROGRESS = "in_progress", _("in progress")
    DONE = "done", pgettext_lazy("round", "done")
    MISSED = "missed", pgettext_lazy("round", "missed")
    MADE_UP = "made_up", _("made up")
    EXCUSED = "excused", _("excused")
    ABORTED = "aborted", _("broken off")


class StartKind(TextChoices):
    EARLY = "early", _("early")
    ON_TIME = "on_time", _("on time")
    LATE = "late", _("late")
    MAKE_UP = "make_up", _("after it was missed")


class AlertStep(TextChoices):
    """The ladder of a round that does not start: who hears of it, in turn."""

    REMINDER = "reminder", _("reminder to the squad")
    OFFICER = "officer", _("missed: the squad")
    LEADER = "leader", _("missed: the squad leader")
    CHIEF = "chief", _("missed: the chief")


class PassProof(TextChoices):
    HAND = "hand", _("marked by hand")
    POSITION = "position", _("by the phone's position")
    PLATE = "plate", _("by the code on its plate")


class Finding(TextChoices):
    SECURE = "secure", pgettext_lazy("vehicle", "secure")
    UNSECURED = "unsecured", pgettext_lazy("vehicle", "unsecured")


class OpenPart(TextChoices):
    DOOR = "door", _("door unlocked")
    WINDOW = "window", _("window open")
    BOOT = "boot", _("boot open")
    KEY = "key", _("key inside")


class ShiftProblem(TextChoices):
    """What planning could not settle. Words in %(…)s stand beside the code in the shift's row."""

    EMPTY = "empty", _("Nobody stands in this shift.")
    NO_POLICE = "no_police", _("A squad that may enforce needs at least one police officer.")
    ALONE = "alone", _("A squad that may enforce needs at least two people.")
    BUSY = "busy", _("%(name)s stands in another shift at that time.")


class VehicleState(TextChoices):
    FOUND = "found", _("found")
    CONTACTING = "contacting", _("calling the owner")
    WAITING = "waiting", _("waiting on the spot")
    RECHECK = "recheck", _("check again next round")
    CLOSED = "closed", pgettext_lazy("vehicle", "closed")


class VehicleOutcome(TextChoices):
    OWNER_SECURED = "owner_secured", _("owner came and locked it")
    DELEGATE_SECURED = "delegate_secured", _("locked on the owner's behalf")
    NOTICE_LEFT = "notice_left", _("not secured, reminder left")
    NOT_SECURED = "not_secured", _("not secured")


SECURED_OUTCOMES = (VehicleOutcome.OWNER_SECURED, VehicleOutcome.DELEGATE_SECURED)


class CallResult(TextChoices):
    REACHED = "reached", _("reached")
    NO_ANSWER = "no_answer", _("no answer")
    SWITCHED_OFF = "switched_off", _("switched off")
    WRONG_NUMBER = "wrong_number", _("wrong number")
    REFUSED = "refused", _("hung up")


class NumberSource(TextChoices):
    """Where an owner's number came from; looking an owner up outside this system is for police only."""

    ON_CAR = "on_car", _("number card on the car")
    EARLIER = "earlier", _("earlier contact")
    NEIGHBOUR = "neighbour", _("neighbour or shop nearby")
    LOOK_UP = "look_up", _("look-up by police, reason recorded")


class ObservationKind(TextChoices):
    """What a squad writes down beside the cars; hazards are the business of a room of their own."""

    NOTE = "note", _("note")
    HOME_VISIT = "home_visit", _("home visited about fraud")


class TalkTopic(TextChoices):
    THEFT = "theft", _("theft from cars")
    FRAUD = "fraud", _("fraud")
    FIRE = "fire", _("fire and e-bikes")
    MINORS = "minors", _("minors out at night")


class VisitResult(TextChoices):
    TALKED = "talked", _("talked with the owner")
    FAMILY = "family", _("talked with the family")
    ABSENT = "absent", _("nobody at home")
    MOVED = "moved", _("owner no longer there")
    NOT_NEEDED = "not_needed", _("no visit needed")


class TrackSource(TextChoices):
    PHONE = "phone", _("phone")
    GPX = "gpx", _("GPX file")

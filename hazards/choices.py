"""Closed lists of the hazard room; the states follow the domain's state machine."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jurisdiction.choices import PlaceKind, RiskLevel

#: Red, orange, yellow, blue: the levels of risk that places have too.
Level = RiskLevel


class HazardKind(TextChoices):
    FIRE_EXIT = "fire_exit", _("fire exits and escape routes")
    FIRE_EQUIPMENT = "fire_equipment", _("fire extinguishers and alarms")
    WIRING = "wiring", _("electric wiring")
    CHARGING = "charging", _("e-bikes charging or parked indoors")
    GAS = "gas", _("gas and open fire")
    STRUCTURE = "structure", _("building structure")
    CROWDING = "crowding", _("crowding")
    LIGHTING = "lighting", _("lighting")
    ROAD = "road", _("road, wells and fences")
    WATER = "water", _("water, danger of drowning")
    MINORS_SALES = "minors_sales", _("tobacco or alcohol sold to minors")
    MINORS_ENTRY = "minors_entry", _("minors let in where they may not be")
    REGISTRATION = "registration", _("missing real-name registration")
    CHEMICALS = "chemicals", _("dangerous chemicals or explosives stored")
    SECURITY = "security", _("locks, guards and cameras")
    OTHER = "other", pgettext_lazy("hazard kind", "other hazard")


class Status(TextChoices):
    REPORTED = "reported", pgettext_lazy("hazard", "reported")
    ASSESSED = "assessed", pgettext_lazy("hazard", "assessed")
    ON_SPOT = "on_spot", _("put right on the spot")
    ORDERED = "ordered", _("rectification ordered")
    TRANSFERRED = "transferred", _("transferred")
    RECTIFYING = "rectifying", _("being put right")
    TO_RECHECK = "to_recheck", _("waiting for re-inspection")
    RECHECKED = "rechecked", _("re-inspected, to be closed")
    OVERDUE = "overdue", pgettext_lazy("hazard", "overdue")
    SUPERVISED = "supervised", _("under supervision")
    CLOSED = "closed", pgettext_lazy("hazard", "closed")
    DISMISSED = "dismissed", _("no hazard")


#: Nobody's business any more.
SETTLED = (Status.CLOSED, Status.DISMISSED)
OPEN = tuple(status for status in Status if status not in SETTLED)


class Action(TextChoices):
    """What moves a hazard on, or is said about it; the codes are those of rules.Action."""

    REPORT = "report", pgettext_lazy("hazard", "reported")
    ASSESS = "assess", pgettext_lazy("hazard", "assessed")
    DISMISS = "dismiss", _("found to be no hazard")
    FIX_ON_SPOT = "fix_on_spot", _("put right on the spot")
    ORDER = "order", _("rectification ordered")
    TRANSFER = "transfer", _("transferred")
    ANSWER = "answer", _("answer of the other body")
    ACCEPT = "accept", _("the other body sees to it")
    DECLINE = "decline", _("the other body declined")
    BEGIN = "begin", _("work has begun")
    PUT_RIGHT = "put_right", _("said to be put right")
    CONFIRM = "confirm", _("re-inspected: put right")
    FAIL_IN_TIME = "fail_in_time", _("re-inspected: not yet put right")
    FAIL_LATE = "fail_late", _("re-inspected after the deadline: not put right")
    FAIL_UNORDERED = "fail_unordered", _("re-inspected: not put right")
    SEND_BACK = "send_back", _("sent back to re-inspection")
    EXPIRE = "expire", _("deadline passed")
    SUPERVISE = "supervise", _("put under supervision")
    ASK_EXTENSION = "ask_extension", _("extension asked for")
    ALLOW_EXTENSION = "allow_extension", _("extension allowed")
    REFUSE_EXTENSION = "refuse_extension", _("extension refused")
    CLOSE = "close", pgettext_lazy("hazard", "closed")
    REOPEN = "reopen", _("found again, reopened")
    ADVISE = "advise", _("remark")
    PASS_ON = "pass_on", pgettext_lazy("hazard", "passed on")


class Way(TextChoices):
    """How a hazard that was assessed is to be put right."""

    ON_SPOT = "on_spot", _("on the spot")
    DEADLINE = "deadline", _("with a deadline")
    TRANSFER = "transfer", _("transfer to who is competent")


class TransferTo(TextChoices):
    FIRE_SERVICE = "fire_service", _("fire and rescue service")
    MARKET = "market", _("market supervision")
    TOWN = "town", _("township government")
    HOUSING = "housing", _("housing and construction")
    EMERGENCY = "emergency", _("emergency management")
    POWER = "power", _("power supply")
    EDUCATION = "education", _("education")
    OTHER = "other", pgettext_lazy("authority", "other body")


class Reply(TextChoices):
    """What the other body's answer comes to."""

    WORKING = "working", pgettext_lazy("reply", "They see to it")
    DONE = "done", pgettext_lazy("reply", "They say it is put right")
    DECLINED = "declined", pgettext_lazy("reply", "They are not competent, or decline")


class Source(TextChoices):
    PATROL = "patrol", _("on patrol")
    INSPECTION = "inspection", _("at an inspection")
    CADRE = "cadre", _("village cadre")
    DESK = "desk", _("at the desk")


class Stage(TextChoices):
    """Which side of the comparison a photo stands on."""

    BEFORE = "before", pgettext_lazy("photo", "before")
    AFTER = "after", pgettext_lazy("photo", "after")


class Verdict(TextChoices):
    """Whether two photos were taken from the same place (rules.same_view)."""

    SAME = "same", _("from the same place")
    NEAR = "near", _("from nearby or another side")
    ELSEWHERE = "elsewhere", _("from another place")
    UNKNOWN = "unknown", _("position not known")


class Answer(TextChoices):
    OK = "ok", pgettext_lazy("checklist", "in order")
    NOT_OK = "not_ok", pgettext_lazy("checklist", "not in order")
    NOT_APPLICABLE = "na", pgettext_lazy("checklist", "does not apply")


class Result(TextChoices):
    """How a visit to a place ended."""

    IN_ORDER = "in_order", _("in order")
    FINDINGS = "findings", _("hazards found")
    SHUT = "shut", _("place was shut")
    REFUSED = "refused", _("entry refused")


class Consent(TextChoices):
    """Homes are entered with the consent of who lives there, and that is written down."""

    NOT_NEEDED = "not_needed", _("not needed: no home")
    GIVEN = "given", _("the residents agreed")
    REFUSED = "refused", _("the residents did not agree")


#: Places in which people live.
HOMES = frozenset({PlaceKind.OLD_HOUSING, PlaceKind.GROUP_RENTAL, PlaceKind.COMPOUND})
#: Places that are visited by plan.
INSPECTED = (
    PlaceKind.MILK_TEA_SHOP,
    PlaceKind.NIGHT_STALL,
    PlaceKind.PARK,
    PlaceKind.FIRM,
    PlaceKind.OLD_HOUSING,
    PlaceKind.GROUP_RENTAL,
    PlaceKind.SCHOOL,
)

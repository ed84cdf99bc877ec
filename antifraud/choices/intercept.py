"""Closed lists of reports of fraud, their lines and warnings before a loss."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# ---- intercept: reports, lines, outcomes, warnings before a loss


class MoneyChannel(TextChoices):
    """How the money left."""

    BANK = "bank", _("bank transfer")
    PAYMENT = "payment", _("third-party payment")
    CARD = "card", _("card charge")
    PLATFORM = "platform", _("errand or shopping platform")
    COURIER = "courier", _("cash or gold by courier")
    VIRTUAL = "virtual", _("virtual goods or vouchers")
    OTHER = "other", pgettext_lazy("channel of money", "another way")


class LineKind(TextChoices):
    """With whom a line of action is pursued; also the kind of a contact."""

    BANK = "bank", _("bank or payment: stop")
    CENTRE = "centre", _("96110 anti-fraud centre")
    PLATFORM = "platform", _("platform")
    MERCHANT = "merchant", _("merchant")
    COURIER = "courier", _("courier")
    TELECOM = "telecom", _("telecom operator")
    OTHER = "other", pgettext_lazy("line of action", "another line")


class LineState(TextChoices):
    OPEN = "open", pgettext_lazy("line of action", "not begun")
    WORKING = "working", pgettext_lazy("line of action", "being worked on")
    DONE = "done", pgettext_lazy("line of action", "done")


class Outcome(TextChoices):
    """What came of a line. Stopped, returned and lost move money; delivered and refused say that none moved."""

    STOPPED = "stopped", pgettext_lazy("money", "stopped")
    RETURNED = "returned", pgettext_lazy("money", "returned")
    DELIVERED = "delivered", _("already delivered")
    REFUSED = "refused", pgettext_lazy("outcome of a line", "refused")
    LOST = "lost", pgettext_lazy("money", "lost")


class Purse(TextChoices):
    """Where every fen of a report is at any moment."""

    OPEN = "open", pgettext_lazy("money", "still open")
    STOPPED = "stopped", pgettext_lazy("money", "stopped")
    RETURNED = "returned", pgettext_lazy("money", "returned")
    LOST = "lost", pgettext_lazy("money", "lost")


class AttemptWay(TextChoices):
    PHONE = "phone", _("telephone")
    ONLINE = "online", _("online service")
    LETTER = "letter", _("official letter")
    VISIT = "visit", _("in person")


class Answer(TextChoices):
    """What the other side said, one tap each."""

    NO_ANSWER = "no_answer", _("nobody answers")
    CHECKING = "checking", _("they look into it")
    AGREED = "agreed", _("they agree")
    ACTED = "acted", _("they have acted")
    REFUSED = "refused", pgettext_lazy("answer", "they refuse")
    ELSEWHERE = "elsewhere", _("they send us elsewhere")


class MilestoneKind(TextChoices):
    """What others did and the station noted: the system records it, it never issues it."""

    STOP = "stop", _("payment stopped")
    FREEZE = "freeze", _("account frozen")
    RETURN = "return", _("return ordered")


class ReportStatus(TextChoices):
    OPEN = "open", pgettext_lazy("report of fraud", "open")
    HANDED_OVER = "handed_over", _("handed over to a case")
    CLOSED = "closed", pgettext_lazy("report of fraud", "closed")


class ReportAction(TextChoices):
    OPEN = "open", pgettext_lazy("report of fraud", "reported")
    HAND_OVER = "hand_over", _("handed over to a case")
    FOLLOW_UP = "follow_up", _("victim asked again")
    CLOSE = "close", pgettext_lazy("report of fraud", "closed")
    REOPEN = "reopen", pgettext_lazy("report of fraud", "opened again")
    CORRECT = "correct", _("amount corrected")


class AgeBand(TextChoices):
    UNDER_18 = "under_18", _("under 18")
    TO_35 = "to_35", _("18 to 35")
    TO_59 = "to_59", _("36 to 59")
    FROM_60 = "from_60", _("60 and older")
    UNKNOWN = "unknown", pgettext_lazy("age", "not asked")


class Reach(TextChoices):
    """What prevention had reached the person before the loss."""

    VISIT = "visit", _("home visit")
    APP = "app", _("the app")
    GROUP = "group", _("chat group")
    TALK = "talk", pgettext_lazy("prevention", "talk")
    NONE = "none", pgettext_lazy("prevention", "nothing")


class WarningSource(TextChoices):
    CENTRE = "centre", _("96110 anti-fraud centre")
    COUNTY = "county", _("city public security bureau")
    BANK = "bank", _("bank counter")
    TELECOM = "telecom", _("telecom operator")
    OWN = "own", _("the station itself")


class DissuasionStatus(TextChoices):
    RECEIVED = "received", pgettext_lazy("dissuasion", "received")
    SIGNED = "signed", pgettext_lazy("dissuasion", "signed for")
    TRYING = "trying", _("being dissuaded")
    PERSUADED = "persuaded", _("dissuaded in time")
    NOT_FRAUD = "not_fraud", _("was not being defrauded")
    DEFRAUDED = "defrauded", _("already defrauded")


class DissuasionAction(TextChoices):
    RECEIVE = "receive", pgettext_lazy("dissuasion", "received")
    SIGN = "sign", pgettext_lazy("dissuasion", "signed for")
    SMS = "sms", _("text message")
    CALL = "call", pgettext_lazy("dissuasion", "telephoned")
    VISIT = "visit", pgettext_lazy("dissuasion", "met in person")
    PERSUADE = "persuade", _("dissuaded in time")
    NOT_FRAUD = "not_fraud", _("was not being defrauded")
    DEFRAUDED = "defrauded", _("already defrauded")


DISSUASION_OPEN = (DissuasionStatus.RECEIVED, DissuasionStatus.SIGNED, DissuasionStatus.TRYING)

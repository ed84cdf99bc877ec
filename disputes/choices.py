"""Closed lists of the room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jurisdiction.choices import RiskLevel as Level


class DisputeKind(TextChoices):
    LAND = "land", _("land and hillsides")
    WATER = "water", _("water and ditches")
    NEIGHBOURS = "neighbours", _("neighbours")
    FAMILY = "family", _("marriage and family")
    WAGES = "wages", _("wages")
    DEBTS = "debts", _("debts")
    CONTRACTS = "contracts", _("contracts")
    TRAFFIC = "traffic", _("traffic")
    CONSUMER = "consumer", _("purchases")
    OTHER = "other", pgettext_lazy("dispute", "something else")


class Signal(TextChoices):
    """What raises the level at once, whatever level was chosen."""

    THREATS = "threats", _("threats were made")
    WEAPONS = "weapons", _("knives or tools in hand")
    INJURY = "injury", _("somebody is hurt")
    MINORS = "minors", _("minors are involved")


class Status(TextChoices):
    REPORTED = "reported", pgettext_lazy("dispute", "reported")
    ACCEPTED = "accepted", pgettext_lazy("dispute", "accepted")
    ASSIGNED = "assigned", pgettext_lazy("dispute", "mediator named")
    MEDIATING = "mediating", pgettext_lazy("dispute", "in mediation")
    SETTLED = "settled", pgettext_lazy("dispute", "settled, being followed up")
    NOT_SETTLED = "not_settled", pgettext_lazy("dispute", "mediation failed")
    ESCALATED = "escalated", pgettext_lazy("dispute", "handed upward")
    PASSED_ON = "passed_on", pgettext_lazy("dispute", "passed on")
    REFUSED = "refused", pgettext_lazy("dispute", "not taken up")
    WITHDRAWN = "withdrawn", pgettext_lazy("dispute", "withdrawn")
    CLOSED = "closed", pgettext_lazy("dispute", "closed")
    MERGED = "merged", pgettext_lazy("dispute", "joined with another")


#: Somebody has to do something next.
OPEN = frozenset(
    {
        Status.REPORTED,
        Status.ACCEPTED,
        Status.ASSIGNED,
        Status.MEDIATING,
        Status.NOT_SETTLED,
        Status.ESCALATED,
        Status.PASSED_ON,
        Status.SETTLED,
    }
)
#: Nothing more comes of itself.
ENDED = frozenset({Status.REFUSED, Status.WITHDRAWN, Status.CLOSED})


class Route(TextChoices):
    PEOPLES = "peoples", _("people's mediation")
    POLICE = "police", _("public-security mediation")
    DEPARTMENT = "department", _("handed to a department")


class Exclusion(TextChoices):
    """What excludes public-security mediation (procedure rules, article 179)."""

    HIRED = "hired", _("somebody was hired to hurt another")
    GANG = "gang", _("gang or mob fighting")
    REPEATED = "repeated", _("the same person has done it repeatedly")
    REFUSED = "refused", _("a party refuses mediation")


class MediatorKind(TextChoices):
    CADRE = "cadre", pgettext_lazy("mediator", "village cadre")
    COMMITTEE = "committee", pgettext_lazy("mediator", "people's mediation committee")
    OFFICER = "officer", pgettext_lazy("mediator", "police officer")
    JUSTICE = "justice", pgettext_lazy("mediator", "justice office")


#: Whose mediation is the village's own step.
OF_THE_VILLAGE = frozenset({MediatorKind.CADRE, MediatorKind.COMMITTEE})


class MediationResult(TextChoices):
    SETTLED = "settled", pgettext_lazy("mediation", "agreement reached")
    FAILED = "failed", pgettext_lazy("mediation", "no agreement")
    REPLACED = "replaced", pgettext_lazy("mediation", "another mediator took over")
    ENDED = "ended", pgettext_lazy("mediation", "ended otherwise")


class SessionResult(TextChoices):
    CONTINUE = "continue", pgettext_lazy("session", "to be continued")
    AGREED = "agreed", pgettext_lazy("session", "the parties agree")
    FAILED = "failed", pgettext_lazy("session", "no agreement in sight")
    ABSENT = "absent", pgettext_lazy("session", "a party did not come")


class SettlementForm(TextChoices):
    WRITTEN = "written", _("written agreement")
    ORAL = "oral", _("oral agreement")


class Confirmation(TextChoices):
    """Judicial confirmation of a mediation agreement (People's Mediation Law, article 33)."""

    NONE = "none", pgettext_lazy("judicial confirmation", "not applied for")
    APPLIED = "applied", pgettext_lazy("judicial confirmation", "applied for")
    CONFIRMED = "confirmed", pgettext_lazy("judicial confirmation", "confirmed by the court")
    DECLINED = "declined", pgettext_lazy("judicial confirmation", "the parties do not want it")
    LAPSED = "lapsed", pgettext_lazy("judicial confirmation", "time is over")


class EscalationTarget(TextChoices):
    TOWN = "town", _("township government")
    DISTRICT = "district", _("police district")
    COURT = "court", _("advised to go to court or arbitration")


class PartyRole(TextChoices):
    APPLICANT = "applicant", pgettext_lazy("party", "one side")
    RESPONDENT = "respondent", pgettext_lazy("party", "other side")
    OTHER = "other", pgettext_lazy("party", "also involved")


class FollowUpResult(TextChoices):
    KEPT = "kept", _("agreement kept")
    PARTLY = "partly", _("kept in part")
    NOT_KEPT = "not_kept", _("not kept")
    ABSENT = "absent", _("nobody met")
    RELAPSED = "relapsed", _("the quarrel broke out again")


class Step(TextChoices):
    """What has to happen next, each with its stored deadline."""

    TRIAGE = "triage", _("look at the report and decide")
    ASSIGN = "assign", _("name a mediator")
    FEEDBACK = "feedback", _("answer the reporter")
    FIRST_SESSION = "first_session", _("first mediation")
    SECOND_SESSION = "second_session", _("second mediation")
    MEDIATION = "mediation", _("finish mediation")
    DECIDE = "decide", _("decide what follows the failed mediation")
    UPPER = "upper", _("answer of the higher level")
    DEPARTMENT = "department", _("answer of the department")
    FIRST_FOLLOWUP = "first_followup", _("first follow-up visit")
    SECOND_FOLLOWUP = "second_followup", _("second follow-up visit")
    CONFIRMATION = "confirmation", _("apply for judicial confirmation")


class Rung(TextChoices):
    """Who hears of an overdue step, one after the other."""

    RESPONSIBLE = "responsible", _("who has to do it")
    CHIEF = "chief", _("station chief")
    DISTRICT = "district", _("district commander")


class EventVerb(TextChoices):
    """Entries of the time line, in words that a reporter understands too."""

    REPORTED = "reported", pgettext_lazy("dispute event", "Report received")
    JOINED = "joined", pgettext_lazy("dispute event", "Another report of the same dispute")
    WORDS = "words", pgettext_lazy("dispute event", "Something was added")
    PHOTO = "photo", pgettext_lazy("dispute event", "A photo was added")
    ACCEPTED = "accepted", pgettext_lazy("dispute event", "Taken up")
    PASSED_ON = "passed_on", pgettext_lazy("dispute event", "Passed on")
    REFUSED = "refused", pgettext_lazy("dispute event", "Not taken up")
    ASSIGNED = "assigned", pgettext_lazy("dispute event", "A mediator was named")
    SESSION = "session", pgettext_lazy("dispute event", "Mediated")
    SETTLED = "settled", pgettext_lazy("dispute event", "Settled")
    NOT_SETTLED = "not_settled", pgettext_lazy("dispute event", "Mediation brought no agreement")
    ESCALATED = "escalated", pgettext_lazy("dispute event", "Handed upward")
    WITHDRAWN = "withdrawn", pgettext_lazy("dispute event", "Withdrawn by the parties")
    FOLLOWED_UP = "followed_up", pgettext_lazy("dispute event", "Followed up")
    CLOSED = "closed", pgettext_lazy("dispute event", "Closed")
    REOPENED = "reopened", pgettext_lazy("dispute event", "Opened again")
    MERGED = "merged", pgettext_lazy("dispute event", "Joined with another report of the same dispute")
    TOLD = "told", pgettext_lazy("dispute event", "Answer of the station")
    LEVEL = "level", pgettext_lazy("dispute event", "Level changed")
    LEVEL_ASKED = "level_asked", pgettext_lazy("dispute event", "Lower level asked for")
    CONFIRMATION = "confirmation", pgettext_lazy("dispute event", "Judicial confirmation")
    PARTY = "party", pgettext_lazy("dispute event", "Parties changed")
    OVERDUE = "overdue", pgettext_lazy("dispute event", "A step is overdue")


#: What the desk alone sees.
INTERNAL = frozenset(
    {
        EventVerb.LEVEL,
        EventVerb.LEVEL_ASKED,
        EventVerb.PARTY,
        EventVerb.OVERDUE,
        EventVerb.CONFIRMATION,
    }
)

__all__ = [
    "ENDED",
    "INTERNAL",
    "OF_THE_VILLAGE",
    "OPEN",
    "Confirmation",
    "DisputeKind",
    "EscalationTarget",
    "EventVerb",
    "Exclusion",
    "FollowUpResult",
    "Level",
    "MediationResult",
    "MediatorKind",
    "PartyRole",
    "Route",
    "Rung",
    "SessionResult",
    "SettlementForm",
    "Signal",
    "Status",
    "Step",
]

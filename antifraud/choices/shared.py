"""Closed lists that several parts of the room share."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class FraudKind(TextChoices):
    """The kinds in which the Ministry of Public Security counts telecom and network fraud, and the unexplained charge."""

    CLICK_FARMING = "click_farming", _("orders brushed for a rebate")
    INVESTMENT = "investment", _("false investment or wealth management")
    FAKE_SHOPPING = "fake_shopping", _("false shopping or services")
    FAKE_SUPPORT = "fake_support", _("pretended customer service")
    FAKE_LOAN = "fake_loan", _("false loan")
    CREDIT_RECORD = "credit_record", _("pretended repair of a credit record")
    POSED_LEADER = "posed_leader", _("posing as a superior or acquaintance")
    POSED_AUTHORITY = "posed_authority", _("posing as police, court or procuratorate")
    GAME_TRADING = "game_trading", _("trade in game goods")
    ROMANCE = "romance", _("online romance or friendship")
    UNEXPLAINED_CHARGE = "unexplained_charge", _("charge nobody can explain")
    OTHER = "other", pgettext_lazy("kind of fraud", "other fraud")


class Audience(TextChoices):
    """Whom a group, a talk or a visit speaks to."""

    RESIDENTS = "residents", pgettext_lazy("audience", "residents")
    FIRMS = "firms", _("firms")
    LOGISTICS = "logistics", _("logistics")
    MOTHERS = "mothers", _("mothers")
    SCHOOL = "school", _("school classes")
    EXPLOSIVES = "explosives", _("explosives trade")
    ELDERLY = "elderly", _("elderly people")
    OTHER = "other", pgettext_lazy("audience", "other people")


class AppState(TextChoices):
    """How far an adult of a household is with the national anti-fraud centre's app: a count, never a look at a phone."""

    REGISTERED = "registered", _("installed and registered")
    INSTALLED = "installed", _("installed, not registered")
    NONE = "none", _("not installed")


class NoAppReason(TextChoices):
    """Why somebody has not installed the app."""

    NO_SMARTPHONE = "no_smartphone", _("no smartphone")
    NEEDS_HELP = "needs_help", _("needs somebody to help")
    AWAY = "away", _("works away from home")
    UNWILLING = "unwilling", _("does not want it")
    OTHER = "other", pgettext_lazy("why no app", "another reason")

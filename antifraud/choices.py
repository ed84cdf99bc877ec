"""Closed lists of the room that several of its parts share."""

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


# ---- outreach: groups, broadcasts, talks


class Platform(TextChoices):
    """Where a group chats. The first two let a robot post."""

    WECOM = "wecom", _("WeCom")
    DINGTALK = "dingtalk", _("DingTalk")
    WECHAT = "wechat", _("WeChat")
    QQ = "qq", "QQ"
    OTHER = "other", pgettext_lazy("platform", "another platform")


#: Platforms whose groups may have a robot; their codes are those of the channels of notices.
ROBOTS = (Platform.WECOM, Platform.DINGTALK)


class BroadcastStatus(TextChoices):
    """A message on its way to groups."""

    DRAFT = "draft", pgettext_lazy("broadcast", "not sent yet")
    RUNNING = "running", pgettext_lazy("broadcast", "going out")
    DONE = "done", pgettext_lazy("broadcast", "gone out")
    CANCELLED = "cancelled", pgettext_lazy("broadcast", "called off")


class PostingState(TextChoices):
    """How far a message is with one group."""

    TO_POST = "to_post", pgettext_lazy("posting", "to post")
    SENDING = "sending", pgettext_lazy("posting", "being sent")
    POSTED = "posted", pgettext_lazy("posting", "posted")
    FAILED = "failed", pgettext_lazy("posting", "robot failed: post by hand")
    SKIPPED = "skipped", pgettext_lazy("posting", "left out")


#: Groups that have not got the message yet.
MISSING = (PostingState.TO_POST, PostingState.SENDING, PostingState.FAILED)


class SkipReason(TextChoices):
    """Why a group does not get a message."""

    TOLD_OTHERWISE = "told_otherwise", _("told in another way")
    NOT_FITTING = "not_fitting", _("does not concern this group")
    NOT_ALLOWED = "not_allowed", _("posting is not allowed there now")
    GROUP_ENDED = "group_ended", _("the group no longer exists")
    OTHER = "other", pgettext_lazy("why left out", "another reason")


class ReplyKind(TextChoices):
    """What came back from a group."""

    QUESTION = "question", _("question")
    MET_IT = "met_it", _("somebody met with this fraud")
    THANKS = "thanks", _("agreement or thanks")
    OTHER = "other", pgettext_lazy("reply", "something else")


#: What somebody has to follow up.
TO_FOLLOW_UP = (ReplyKind.QUESTION, ReplyKind.MET_IT)


class TalkStatus(TextChoices):
    PLANNED = "planned", pgettext_lazy("talk", "planned")
    HELD = "held", pgettext_lazy("talk", "held")
    CANCELLED = "cancelled", pgettext_lazy("talk", "called off")

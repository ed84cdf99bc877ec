"""Closed lists of groups, broadcasts and talks."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

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

"""One message to many groups: what was said, where it stands with each group, what came back."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from antifraud.choices import MISSING, BroadcastStatus, PostingState, ReplyKind, SkipReason
from antifraud.models.groups import ChatGroup
from antifraud.models.warnings import WarningVersion
from antifraud.querysets import BroadcastQuerySet, GroupPostingQuerySet, ReplyQuerySet
from notices.choices import Outcome


class Broadcast(models.Model):
    """`text` is the message as groups read it, put together once: a later version of the warning changes nothing here.
    `post_by` is stored when it goes out."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    station = models.ForeignKey(
        "jurisdiction.Station", models.PROTECT, related_name="+", verbose_name=_("station")
    )
    version = models.ForeignKey(
        WarningVersion, models.PROTECT, related_name="broadcasts", verbose_name=_("warning")
    )
    added_line = models.CharField(_("added line"), max_length=120, blank=True)
    text = models.TextField(_("message"))
    status = models.CharField(
        _("status"), max_length=10, choices=BroadcastStatus, default=BroadcastStatus.DRAFT
    )
    created_at = models.DateTimeField(_("drawn up at"))
    created_by = models.ForeignKey(
        "jurisdiction.Officer", models.PROTECT, related_name="+", verbose_name=_("drawn up by")
    )
    begun_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    begun_by = models.ForeignKey(
        "jurisdiction.Officer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sent by"),
    )
    post_by = models.DateTimeField(_("to be posted by"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("keepers reminded at"), null=True, blank=True)
    done_at = models.DateTimeField(_("gone out at"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("called off at"), null=True, blank=True)
    cancelled_by = models.ForeignKey(
        "jurisdiction.Officer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("called off by"),
    )

    objects = BroadcastQuerySet.as_manager()

    class Meta:
        verbose_name = _("broadcast")
        verbose_name_plural = _("broadcasts")
        ordering = ("-created_at",)
        indexes = [
            models.Index(fields=["station", "-created_at"], name="broadcast_by_station"),
            models.Index(
                fields=["post_by"],
                condition=Q(status=BroadcastStatus.RUNNING, reminded_at__isnull=True),
                name="broadcast_to_remind",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=(BroadcastStatus.DRAFT, BroadcastStatus.CANCELLED))
                | Q(begun_at__isnull=False, begun_by__isnull=False, post_by__isnull=False),
                name="broadcast_begun_with_its_deadline",
            ),
            models.CheckConstraint(
                condition=~Q(status=BroadcastStatus.DONE) | Q(done_at__isnull=False),
                name="broadcast_done_at_some_time",
            ),
            models.CheckConstraint(
                condition=~Q(status=BroadcastStatus.CANCELLED) | Q(cancelled_at__isnull=False),
                name="broadcast_cancelled_at_some_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version.warning.title} {self.created_at:%Y-%m-%d}"


class GroupPosting(models.Model):
    """The message in one group, once. `key` goes along with every try of the robot, so that one whose answer was lost is
    known there as the same message, if the other end looks. `next_try_at` of one being sent is the end of its lease."""

    broadcast = models.ForeignKey(
        Broadcast, models.CASCADE, related_name="postings", verbose_name=_("broadcast")
    )
    group = models.ForeignKey(
        ChatGroup, models.PROTECT, related_name="postings", verbose_name=_("group of residents")
    )
    by_robot = models.BooleanField(_("by robot"), default=False)
    state = models.CharField(_("state"), max_length=8, choices=PostingState, default=PostingState.TO_POST)
    key = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    tried_at = models.DateTimeField(_("last try"), null=True, blank=True)
    next_try_at = models.DateTimeField(_("next try"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=15, choices=Outcome, blank=True)
    posted_at = models.DateTimeField(_("posted at"), null=True, blank=True)
    posted_by = models.ForeignKey(
        "jurisdiction.Officer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("posted by"),
    )
    skipped = models.CharField(_("left out because"), max_length=15, choices=SkipReason, blank=True)

    objects = GroupPostingQuerySet.as_manager()

    class Meta:
        verbose_name = _("posting")
        verbose_name_plural = _("postings")
        ordering = ("broadcast", "pk")
        indexes = [
            models.Index(fields=["next_try_at"], condition=Q(state__in=MISSING), name="posting_due"),
            models.Index(fields=["group", "-posted_at"], name="posting_by_group"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["broadcast", "group"], name="posted_once_a_group"),
            models.CheckConstraint(
                condition=Q(state=PostingState.POSTED) ^ Q(posted_at__isnull=True),
                name="posted_at_some_time",
            ),
            models.CheckConstraint(
                condition=Q(state=PostingState.SKIPPED) ^ Q(skipped=""), name="left_out_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.broadcast} {self.group}"


class Reply(models.Model):
    """What came back from a group, in the keeper's words: how many said it, never who. A question is somebody's until
    it is answered."""

    posting = models.ForeignKey(
        GroupPosting, models.CASCADE, related_name="replies", verbose_name=_("posting")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=ReplyKind)
    people = models.PositiveSmallIntegerField(_("how many people"), default=1)
    words = models.CharField(_("in a few words"), max_length=300)
    owner = models.ForeignKey(
        "jurisdiction.Officer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who follows it up"),
    )
    at = models.DateTimeField(_("noted at"))
    by = models.ForeignKey(
        "jurisdiction.Officer", models.PROTECT, related_name="+", verbose_name=_("noted by")
    )
    answer = models.CharField(_("what was answered"), max_length=300, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(
        "jurisdiction.Officer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    erased_at = models.DateTimeField(_("words removed at"), null=True, blank=True)

    objects = ReplyQuerySet.as_manager()

    class Meta:
        verbose_name = _("reply from a group")
        verbose_name_plural = _("replies from groups")
        ordering = ("-at",)
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) ^ Q(answered_by__isnull=False),
                name="reply_answered_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.posting} {self.kind}"

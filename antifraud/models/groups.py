"""Chat groups by audience and how many people they reach: counts only, nobody who is in a group is kept."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from antifraud.choices import ROBOTS, Audience, Platform
from antifraud.querysets import ChatGroupQuerySet, MemberCountQuerySet


class ChatGroup(models.Model):
    """A group that somebody of the station or of the village keeps. It is closed, never deleted: what was posted there
    stays true. `members` and `last_post_at` are what the latest count and posting said, kept by the operations."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    station = models.ForeignKey(
        "jurisdiction.Station", models.PROTECT, related_name="+", verbose_name=_("station")
    )
    name = models.CharField(_("name of the group"), max_length=60)
    platform = models.CharField(_("platform"), max_length=10, choices=Platform, default=Platform.WECHAT)
    audience = models.CharField(_("audience"), max_length=12, choices=Audience)
    village = models.ForeignKey(
        "jurisdiction.Village",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("village"),
    )
    firm = models.ForeignKey(
        "jurisdiction.Place",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("firm"),
    )
    keeper = models.ForeignKey(
        "jurisdiction.Officer", models.PROTECT, related_name="+", verbose_name=_("keeper")
    )
    webhook_sealed = models.TextField(_("address of the robot, sealed"), blank=True)
    secret_sealed = models.TextField(_("signing secret, sealed"), blank=True)
    members = models.PositiveIntegerField(_("members"), null=True, blank=True)
    counted_on = models.DateField(_("counted on"), null=True, blank=True)
    last_post_at = models.DateTimeField(_("last post"), null=True, blank=True)
    opened_on = models.DateField(_("in existence since"))
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    closed_by = models.ForeignKey(
        "jurisdiction.Officer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("closed by"),
    )
    closed_because = models.CharField(_("closed because"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("entered at"))

    objects = ChatGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("group of residents")
        verbose_name_plural = _("groups of residents")
        ordering = ("station", "name")
        indexes = [models.Index(fields=["station", "last_post_at"], name="group_by_last_post")]
        constraints = [
            models.UniqueConstraint(
                fields=["station", "name"],
                condition=Q(closed_at__isnull=True),
                name="one_open_group_of_a_name",
                violation_error_message=_("This station has a group of that name already."),
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) ^ Q(closed_by__isnull=False),
                name="group_closed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(webhook_sealed="") | Q(platform__in=[found.value for found in ROBOTS]),
                name="robots_only_where_the_platform_has_them",
                violation_error_message=_("Only WeCom and DingTalk groups can have a robot."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def has_robot(self) -> bool:
        return bool(self.webhook_sealed)


class MemberCount(models.Model):
    """How many people were in a group on a day, counted by somebody."""

    group = models.ForeignKey(
        ChatGroup, models.CASCADE, related_name="counts", verbose_name=_("group of residents")
    )
    on = models.DateField(_("counted on"))
    members = models.PositiveIntegerField(_("members"))
    by = models.ForeignKey(
        "jurisdiction.Officer", models.PROTECT, related_name="+", verbose_name=_("counted by")
    )

    objects = MemberCountQuerySet.as_manager()

    class Meta:
        verbose_name = _("count of members")
        verbose_name_plural = _("counts of members")
        ordering = ("group", "-on")
        constraints = [models.UniqueConstraint(fields=["group", "on"], name="one_count_a_group_and_day")]

    def __str__(self) -> str:
        return f"{self.group} {self.on} {self.members}"

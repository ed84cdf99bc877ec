"""What happened, and who was told."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from notices import kinds
from notices.querysets import NoticeQuerySet, RecipientQuerySet


class Notice(models.Model):
    """One event that somebody must know of: told once, whoever calls how often. `acknowledge_by` is the stored moment at
    which it climbs to `level + 1`; empty when nobody must acknowledge it or there is no step above."""

    kind = models.CharField(_("kind"), max_length=60)
    event = models.CharField(_("event"), max_length=120)
    station = models.ForeignKey(
        "jurisdiction.Station", models.PROTECT, related_name="+", verbose_name=_("station")
    )
    village = models.ForeignKey(
        "jurisdiction.Village",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("village"),
        help_text=_("Where its matter lies; whoever leaves the village hears no more of it."),
    )
    params = models.JSONField(_("particulars"), default=dict, blank=True)
    at = models.DateTimeField(_("time"))
    by = models.ForeignKey(
        "jurisdiction.Officer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="notices_sent",
        verbose_name=_("sent by"),
    )
    urgent = models.BooleanField(_("urgent"), default=False)
    needs_acknowledgement = models.BooleanField(_("must be acknowledged"), default=False)
    acknowledge_by = models.DateTimeField(_("to be acknowledged by"), null=True, blank=True)
    level = models.PositiveSmallIntegerField(_("level"), default=0)
    acknowledged_at = models.DateTimeField(_("acknowledged at"), null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        "jurisdiction.Officer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("acknowledged by"),
    )

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ("-at", "-pk")
        indexes = [
            models.Index(fields=["station", "-at"], name="notice_by_station"),
            models.Index(
                fields=["acknowledge_by"],
                condition=Q(acknowledged_at__isnull=True, acknowledge_by__isnull=False),
                name="notice_to_escalate",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["kind", "event"], name="notice_once_an_event"),
            models.CheckConstraint(
                condition=Q(acknowledge_by__isnull=True) | Q(needs_acknowledgement=True),
                name="only_what_must_be_acknowledged_climbs",
            ),
            models.CheckConstraint(
                condition=Q(acknowledged_at__isnull=True) ^ Q(acknowledged_by__isnull=False),
                name="acknowledged_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.event}"

    @property
    def words(self) -> str:
        """What it says, in the language of the moment."""
        return kinds.words_of(self.kind, self.params)

    @property
    def label(self) -> str:
        return kinds.label_of(self.kind)

    @property
    def url(self) -> str:
        """Where to look, empty if nowhere."""
        return kinds.url_of(self.kind, self.params)


class Recipient(models.Model):
    """Who was told, once. This row is the bell's own delivery. `level`: the step of the ladder that brought the notice
    here, empty for whom it was meant in the first place."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="recipients", verbose_name=_("notice"))
    officer = models.ForeignKey(
        "jurisdiction.Officer", models.PROTECT, related_name="notices", verbose_name=_("officer")
    )
    told_at = models.DateTimeField(_("told at"))
    level = models.PositiveSmallIntegerField(_("by escalation to level"), null=True, blank=True)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)
    acknowledged_at = models.DateTimeField(_("acknowledged at"), null=True, blank=True)

    objects = RecipientQuerySet.as_manager()

    class Meta:
        verbose_name = _("recipient")
        verbose_name_plural = _("recipients")
        ordering = ("-told_at", "-pk")
        indexes = [
            models.Index(
                fields=["officer", "-told_at"], condition=Q(read_at__isnull=True), name="recipient_unread"
            ),
            models.Index(fields=["officer", "-told_at"], name="recipient_by_officer"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["notice", "officer"], name="told_once"),
            models.CheckConstraint(
                condition=Q(acknowledged_at__isnull=True) | Q(read_at__isnull=False),
                name="acknowledged_is_read",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notice} -> {self.officer}"


class Escalation(models.Model):
    """One step upwards, exactly once a notice. `due_at` is the stored deadline that passed, `raised_at` when a sweep saw
    it."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="escalations", verbose_name=_("notice"))
    level = models.PositiveSmallIntegerField(_("level"))
    due_at = models.DateTimeField(_("due at"))
    raised_at = models.DateTimeField(_("raised at"))

    class Meta:
        verbose_name = _("escalation")
        verbose_name_plural = _("escalations")
        ordering = ("notice", "level")
        constraints = [models.UniqueConstraint(fields=["notice", "level"], name="escalated_once_a_level")]

    def __str__(self) -> str:
        return f"{self.notice} {self.level}"

"""Lines of action of a report: who is spoken to, each attempt, the money each moved, what others did at it."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from antifraud.choices import Answer, AttemptWay, LineKind, LineState, MilestoneKind, Outcome, Purse
from antifraud.models.contacts import Contact
from antifraud.models.reports import FraudReport, by_officer
from antifraud.querysets import AttemptQuerySet, LineQuerySet, MilestoneQuerySet, MovementQuerySet


class Line(models.Model):
    """One line of action. What may be edited carries a `version`: an edit of an older one changes nothing and is shown
    beside the newer. Attempts, money and milestones are rows of their own, written once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(
        FraudReport, models.PROTECT, related_name="lines", verbose_name=_("report of fraud")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    kind = models.CharField(_("line of action"), max_length=10, choices=LineKind)
    aim = models.CharField(_("what is to be reached"), max_length=200, blank=True)
    # edited by hand, all under one version
    contact = models.ForeignKey(
        Contact, models.PROTECT, null=True, blank=True, related_name="lines", verbose_name=_("contact")
    )
    reference = models.CharField(_("order, transaction or waybill number"), max_length=80, blank=True)
    note = models.TextField(_("what the others should know"), max_length=1000, blank=True)
    at_stake_fen = models.BigIntegerField(_("amount at stake (fen)"))
    version = models.PositiveIntegerField(_("version"), default=1)
    edited_at = models.DateTimeField(_("edited at"), null=True, blank=True)
    edited_by = by_officer(_("edited by"), null=True, blank=True)
    # moved by operations
    state = models.CharField(_("state"), max_length=8, choices=LineState, default=LineState.OPEN)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True)
    taken_by = by_officer(_("taken by"), null=True, blank=True)
    taken_at = models.DateTimeField(_("taken at"), null=True, blank=True)
    next_step = models.CharField(_("next step"), max_length=200, blank=True)
    next_at = models.DateTimeField(_("next attempt at"), null=True, blank=True)
    first_try_at = models.DateTimeField(_("first attempt at"), null=True, blank=True)
    first_answer_at = models.DateTimeField(_("first answer at"), null=True, blank=True)
    stopped_fen = models.BigIntegerField(_("stopped (fen)"), default=0)
    returned_fen = models.BigIntegerField(_("returned (fen)"), default=0)
    lost_fen = models.BigIntegerField(_("lost (fen)"), default=0)
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)

    objects = LineQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of action")
        verbose_name_plural = _("lines of action")
        ordering = ("report", "position")
        indexes = [
            models.Index(
                fields=["next_at"], condition=~Q(state=LineState.DONE), name="fraud_line_by_next_attempt"
            ),
            models.Index(fields=["contact", "-done_at"], name="fraud_line_by_contact"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["report", "position"], name="one_line_a_position"),
            models.CheckConstraint(
                condition=Q(at_stake_fen__gt=0, stopped_fen__gte=0, returned_fen__gte=0, lost_fen__gte=0),
                name="fraud_line_holds_no_debt",
            ),
            models.CheckConstraint(
                condition=Q(state=LineState.DONE, done_at__isnull=False)
                | (~Q(state=LineState.DONE) & Q(done_at__isnull=True)),
                name="fraud_line_done_at_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report} {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        return f"{self.report.get_absolute_url()}#line-{self.pk}"


class Attempt(models.Model):
    """One try to reach somebody: written once, so that two who write at the same time lose nothing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    line = models.ForeignKey(Line, models.PROTECT, related_name="attempts", verbose_name=_("line of action"))
    way = models.CharField(_("way"), max_length=8, choices=AttemptWay, default=AttemptWay.PHONE)
    spoke_to = models.CharField(_("spoken to"), max_length=80, blank=True)
    answer = models.CharField(_("answer"), max_length=10, choices=Answer)
    words = models.CharField(_("what they said"), max_length=500, blank=True)
    next_step = models.CharField(_("next step"), max_length=200, blank=True)
    next_at = models.DateTimeField(_("next attempt at"), null=True, blank=True)
    at = models.DateTimeField(_("at"))
    by = by_officer(_("by"))

    objects = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ("at", "pk")
        indexes = [models.Index(fields=["line", "at"], name="fraud_attempt_by_time")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.get_answer_display()}"


class Movement(models.Model):
    """Money that went from one purse to another on one line; written once, put right only by a movement back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    line = models.ForeignKey(Line, models.PROTECT, related_name="movements", verbose_name=_("line of action"))
    was = models.CharField(_("from"), max_length=10, choices=Purse)
    became = models.CharField(pgettext_lazy("money", "to"), max_length=10, choices=Purse)
    fen = models.BigIntegerField(_("amount (fen)"))
    correction = models.ForeignKey(
        "antifraud.Correction",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="movements",
        verbose_name=_("correction of an amount"),
    )
    at = models.DateTimeField(_("at"))
    by = by_officer(_("by"))

    objects = MovementQuerySet.as_manager()

    class Meta:
        verbose_name = _("movement of money")
        verbose_name_plural = _("movements of money")
        ordering = ("at", "pk")
        indexes = [models.Index(fields=["line", "at"], name="fraud_movement_by_time")]
        constraints = [
            models.CheckConstraint(condition=Q(fen__gt=0), name="movement_of_something"),
            models.CheckConstraint(condition=~Q(was=F("became")), name="movement_goes_somewhere"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.was}>{self.became} {self.fen}"


class Milestone(models.Model):
    """What a bank or the centre did at the line, as they told: the system notes it, it never issues it. Until when it
    holds and when somebody is reminded are stored on the day it is noted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    line = models.ForeignKey(
        Line, models.PROTECT, related_name="milestones", verbose_name=_("line of action")
    )
    kind = models.CharField(pgettext_lazy("milestone", "what"), max_length=8, choices=MilestoneKind)
    count = models.PositiveSmallIntegerField(_("how many times"))
    reference = models.CharField(_("their reference"), max_length=80, blank=True)
    at = models.DateTimeField(pgettext_lazy("milestone", "in force from"))
    until = models.DateTimeField(_("in force until"))
    remind_at = models.DateTimeField(_("reminder at"))
    reminded = models.BooleanField(_("reminded"), default=False)
    ended_at = models.DateTimeField(_("settled at"), null=True, blank=True)
    noted_at = models.DateTimeField(_("noted at"))
    by = by_officer(_("by"))

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        verbose_name = _("milestone of a line")
        verbose_name_plural = _("milestones of lines")
        ordering = ("at", "pk")
        indexes = [
            models.Index(
                fields=["remind_at"],
                condition=Q(reminded=False, ended_at__isnull=True),
                name="fraud_milestone_to_remind",
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["line", "kind", "count"], name="one_milestone_a_count"),
            models.CheckConstraint(
                condition=~Q(kind=MilestoneKind.STOP) | Q(count__lte=2),
                name="payment_stopped_at_most_twice",
                violation_error_message=_("A payment is stopped at most twice."),
            ),
            models.CheckConstraint(
                condition=Q(until__gt=F("at"), remind_at__lte=F("until")),
                name="milestone_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d %H:%M}"

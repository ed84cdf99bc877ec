"""Rounds: the two-hourly tours of a shift. Every deadline is stored from the day the round is planned."""

import datetime
import secrets

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast, Replace
from django.utils.translation import gettext_lazy as _

from patrols.choices import RoundStatus, StartKind
from patrols.models.shifts import Shift
from patrols.models.squads import Squad
from patrols.querysets import RoundQuerySet

#: A record that reaches the station later than this after it was made is shown as received late.
RECEIVED_LATE_AFTER = datetime.timedelta(minutes=15)


def new_seed() -> str:
    """32 hex digits that nobody can guess."""
    return secrets.token_hex(16)


class Round(models.Model):
    """Changing the roster's policy never rewrites these times; a sweep only makes visible what is true already."""

    shift = models.ForeignKey(Shift, models.CASCADE, related_name="rounds", verbose_name=_("shift"))
    station = models.ForeignKey(
        "jurisdiction.Station", models.PROTECT, related_name="rounds", verbose_name=_("station")
    )
    squad = models.ForeignKey(Squad, models.PROTECT, related_name="rounds", verbose_name=_("squad"))
    duty_date = models.DateField(_("night of"))
    number = models.PositiveSmallIntegerField(_("round number"))
    planned_at = models.DateTimeField(_("planned at"))
    remind_at = models.DateTimeField(_("reminder at"))
    opens_at = models.DateTimeField(_("may start from"))
    on_time_until = models.DateTimeField(_("on time until"))
    start_by = models.DateTimeField(_("start by"))
    leader_alert_at = models.DateTimeField(_("squad leader hears at"))
    chief_alert_at = models.DateTimeField(_("chief hears at"))
    status = models.CharField(_("status"), max_length=12, choices=RoundStatus, default=RoundStatus.PLANNED)
    start_kind = models.CharField(_("started"), max_length=10, choices=StartKind, blank=True)
    started_at = models.DateTimeField(_("started at"), null=True, blank=True)
    started_by = models.ForeignKey(
        "jurisdiction.Officer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("started by"),
    )
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    finished_by = models.ForeignKey(
        "jurisdiction.Officer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("finished by"),
    )
    missed_at = models.DateTimeField(_("missed at"), null=True, blank=True)
    reason = models.CharField(
        _("reason"), max_length=200, blank=True, help_text=_("Why it was excused or broken off.")
    )
    excused_by = models.ForeignKey(
        "jurisdiction.Officer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("excused by"),
    )

    seed = models.CharField(
        _("seed of the draw"),
        max_length=32,
        default=new_seed,
        db_default=Replace(Cast(RandomUUID(), models.CharField()), models.Value("-"), models.Value("")),
        help_text=_("The order of places is drawn from it."),
    )
    draw = models.JSONField(
        _("draw"),
        null=True,
        blank=True,
        help_text=_("What the order of places was drawn from, and the order."),
    )
    start_received_at = models.DateTimeField(_("start received at"), null=True, blank=True)
    finish_received_at = models.DateTimeField(_("finish received at"), null=True, blank=True)
    unmissed_at = models.DateTimeField(
        _("found walked after all at"),
        null=True,
        blank=True,
        help_text=_("It had been judged missed before the phone's record arrived."),
    )
    track_metres = models.PositiveIntegerField(_("metres walked"), default=0, db_default=0)
    track_seconds = models.PositiveIntegerField(_("seconds with a known position"), default=0, db_default=0)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        ordering = ("planned_at", "squad")
        indexes = [
            models.Index(fields=["station", "-duty_date"], name="round_by_night"),
            models.Index(
                fields=["start_by"],
                condition=Q(status=RoundStatus.PLANNED),
                name="round_not_started",
            ),
            models.Index(fields=["missed_at"], condition=Q(status=RoundStatus.MISSED), name="round_missed"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["squad", "planned_at"], name="one_round_a_squad_and_slot"),
            models.CheckConstraint(
                condition=Q(opens_at__lte=F("planned_at"))
                & Q(planned_at__lte=F("on_time_until"))
                & Q(on_time_until__lte=F("start_by"))
                & Q(start_by__lte=F("leader_alert_at"))
                & Q(leader_alert_at__lte=F("chief_alert_at")),
                name="round_deadlines_in_order",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[RoundStatus.PLANNED, RoundStatus.MISSED, RoundStatus.EXCUSED])
                | Q(started_at__isnull=False),
                name="round_started_has_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[RoundStatus.DONE, RoundStatus.MADE_UP])
                | Q(finished_at__gte=F("started_at")),
                name="round_finishes_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~Q(status=RoundStatus.MISSED) | Q(missed_at__isnull=False),
                name="round_missed_has_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[RoundStatus.EXCUSED, RoundStatus.ABORTED]) | ~Q(reason=""),
                name="round_excused_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.squad} {self.duty_date:%Y-%m-%d} #{self.number}"

    @property
    def received_late(self) -> bool:
        """The start was written down in the round's time, but reached the station long after."""
        return bool(
            self.started_at
            and self.start_received_at
            and self.start_received_at - self.started_at > RECEIVED_LATE_AFTER
        )

"""Campaigns: a goal for a station or some of its villages, with a first and a last day."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from antifraud.choices import Measure
from antifraud.querysets import CampaignQuerySet


class Campaign(models.Model):
    """`start_part`, `start_whole`: what stood there before the first day. When it ends, the result is written down and
    later visits change nothing of it."""

    name = models.CharField(_("name"), max_length=60)
    station = models.ForeignKey(
        "jurisdiction.Station", models.PROTECT, related_name="+", verbose_name=_("station")
    )
    villages = models.ManyToManyField(
        "jurisdiction.Village", blank=True, related_name="+", verbose_name=_("villages")
    )
    measure = models.CharField(_("what is counted"), max_length=20, choices=Measure)
    goal = models.PositiveIntegerField(_("goal"), validators=[MinValueValidator(1)])
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until (last day)"))
    created_at = models.DateTimeField(_("entered at"))
    created_by = models.ForeignKey(
        "jurisdiction.Officer", models.PROTECT, related_name="+", verbose_name=_("entered by")
    )
    closed_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    closed_by = models.ForeignKey(
        "jurisdiction.Officer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ended by"),
    )
    #: {"part", "whole", "value", "pace", "points": [[day, needed, actual]]}
    result = models.JSONField(_("result"), null=True, blank=True)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        ordering = ("-starts_on", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="campaign_ends_after_it_starts",
                violation_error_message=_("The last day must not come before the first."),
            ),
            models.CheckConstraint(
                condition=Q(goal__gte=1)
                & (Q(goal__lte=100) | Q(measure__in=(Measure.VISITED, Measure.REGISTERED))),
                name="campaign_goal_makes_sense",
                violation_error_message=_("A share is at most 100 percent."),
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, result__isnull=True)
                | Q(closed_at__isnull=False, result__isnull=False),
                name="ended_campaign_keeps_its_result",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def in_percent(self) -> bool:
        return self.measure in (Measure.VISITED_SHARE, Measure.REGISTERED_SHARE)

"""The library of warnings: what is said about a kind of fraud. An edit makes a new version; what was sent stays."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from antifraud.choices import FraudKind
from antifraud.querysets import FraudWarningQuerySet, WarningVersionQuerySet


class FraudWarning(models.Model):
    """About one trick of one kind of fraud. Without a station: everybody's."""

    station = models.ForeignKey(
        "jurisdiction.Station",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("station"),
        help_text=_("Empty: for every station."),
    )
    kind = models.CharField(_("kind of fraud"), max_length=20, choices=FraudKind)
    title = models.CharField(_("title"), max_length=40)
    retired_at = models.DateTimeField(_("taken out of use at"), null=True, blank=True)
    retired_by = models.ForeignKey(
        "jurisdiction.Officer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("taken out of use by"),
    )

    objects = FraudWarningQuerySet.as_manager()

    class Meta:
        verbose_name = _("warning")
        verbose_name_plural = _("warnings")
        ordering = ("kind", "title")
        constraints = [
            models.UniqueConstraint(
                fields=["station", "title"],
                condition=Q(retired_at__isnull=True),
                nulls_distinct=False,
                name="one_warning_of_a_title",
                violation_error_message=_("There is a warning of that title already."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class WarningVersion(models.Model):
    """One state of a warning: never changed, never deleted (a trigger holds that)."""

    warning = models.ForeignKey(
        FraudWarning, models.PROTECT, related_name="versions", verbose_name=_("warning")
    )
    number = models.PositiveSmallIntegerField(_("version"))
    text = models.TextField(_("text"), max_length=2000)
    short_text = models.CharField(_("short text for groups"), max_length=300)
    dos = ArrayField(
        models.CharField(max_length=80),
        verbose_name=pgettext_lazy("fraud", "what to do"),
        default=list,
        blank=True,
    )
    donts = ArrayField(
        models.CharField(max_length=80), verbose_name=_("what not to do"), default=list, blank=True
    )
    note = models.CharField(_("what changed"), max_length=200, blank=True)
    made_at = models.DateTimeField(_("drawn up at"))
    made_by = models.ForeignKey(
        "jurisdiction.Officer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("drawn up by"),
    )

    objects = WarningVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a warning")
        verbose_name_plural = _("versions of warnings")
        ordering = ("warning", "-number")
        constraints = [
            models.UniqueConstraint(fields=["warning", "number"], name="warning_versions_are_counted")
        ]

    def __str__(self) -> str:
        return f"{self.warning} {self.number}"

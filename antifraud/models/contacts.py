"""Whom the station rings about money, and what is done and asked when fraud of a kind is reported."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from antifraud.choices import FraudKind, LineKind
from antifraud.querysets import ContactQuerySet, PlaybookQuerySet


class Contact(models.Model):
    """A public service: a bank's hotline, a platform, a courier. No private numbers. Retired, never deleted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    station = models.ForeignKey(
        "jurisdiction.Station",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("station"),
        help_text=_("Empty: everybody's."),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=LineKind)
    name = models.CharField(_("name"), max_length=60)
    phones = ArrayField(models.CharField(max_length=20), verbose_name=_("telephones"), default=list)
    hours = models.CharField(pgettext_lazy("contact", "hours"), max_length=60, blank=True)
    region = models.CharField(_("region"), max_length=60, blank=True)
    needs = models.TextField(_("what to say, what they need"), max_length=1000, blank=True)
    retired_at = models.DateTimeField(_("retired at"), null=True, blank=True)
    saved_at = models.DateTimeField(_("saved at"))
    saved_by = models.ForeignKey(
        "jurisdiction.Officer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("saved by"),
    )

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ("kind", "name")
        constraints = [
            models.UniqueConstraint(
                fields=["station", "kind", "name"],
                condition=Q(retired_at__isnull=True),
                nulls_distinct=False,
                name="one_contact_a_name",
                violation_error_message=_("This contact is in the directory already."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Playbook(models.Model):
    """What is done and asked when fraud of a kind is reported: a version, written once. The station's own newest one
    counts, else everybody's. `lines`: kind, aim; `questions`: code, text."""

    station = models.ForeignKey(
        "jurisdiction.Station",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("station"),
    )
    kind = models.CharField(_("kind of fraud"), max_length=20, choices=FraudKind)
    number = models.PositiveSmallIntegerField(_("version"))
    lines = models.JSONField(_("lines of action"), default=list)
    questions = models.JSONField(_("questions"), default=list)
    note = models.CharField(_("what changed"), max_length=200, blank=True)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        "jurisdiction.Officer", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("by")
    )

    objects = PlaybookQuerySet.as_manager()

    class Meta:
        verbose_name = _("playbook")
        verbose_name_plural = _("playbooks")
        ordering = ("kind", "station", "-number")
        constraints = [
            models.UniqueConstraint(
                fields=["station", "kind", "number"], nulls_distinct=False, name="one_playbook_a_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} v{self.number}"

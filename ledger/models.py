"""Entries and the heads of their chains. Triggers of the database number and hash them and refuse every change."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from ledger.choices import Kind
from ledger.querysets import EntryQuerySet


class Entry(models.Model):
    """One thing that happened. `chain` is the station's key, 0 for what belongs to none; `sequence`, `previous_hash` and
    `hash` are set by the database, whatever is passed."""

    chain = models.BigIntegerField(_("chain"))
    sequence = models.BigIntegerField(_("number in the chain"), default=0)
    at = models.DateTimeField(_("time"))
    station = models.ForeignKey(
        "jurisdiction.Station",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("station"),
    )
    by = models.ForeignKey(
        "jurisdiction.Officer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("officer"),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    verb = models.CharField(_("action"), max_length=50)
    object_type = models.CharField(_("kind of object"), max_length=60, blank=True)
    object_id = models.CharField(_("object"), max_length=64, blank=True)
    fields = ArrayField(
        models.CharField(max_length=60), verbose_name=_("fields shown"), default=list, blank=True
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    address = models.CharField(_("network address"), max_length=45, blank=True)
    detail = models.JSONField(_("details"), default=dict, blank=True)
    previous_hash = models.CharField(_("hash before"), max_length=64, default="", blank=True)
    hash = models.CharField(_("hash"), max_length=64, default="", blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger entries")
        ordering = ("-id",)
        indexes = [
            models.Index(fields=["object_type", "object_id"], name="entry_by_object"),
            models.Index(fields=["station", "-id"], name="entry_by_station"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["chain", "sequence"], name="entry_number_once_a_chain")
        ]

    def __str__(self) -> str:
        return f"{self.chain}/{self.sequence} {self.verb}"


class ChainHead(models.Model):
    """Where a chain stands; written by the trigger alone."""

    chain = models.BigIntegerField(_("chain"), primary_key=True)
    sequence = models.BigIntegerField(_("last number"), default=0)
    hash = models.CharField(_("last hash"), max_length=64, default="")

    class Meta:
        verbose_name = _("chain head")
        verbose_name_plural = _("chain heads")

    def __str__(self) -> str:
        return f"{self.chain}/{self.sequence}"

"""Lists that came from Excel: the file's lines as they stood, what is wrong with them, what became of them."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from antifraud.choices import ImportState, OnKnown, RowState
from antifraud.querysets import ImportBatchQuerySet


class ImportBatch(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
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
    )
    sheet = models.CharField(_("kind of list"), max_length=20)
    file_name = models.CharField(_("file"), max_length=120)
    state = models.CharField(_("state"), max_length=10, choices=ImportState, default=ImportState.DRAFT)
    on_known = models.CharField(
        _("what is known already"), max_length=10, choices=OnKnown, default=OnKnown.SKIP
    )
    uploaded_at = models.DateTimeField(_("uploaded at"))
    uploaded_by = models.ForeignKey(
        "jurisdiction.Officer", models.PROTECT, related_name="+", verbose_name=_("uploaded by")
    )
    applied_at = models.DateTimeField(_("taken over at"), null=True, blank=True)
    applied_by = models.ForeignKey(
        "jurisdiction.Officer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("taken over by"),
    )
    settled_at = models.DateTimeField(_("undone or given up at"), null=True, blank=True)
    settled_by = models.ForeignKey(
        "jurisdiction.Officer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("undone or given up by"),
    )
    keep_until = models.DateTimeField(_("names kept until"))
    forgotten_at = models.DateTimeField(_("names dropped at"), null=True, blank=True)

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ("-uploaded_at",)
        indexes = [
            models.Index(
                fields=["keep_until"], condition=Q(forgotten_at__isnull=True), name="import_to_forget"
            )
        ]

    def __str__(self) -> str:
        return self.file_name


class ImportRow(models.Model):
    """One line. `cells`: as typed, by column; what is personal lies in `sealed` and stands here masked. `errors`:
    column -> code of what is wrong. `before`: what an update overwrote."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="rows", verbose_name=_("import"))
    number = models.PositiveIntegerField(_("line"))
    cells = models.JSONField(_("cells"), default=dict)
    sealed = models.JSONField(_("cells (sealed)"), default=dict, blank=True)
    errors = models.JSONField(_("errors"), default=dict, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=RowState, default=RowState.READY)
    choice = models.CharField(_("this line"), max_length=10, choices=OnKnown, blank=True)
    left_out = models.BooleanField(_("left out"), default=False)
    object_id = models.CharField(_("what it became or is known as"), max_length=36, blank=True)
    before = models.JSONField(_("what stood there before"), null=True, blank=True)

    class Meta:
        verbose_name = _("line of an import")
        verbose_name_plural = _("lines of imports")
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="a_line_once_an_import")]

    def __str__(self) -> str:
        return str(self.number)

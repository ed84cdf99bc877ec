"""What is looked at, a kind of place each; an edit makes a new version and leaves past inspections alone."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hazards.querysets import ChecklistQuerySet, ChecklistVersionQuerySet
from jurisdiction.choices import PlaceKind


class Checklist(models.Model):
    """Of one kind of place. Without a station: everybody's, until a station makes its own."""

    station = models.ForeignKey(
        "jurisdiction.Station",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("station"),
        help_text=_("Empty: for every station."),
    )
    place_kind = models.CharField(_("kind of place"), max_length=20, choices=PlaceKind)

    objects = ChecklistQuerySet.as_manager()

    class Meta:
        verbose_name = _("checklist")
        verbose_name_plural = _("checklists")
        ordering = ("place_kind", "station")
        constraints = [
            models.UniqueConstraint(
                fields=["station", "place_kind"],
                name="one_checklist_a_station_and_kind",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return self.get_place_kind_display()


class ChecklistVersion(models.Model):
    """One state of a list: never changed, never deleted (triggers hold that). `items` is a list of
    {"code", "text", "kind", "level", "basis"}: what is asked, and which hazard it is when it is not in order."""

    checklist = models.ForeignKey(
        Checklist, models.PROTECT, related_name="versions", verbose_name=_("checklist")
    )
    number = models.PositiveSmallIntegerField(_("version"))
    items = models.JSONField(_("items"))
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

    objects = ChecklistVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a checklist")
        verbose_name_plural = _("versions of checklists")
        ordering = ("checklist", "-number")
        constraints = [
            models.UniqueConstraint(fields=["checklist", "number"], name="checklist_versions_are_counted")
        ]

    def __str__(self) -> str:
        return f"{self.checklist} {self.number}"

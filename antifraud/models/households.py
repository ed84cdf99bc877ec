"""Households by village and door: what a visit goes to and coverage counts. Counts of adults, no list of persons."""

import uuid

from django.contrib.gis.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from antifraud.choices import DayPart, DoorOutcome, NoAppReason
from antifraud.querysets import HouseholdQuerySet


class Household(models.Model):
    """A door. Whom to ask for is sealed and shown masked; of the others only the number is kept. The counts of
    the app are those of the last visit or count, never read from a phone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    station = models.ForeignKey(
        "jurisdiction.Station", models.PROTECT, related_name="+", verbose_name=_("station")
    )
    village = models.ForeignKey(
        "jurisdiction.Village", models.PROTECT, related_name="+", verbose_name=_("village")
    )
    group_no = models.PositiveSmallIntegerField(_("village group"), default=0)
    door = models.CharField(_("door"), max_length=60, help_text=_("House number or what people call it."))
    point = models.PointField(_("point"), srid=4326, null=True, blank=True)
    head_sealed = models.TextField(_("whom to ask for (sealed)"), blank=True)
    head_mask = models.CharField(_("whom to ask for (masked)"), max_length=20, blank=True)
    phone_sealed = models.TextField(_("telephone (sealed)"), blank=True)
    phone_mask = models.CharField(_("telephone (masked)"), max_length=20, blank=True)
    #: Keyed hash of the telephone, by which a report of fraud finds the household again.
    phone_hash = models.CharField(_("keyed hash of the telephone"), max_length=64, blank=True)
    adults = models.PositiveSmallIntegerField(_("adults"), default=1)
    registered = models.PositiveSmallIntegerField(_("adults with the app registered"), default=0)
    installed = models.PositiveSmallIntegerField(_("adults with the app installed only"), default=0)
    no_app_reason = models.CharField(_("why not all"), max_length=15, choices=NoAppReason, blank=True)
    needs_help = models.BooleanField(_("asked for help"), default=False)
    counted_at = models.DateTimeField(_("counted at"), null=True, blank=True)
    last_visit_at = models.DateTimeField(_("last talked to"), null=True, blank=True)
    last_try_at = models.DateTimeField(_("last try"), null=True, blank=True)
    tries = models.PositiveSmallIntegerField(_("tries since they were last at home"), default=0)
    #: How the last try ended, empty before the first.
    last_outcome = models.CharField(_("last result"), max_length=10, choices=DoorOutcome, blank=True)
    next_visit_from = models.DateField(_("not before"), null=True, blank=True)
    next_part = models.CharField(_("best tried"), max_length=10, choices=DayPart, blank=True)
    left_on = models.DateField(_("moved away on"), null=True, blank=True)
    #: Set when they moved away: until then name and telephone are kept.
    keep_until = models.DateTimeField(_("name kept until"), null=True, blank=True)
    created_at = models.DateTimeField(_("entered at"))
    #: When somebody last changed what stands here, visits and counts included: an import is undone only until then.
    changed_at = models.DateTimeField(_("changed at"))

    objects = HouseholdQuerySet.as_manager()

    class Meta:
        verbose_name = _("household")
        verbose_name_plural = _("households")
        ordering = ("village", "group_no", "door")
        indexes = [
            models.Index(fields=["station", "last_visit_at"], name="household_by_last_visit"),
            models.Index(
                fields=["keep_until"],
                condition=~Q(head_sealed="", phone_sealed=""),
                name="household_to_forget",
            ),
            models.Index(fields=["phone_hash"], condition=~Q(phone_hash=""), name="household_by_phone"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["village", "group_no", "door"],
                condition=Q(left_on__isnull=True),
                name="one_household_a_door",
                violation_error_message=_("This door is in the list already."),
            ),
            models.CheckConstraint(
                condition=Q(adults__gte=F("registered") + F("installed")),
                name="no_more_apps_than_adults",
                violation_error_message=_("More people with the app than adults in the household."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group_no}-{self.door}" if self.group_no else self.door

    def get_absolute_url(self) -> str:
        return reverse("antifraud:household_detail", args=[self.pk])

"""Time limits as data: how long something may take, since when, by which law or rule; and the calendar they count by."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jurisdiction.choices import LimitUnit
from jurisdiction.models.officers import DateRange


class TimeLimit(models.Model):
    """One limit in one span of time. A new figure is a new row: what was due under the old one stays due then."""

    key = models.CharField(_("code"), max_length=60)
    name = models.CharField(_("name"), max_length=80)
    amount = models.PositiveSmallIntegerField(_("how many"), validators=[MinValueValidator(1)])
    unit = models.CharField(_("unit"), max_length=12, choices=LimitUnit)
    source = models.CharField(_("law or rule"), max_length=200)
    verified = models.BooleanField(
        _("read in the text of the law"), default=False, help_text=_("Otherwise: customary, to be checked.")
    )
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until (not including)"), null=True, blank=True)

    class Meta:
        verbose_name = _("time limit")
        verbose_name_plural = _("time limits")
        ordering = ("key", "-valid_from")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="time_limit_ends_after_it_begins",
                violation_error_message=_("The last day must come after the first."),
            ),
            models.CheckConstraint(condition=Q(amount__gte=1), name="time_limit_is_not_nothing"),
            ExclusionConstraint(
                name="one_time_limit_at_a_time",
                expressions=[
                    ("key", RangeOperators.EQUAL),
                    (DateRange("valid_from", "valid_until"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_(
                    "This limit has another figure in that time already: end it first."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.amount} {self.get_unit_display()}"


class CalendarDay(models.Model):
    """A day that is not what its weekday says: a holiday, or a weekend that is worked."""

    day = models.DateField(_("day"), unique=True)
    works = models.BooleanField(_("is a working day"))
    name = models.CharField(_("name"), max_length=40)

    class Meta:
        verbose_name = _("calendar day")
        verbose_name_plural = _("calendar days")
        ordering = ("day",)

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.name}"

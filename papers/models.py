"""Numbers without holes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NumberSeries(models.Model):
    """The last number drawn of one series of one station in one period. Drawn in the transaction that uses it: a number
    that was rolled back is drawn again."""

    station = models.ForeignKey(
        "jurisdiction.Station", models.PROTECT, related_name="+", verbose_name=_("station")
    )
    series = models.CharField(_("series"), max_length=20)
    period = models.CharField(_("period"), max_length=6)
    last = models.PositiveIntegerField(_("last number"), default=0)

    class Meta:
        verbose_name = _("number series")
        verbose_name_plural = _("number series")
        ordering = ("station", "series", "period")
        constraints = [
            models.UniqueConstraint(fields=["station", "series", "period"], name="one_series_a_period")
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.period} {self.last}"

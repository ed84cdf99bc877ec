"""Where the squads were: tracks of rounds for thirty days, presence by cell and village for good."""

import uuid

from django.contrib.gis.db import models
from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from patrols.choices import TrackSource
from patrols.models.rounds import Round
from patrols.querysets import PresenceCellQuerySet, TrackPartQuerySet


class TrackPart(models.Model):
    """A stretch of a round's way as one phone saw it. A pause of the phone ends a part and begins another.

    `line` has one vertex a fix (WGS-84), `seconds` and `accuracy` one number a vertex: seconds since `began_at`,
    metres.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="track", verbose_name=_("round"))
    by = models.ForeignKey(
        "jurisdiction.Officer", models.PROTECT, related_name="+", verbose_name=_("walked by")
    )
    source = models.CharField(_("came from"), max_length=6, choices=TrackSource, default=TrackSource.PHONE)
    began_at = models.DateTimeField(_("began at"))
    ended_at = models.DateTimeField(_("ended at"))
    received_at = models.DateTimeField(_("received at"))
    line = models.LineStringField(_("way"), srid=4326)
    seconds = ArrayField(models.PositiveIntegerField(), verbose_name=_("seconds since the beginning"))
    accuracy = ArrayField(models.PositiveSmallIntegerField(), verbose_name=_("accuracy in metres"))

    objects = TrackPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("part of a track")
        verbose_name_plural = _("parts of tracks")
        ordering = ("began_at",)
        indexes = [models.Index(fields=["began_at"], name="track_by_time")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__gte=F("began_at")), name="track_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        return f"{self.began_at:%Y-%m-%d %H:%M}"


class PresenceCell(models.Model):
    """How long one round was in one square of 200 m. Squares count from the origin of UTM zone 50N (EPSG:32650), so
    `x` and `y` are easting and northing divided by 200. It names no officer."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="presence", verbose_name=_("round"))
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
    duty_date = models.DateField(_("night of"))
    x = models.IntegerField(_("square, easting / 200 m"))
    y = models.IntegerField(_("square, northing / 200 m"))
    first_at = models.DateTimeField(_("first there at"))
    last_at = models.DateTimeField(_("last there at"))
    seconds = models.PositiveIntegerField(_("seconds there"))
    fixes = models.PositiveIntegerField(_("positions there"))

    objects = PresenceCellQuerySet.as_manager()

    class Meta:
        verbose_name = _("presence in a square")
        verbose_name_plural = _("presence in squares")
        ordering = ("first_at",)
        indexes = [
            models.Index(fields=["station", "duty_date"], name="presence_by_night"),
            models.Index(fields=["station", "x", "y", "first_at"], name="presence_by_cell"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "x", "y", "village"],
                name="presence_once_a_round_and_cell",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.x}/{self.y} {self.duty_date:%Y-%m-%d}"

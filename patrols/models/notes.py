"""What a squad writes down beside the cars, what it reads at the start, and what it says to owners."""

import uuid

from django.contrib.gis.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from patrols.choices import ObservationKind, TalkTopic
from patrols.models.rounds import Round
from patrols.models.shifts import Shift
from patrols.querysets import HandoverReadQuerySet, ObservationQuerySet, TalkCardQuerySet


class Observation(models.Model):
    """A note, or a home visited about fraud while on patrol: no names."""

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
    shift = models.ForeignKey(Shift, models.PROTECT, related_name="observations", verbose_name=_("shift"))
    round = models.ForeignKey(
        Round,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="observations",
        verbose_name=_("round"),
    )
    kind = models.CharField(_("kind"), max_length=12, choices=ObservationKind)
    place = models.ForeignKey(
        "jurisdiction.Place",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("place"),
    )
    point = models.PointField(_("point"), srid=4326, null=True, blank=True)
    text = models.TextField(_("what was seen"), max_length=1000, blank=True)
    people = models.PositiveSmallIntegerField(
        _("people spoken to"), default=0, help_text=_("For a home visited about fraud.")
    )
    apps_installed = models.PositiveSmallIntegerField(
        _("anti-fraud apps installed"), default=0, help_text=_("For a home visited about fraud.")
    )
    seen_at = models.DateTimeField(_("seen at"))
    received_at = models.DateTimeField(_("received at"))
    by = models.ForeignKey(
        "jurisdiction.Officer", models.PROTECT, related_name="+", verbose_name=_("written by")
    )
    done_at = models.DateTimeField(_("dealt with at"), null=True, blank=True)
    done_by = models.ForeignKey(
        "jurisdiction.Officer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("dealt with by"),
    )
    result = models.CharField(_("what came of it"), max_length=200, blank=True)

    objects = ObservationQuerySet.as_manager()

    class Meta:
        verbose_name = _("observation")
        verbose_name_plural = _("observations")
        ordering = ("-seen_at",)
        indexes = [models.Index(fields=["station", "-seen_at"], name="observation_by_time")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=ObservationKind.HOME_VISIT) | ~Q(text=""),
                name="observation_says_something",
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | ~Q(result=""), name="done_observation_has_a_result"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seen_at:%Y-%m-%d %H:%M} {self.get_kind_display()}"


class HandoverRead(models.Model):
    """An officer of the next shift has read the note that was handed over."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    shift = models.ForeignKey(
        Shift, models.CASCADE, related_name="handovers_read", verbose_name=_("shift that begins")
    )
    previous = models.ForeignKey(
        Shift, models.CASCADE, related_name="read_by", verbose_name=_("shift that handed over")
    )
    by = models.ForeignKey(
        "jurisdiction.Officer", models.PROTECT, related_name="+", verbose_name=_("read by")
    )
    at = models.DateTimeField(_("read at"))
    received_at = models.DateTimeField(_("received at"))

    objects = HandoverReadQuerySet.as_manager()

    class Meta:
        verbose_name = _("handover read")
        verbose_name_plural = _("handovers read")
        ordering = ("at",)
        constraints = [
            models.UniqueConstraint(fields=["previous", "by"], name="handover_read_once_an_officer")
        ]

    def __str__(self) -> str:
        return f"{self.by} {self.at:%Y-%m-%d %H:%M}"


class TalkCard(models.Model):
    """A few sentences an officer can say while the owner is on the way. Without a station: everybody's."""

    station = models.ForeignKey(
        "jurisdiction.Station",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("station"),
        help_text=_("Empty: for every station."),
    )
    topic = models.CharField(_("topic"), max_length=12, choices=TalkTopic)
    title = models.CharField(_("title"), max_length=60)
    body = models.TextField(_("what to say"), max_length=600, help_text=_("One sentence a line."))
    position = models.PositiveSmallIntegerField(_("order"), default=1)
    active = models.BooleanField(_("in use"), default=True)
    changed_at = models.DateTimeField(_("changed at"))
    changed_by = models.ForeignKey(
        "jurisdiction.Officer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("changed by"),
    )

    objects = TalkCardQuerySet.as_manager()

    class Meta:
        verbose_name = _("talk card")
        verbose_name_plural = _("talk cards")
        ordering = ("topic", "position", "pk")

    def __str__(self) -> str:
        return self.title

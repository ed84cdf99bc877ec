"""Talks about fraud: where, to whom, by whom, how many came."""

import uuid
from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from antifraud.choices import Audience, FraudKind, TalkStatus
from antifraud.querysets import TalkPhotoQuerySet, TalkQuerySet
from photos.models import KeptPhoto


class Talk(models.Model):
    """An officer or cadre speaks, or a volunteer under a code name. Why somebody volunteers is no column of this table.
    `own_story` is the volunteer's own choice for this one talk, taken down by the justice office and shown there alone;
    without it a talk is not told as one's own. It is forgotten once the talk is past (`talk.choice`)."""

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
    place = models.ForeignKey(
        "jurisdiction.Place",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("place"),
    )
    where = models.CharField(_("where exactly"), max_length=80, blank=True)
    audience = models.CharField(_("audience"), max_length=12, choices=Audience)
    topic = models.CharField(_("topic"), max_length=20, choices=FraudKind)
    words = models.CharField(pgettext_lazy("talk", "what it is about"), max_length=300, blank=True)
    planned_at = models.DateTimeField(_("time"))
    status = models.CharField(_("status"), max_length=10, choices=TalkStatus, default=TalkStatus.PLANNED)
    speaker = models.ForeignKey(
        "jurisdiction.Officer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("speaker"),
    )
    volunteer = models.ForeignKey(
        "jurisdiction.Volunteer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("volunteer"),
    )
    attendance = models.PositiveSmallIntegerField(
        _("how many came"), null=True, blank=True, validators=[MaxValueValidator(5000)]
    )
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(600)]
    )
    recorded_at = models.DateTimeField(_("recorded at"), null=True, blank=True)
    recorded_by = models.ForeignKey(
        "jurisdiction.Officer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("recorded by"),
    )
    cancelled_because = models.CharField(_("called off because"), max_length=200, blank=True)
    own_story = models.BooleanField(_("told as the own story"), default=False)
    choice_at = models.DateTimeField(_("choice taken down at"), null=True, blank=True)
    choice_by = models.ForeignKey(
        "jurisdiction.Officer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("choice taken down by"),
    )
    hours = models.DecimalField(
        _("confirmed hours"),
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0")), MaxValueValidator(Decimal("12"))],
    )
    hours_confirmed_at = models.DateTimeField(_("hours confirmed at"), null=True, blank=True)
    hours_confirmed_by = models.ForeignKey(
        "jurisdiction.Officer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("hours confirmed by"),
    )
    created_at = models.DateTimeField(_("planned on"))
    created_by = models.ForeignKey(
        "jurisdiction.Officer", models.PROTECT, related_name="+", verbose_name=_("planned by")
    )

    objects = TalkQuerySet.as_manager()

    class Meta:
        verbose_name = _("talk")
        verbose_name_plural = _("talks")
        ordering = ("-planned_at",)
        indexes = [models.Index(fields=["station", "-planned_at"], name="talk_by_station")]
        constraints = [
            models.CheckConstraint(
                condition=Q(speaker__isnull=True) ^ Q(volunteer__isnull=True),
                name="talk_by_an_officer_or_a_volunteer",
            ),
            models.CheckConstraint(
                condition=Q(status=TalkStatus.HELD) ^ Q(attendance__isnull=True),
                name="talk_held_before_somebody",
            ),
            models.CheckConstraint(
                condition=Q(own_story=False) | Q(volunteer__isnull=False, choice_by__isnull=False),
                name="own_story_only_by_recorded_choice",
            ),
            models.CheckConstraint(
                condition=Q(hours_confirmed_at__isnull=True)
                | Q(
                    volunteer__isnull=False,
                    status=TalkStatus.HELD,
                    hours__isnull=False,
                    hours_confirmed_by__isnull=False,
                ),
                name="hours_of_a_volunteers_talk",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.planned_at:%Y-%m-%d} {self.get_topic_display()}"

    @property
    def at_place(self) -> str:
        return " ".join(filter(None, [self.place.name if self.place else "", self.where]))


class TalkPhoto(KeptPhoto):
    """A picture of the talk: the room, the board, no faces."""

    talk = models.ForeignKey(Talk, models.CASCADE, related_name="photos", verbose_name=_("talk"))

    objects = TalkPhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo of a talk")
        verbose_name_plural = _("photos of talks")
        ordering = ("taken_at",)
        constraints = [models.UniqueConstraint(fields=["talk", "sha256"], name="photo_once_a_talk")]

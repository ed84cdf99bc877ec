"""Photos that belong to a dispute."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from disputes.models.disputes import Dispute
from disputes.querysets import DisputePhotoQuerySet
from photos.models import KeptPhoto


class DisputePhoto(KeptPhoto):
    """What a reporter or mediator took a picture of; goes with the dispute's words."""

    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="photos", verbose_name=_("dispute"))

    objects = DisputePhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo of a dispute")
        verbose_name_plural = _("photos of disputes")
        ordering = ("taken_at",)
        constraints = [
            models.UniqueConstraint(fields=["dispute", "sha256"], name="photo_once_a_dispute"),
        ]

"""What every room's photo is: a row of the room's own table, with the bytes beside it."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


def photo_path(photo: "KeptPhoto", name: str) -> str:
    """By content: the same picture is one file, and the name tells nothing of what it shows."""
    return f"photos/{photo.sha256[:2]}/{photo.sha256}"


def copy_path(photo: "KeptPhoto", name: str) -> str:
    return f"copies/{photo.sha256[:2]}/{photo.sha256}.jpg"


class KeptPhoto(models.Model):
    """One picture. The key is that of the record that brought it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    station = models.ForeignKey(
        "jurisdiction.Station", models.PROTECT, related_name="+", verbose_name=_("station")
    )
    original = models.FileField(_("original"), upload_to=photo_path)
    copy = models.FileField(_("small copy"), upload_to=copy_path, blank=True)
    sha256 = models.CharField(_("photo's SHA-256"), max_length=64)
    content_type = models.CharField(_("photo's type"), max_length=20)
    taken_at = models.DateTimeField(_("taken at"))
    received_at = models.DateTimeField(_("received at"))
    by = models.ForeignKey(
        "jurisdiction.Officer", models.PROTECT, related_name="+", verbose_name=_("taken by")
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.taken_at:%Y-%m-%d %H:%M}"

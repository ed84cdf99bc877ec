"""What the room's views share: who asks, how refusals stand beside fields, how a photo of a form is kept."""

import uuid
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from hazards.choices import Stage
from hazards.forms.field import PhotoForm
from hazards.models import Hazard
from hazards.operations.photos import attach_photo
from jurisdiction.models import Officer
from photos.content import MAX_BYTES


def keep_photo(
    form: PhotoForm,
    upload: UploadedFile[Any],
    *,
    record_id: uuid.UUID,
    hazard: Hazard,
    stage: Stage,
    by: Officer,
) -> None:
    """The photo of a form with the position it carries. Raises PhotoRefused, PoliceOnly."""
    now = timezone.now()
    attach_photo(
        record_id=record_id,
        content=upload.read(MAX_BYTES + 1),
        taken_at=now,
        received_at=now,
        by=by,
        hazard=hazard,
        point=form.point,
        accuracy=form.cleaned_data.get("accuracy"),
        bearing=form.cleaned_data.get("bearing"),
        stage=stage,
    )

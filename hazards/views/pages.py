"""What the room's views share: who asks, how refusals stand beside fields, how a photo of a form is kept."""

import uuid
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from hazards.choices import Stage
from hazards.forms.field import PhotoForm
from hazards.models import Hazard
from hazards.operations.photos import attach_photo
from jurisdiction.errors import DomainError
from jurisdiction.models import Officer
from photos.content import MAX_BYTES


def officer(request: HttpRequest) -> Officer:
    """Who is signed in; the middleware has seen to it that somebody is."""
    assert isinstance(request.user, Officer)  # noqa: S101  # LoginRequiredMiddleware
    return request.user


def add_domain_error(form: Any, error: DomainError) -> None:
    """What an operation refused, beside the field it belongs to."""
    form.add_error(error.field if error.field in form.fields else None, str(error.message))


def render_form(request: HttpRequest, form: Any, **context: Any) -> HttpResponse:
    """The page of one form: `title`, `submit`; perhaps a `note` and a `crumb` (address, words of what lies above)."""
    status = 422 if form.errors else 200
    return render(request, "includes/form_page.html", {"form": form, **context}, status=status)


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

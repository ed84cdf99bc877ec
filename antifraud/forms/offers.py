"""Stations and villages to choose from: those within the remit."""

from typing import Any

from jurisdiction.models import Station, Village
from jurisdiction.remit import Remit


def offer(form: Any, remit: Remit) -> None:
    """Fills the form's fields `station`, `village`, `villages`, as far as it has them."""
    if "station" in form.fields:
        form.fields["station"].queryset = Station.objects.within(remit)
    for name in ("village", "villages"):
        if name in form.fields:
            form.fields[name].queryset = Village.objects.within(remit).order_by("code")

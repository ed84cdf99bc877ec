from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class HazardsConfig(AppConfig):
    name = "hazards"
    verbose_name = _("hazards")

    def ready(self) -> None:
        from hazards.notices import register_kinds  # once Django knows every app
        from jurisdiction import place_pages

        register_kinds()
        history = place_pages.PlacePage(
            _("Inspections and hazards"), lambda place: reverse("hazards:place_history", args=[place.pk])
        )
        place_pages.register("hazards", history)

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AntifraudConfig(AppConfig):
    name = "antifraud"
    verbose_name = _("anti-fraud")

    def ready(self) -> None:
        from antifraud.intercept_notices import register_intercept_kinds  # once Django knows every app

        register_intercept_kinds()

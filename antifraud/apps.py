from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AntifraudConfig(AppConfig):
    name = "antifraud"
    verbose_name = _("anti-fraud")

    def ready(self) -> None:
        from antifraud.sheets import households

        households.register_sheet()

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AntifraudConfig(AppConfig):
    name = "antifraud"
    verbose_name = _("anti-fraud")

    def ready(self) -> None:
        from antifraud import intercept_notices, outreach_notices  # once Django knows every app
        from antifraud.sheets import groups, households

        intercept_notices.register_intercept_kinds()
        outreach_notices.register_kinds()
        households.register_sheet()
        groups.register_sheet()

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DisputesConfig(AppConfig):
    name = "disputes"
    verbose_name = _("disputes")

    def ready(self) -> None:
        from disputes.notices import register_kinds

        register_kinds()

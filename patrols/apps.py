from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PatrolsConfig(AppConfig):
    name = "patrols"
    verbose_name = _("patrols")

    def ready(self) -> None:
        from patrols.kinds import register_kinds  # choices are translated: not before the apps are there

        register_kinds()

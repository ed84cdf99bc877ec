from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommandConfig(AppConfig):
    name = "command"
    verbose_name = _("command room")

    def ready(self) -> None:
        from command.notices import register_kinds
        from command.sources import register_sources

        register_kinds()
        register_sources()

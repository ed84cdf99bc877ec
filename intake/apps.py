from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntakeConfig(AppConfig):
    name = "intake"
    verbose_name = _("what phones send")

    def ready(self) -> None:
        from intake.kinds import patrols

        patrols.register_kinds()

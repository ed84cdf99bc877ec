from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntakeConfig(AppConfig):
    name = "intake"
    verbose_name = _("what phones send")

    def ready(self) -> None:
        from dashboards import lines
        from intake.kinds import antifraud, disputes, hazards, patrols, photos
        from intake.lines import phone_lines

        photos.register_kinds()
        patrols.register_kinds()
        hazards.register_kinds()
        disputes.register_kinds()
        antifraud.register_kinds()
        lines.register(phone_lines)

"""The kinds of notices the command room tells. A lead's notice says that there is one and nothing of it."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notices.kinds import Kind, register


def register_kinds() -> None:
    """Called once by the room's AppConfig."""
    register(
        Kind(
            "lead.received",
            gettext_lazy("new lead"),
            lambda params: _("A lead was handed on; it waits for assessment."),
            lambda params: reverse("command:lead_detail", args=[params["lead"]]),
        )
    )

from collections.abc import Mapping
from typing import Any

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from notices.kinds import TEST, Kind, register


def _test_words(_params: Mapping[str, Any]) -> str:
    return gettext("This is a test message. It shows that this channel works.")


def _test_url(_params: Mapping[str, Any]) -> str:
    return reverse("notices:preferences")


class NoticesConfig(AppConfig):
    name = "notices"
    verbose_name = _("notices")

    def ready(self) -> None:
        register(Kind(code=TEST, label=_("Test message"), words=_test_words, url=_test_url))

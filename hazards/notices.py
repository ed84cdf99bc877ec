"""What this room tells people, in words: registered when the app starts."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hazards.choices import HazardKind, Level, Status
from notices.kinds import Kind, Params, register


def _named(params: Params) -> dict[str, str]:
    return {
        "number": str(params["number"]),
        "kind": str(HazardKind(params["kind"]).label),
        "level": str(Level(params["level"]).label),
        "status": str(Status(params["status"]).label),
    }


def _address(params: Params) -> str:
    return reverse("hazards:hazard_detail", args=[params["hazard"]])


def _reported(params: Params) -> str:
    return _("Hazard %(number)s (%(kind)s, level %(level)s) was reported.") % _named(params)


def _late(params: Params) -> str:
    return _("Hazard %(number)s (%(kind)s) is past its deadline: %(status)s.") % _named(params)


def _moved(params: Params) -> str:
    return _("The hazard you reported, %(number)s: %(status)s.") % _named(params)


def _supervised(params: Params) -> str:
    return _("Hazard %(number)s (%(kind)s) was put under supervision.") % _named(params)


def _extension(params: Params) -> str:
    return _("More time is asked for hazard %(number)s (%(kind)s).") % _named(params)


def register_kinds() -> None:
    """Called once when the app starts."""
    kinds = (
        Kind(
            "hazard.critical",
            gettext_lazy("critical hazard"),
            _reported,
            _address,
            urgent=True,
            acknowledge=True,
        ),
        Kind("hazard.reported", gettext_lazy("hazard of a high level"), _reported, _address),
        Kind("hazard.late", gettext_lazy("hazard past its deadline"), _late, _address),
        Kind("hazard.moved", gettext_lazy("own report of a hazard"), _moved, _address),
        Kind("hazard.supervised", gettext_lazy("hazard under supervision"), _supervised, _address),
        Kind("hazard.extension", gettext_lazy("extension asked for"), _extension, _address),
    )
    for kind in kinds:
        register(kind)

"""What the intercept part tells people, in words: registered when the app starts."""

import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from antifraud.choices import DissuasionStatus, FraudKind, MilestoneKind
from antifraud.rules import yuan
from jurisdiction.choices import RiskLevel
from jurisdiction.templatetags.local_time import until
from notices.kinds import Kind, Params, register


def _report(params: Params) -> dict[str, str]:
    return {
        "number": str(params["number"]),
        "kind": str(FraudKind(params["kind"]).label),
        "amount": yuan(int(params["fen"])),
    }


def _warning(params: Params) -> dict[str, str]:
    return {
        "number": str(params["number"]),
        "kind": str(FraudKind(params["kind"]).label),
        "level": str(RiskLevel(params["level"]).label),
    }


def _report_url(params: Params) -> str:
    return reverse("antifraud:report_detail", args=[params["report"]])


def _warning_url(params: Params) -> str:
    return reverse("antifraud:dissuasion_detail", args=[params["dissuasion"]])


def _reported(params: Params) -> str:
    return _("Fraud reported: %(amount)s yuan, %(kind)s (%(number)s). Take a line.") % _report(params)


def _lapsing(params: Params) -> str:
    words = {
        **_report(params),
        "what": MilestoneKind(params["what"]).label,
        "until": until(datetime.datetime.fromisoformat(params["until"])),
    }
    return _("%(number)s: “%(what)s” holds until %(until)s only.") % words


def _correction(params: Params) -> str:
    return _("A correction of an amount waits for a second person: %(number)s.") % _report(params)


def _received(params: Params) -> str:
    return _("Warning before a loss, level %(level)s: %(kind)s (%(number)s). Sign for it.") % _warning(params)


def _late(params: Params) -> str:
    words = {**_warning(params), "status": DissuasionStatus(params["status"]).label}
    return _("Warning %(number)s (level %(level)s) is past its deadline: %(status)s.") % words


def register_intercept_kinds() -> None:
    """Called once when the app starts."""
    for kind in (
        Kind("fraud.reported", gettext_lazy("fraud reported"), _reported, _report_url, urgent=True),
        Kind(
            "fraud.lapsing", gettext_lazy("stop or freeze about to lapse"), _lapsing, _report_url, urgent=True
        ),
        Kind("fraud.correction", gettext_lazy("correction of an amount"), _correction, _report_url),
        Kind(
            "dissuasion.received",
            gettext_lazy("warning before a loss"),
            _received,
            _warning_url,
            urgent=True,
            acknowledge=True,
        ),
        Kind("dissuasion.late", gettext_lazy("warning past its deadline"), _late, _warning_url, urgent=True),
    ):
        register(kind)

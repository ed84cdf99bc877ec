"""The kinds of notices this room tells, in words. Called in the reader's language; no personal data is there to show."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from disputes.choices import DisputeKind, EventVerb, Level, Rung, Signal, Step
from notices.kinds import Kind, Params, register


def _said(params: Params) -> dict[str, Any]:
    return {
        "number": params["number"],
        "kind": DisputeKind(params["kind"]).label,
        "level": Level(params["level"]).label,
        "village": params["village"],
    }


def _desk(params: Params) -> str:
    return reverse("disputes:detail", args=[params["dispute"]])


def _mediation(params: Params) -> str:
    return reverse("disputes:mediation", args=[params["dispute"]])


def _reported(params: Params) -> str:
    return _("New report %(number)s: %(kind)s, %(village)s, level %(level)s.") % _said(params)


def _alarm(params: Params) -> str:
    signals = _(", ").join(str(Signal(found).label) for found in params["signals"])
    said = {**_said(params), "signals": signals or _("red")}
    return _("Act at once: %(kind)s in %(village)s, %(signals)s (%(number)s, level %(level)s).") % said


def _moved(params: Params) -> str:
    moved = EventVerb(params["moved"]).label
    return _("Your report %(number)s: %(moved)s.") % {"number": params["number"], "moved": moved}


def _assigned(params: Params) -> str:
    return _("You mediate %(number)s: %(kind)s, %(village)s.") % _said(params)


def _overdue(params: Params) -> str:
    said = {**_said(params), "step": Step(params["step"]).label}
    if params.get("rung") == Rung.DISTRICT:
        return _("Still overdue, the chief has been told: %(step)s, %(number)s (%(village)s).") % said
    return _("Overdue: %(step)s, %(number)s (%(village)s).") % said


def _confirmation(params: Params) -> str:
    said = {**_said(params), "until": params["until"]}
    return (
        _(
            "Judicial confirmation of %(number)s (%(village)s) may be applied for until %(until)s at the latest."
        )
        % said
    )


def _level_asked(params: Params) -> str:
    return _("A second person has to decide whether %(number)s (%(village)s) may be less than red.") % _said(
        params
    )


def _not_settled(params: Params) -> str:
    return _("Mediation of %(number)s failed (%(kind)s, %(village)s): decide what follows.") % _said(params)


def _escalated(params: Params) -> str:
    return _("%(number)s was handed to the district: %(kind)s, %(village)s, level %(level)s.") % _said(params)


def register_kinds() -> None:
    """Called once by the room's AppConfig."""
    for kind in (
        Kind("dispute.reported", gettext_lazy("new dispute"), _reported, _desk),
        Kind(
            "dispute.alarm", gettext_lazy("dispute with danger"), _alarm, _desk, urgent=True, acknowledge=True
        ),
        Kind(
            "dispute.moved",
            gettext_lazy("own report moved on"),
            _moved,
            lambda params: reverse("disputes:my_report", args=[params["report"]]),
        ),
        Kind("dispute.assigned", gettext_lazy("named as mediator"), _assigned, _mediation),
        Kind("dispute.overdue", gettext_lazy("overdue step of a dispute"), _overdue, _desk),
        Kind("dispute.mediation_overdue", gettext_lazy("own overdue mediation"), _overdue, _mediation),
        Kind("dispute.confirmation", gettext_lazy("judicial confirmation"), _confirmation, _mediation),
        Kind("dispute.not_settled", gettext_lazy("mediation failed"), _not_settled, _desk),
        Kind("dispute.escalated", gettext_lazy("dispute handed upward"), _escalated, _desk),
        Kind("dispute.level_asked", gettext_lazy("lower level asked for"), _level_asked, _desk),
    ):
        register(kind)

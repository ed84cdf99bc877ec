"""What this room tells people of, in words."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from notices.kinds import Kind, register
from patrols.choices import AlertStep

#: The ladder of a round that does not start has its own steps and its own acknowledgement (RoundAlert): each step is a
#: kind of its own, so that each may be wanted by another channel.
ROUND_KINDS: dict[AlertStep, str] = {
    AlertStep.REMINDER: "round.reminder",
    AlertStep.OFFICER: "round.missed.squad",
    AlertStep.LEADER: "round.missed.leader",
    AlertStep.CHIEF: "round.missed.chief",
}


def _particulars(params: Mapping[str, Any]) -> dict[str, Any]:
    planned = datetime.datetime.fromisoformat(params["planned_at"])
    return {**params, "time": f"{planned:%H:%M}"}


def _reminder(params: Mapping[str, Any]) -> str:
    return gettext("%(squad)s: round %(number)s of %(time)s is to be started.") % _particulars(params)


def _missed(params: Mapping[str, Any]) -> str:
    return gettext("%(squad)s: round %(number)s of %(time)s was not started in time.") % _particulars(params)


def _walked_at(params: Mapping[str, Any]) -> str:
    return reverse("patrols:round_page", args=[params["round"]])


def _judged_at(params: Mapping[str, Any]) -> str:
    return reverse("patrols:round_detail", args=[params["round"]])


def register_kinds() -> None:
    kinds = (
        Kind(ROUND_KINDS[AlertStep.REMINDER], _("A round is to be started"), _reminder, _walked_at),
        Kind(
            ROUND_KINDS[AlertStep.OFFICER], _("Round missed: to the squad"), _missed, _walked_at, urgent=True
        ),
        Kind(
            ROUND_KINDS[AlertStep.LEADER],
            _("Round missed: to the squad leader"),
            _missed,
            _judged_at,
            urgent=True,
        ),
        Kind(ROUND_KINDS[AlertStep.CHIEF], _("Round missed: to the chief"), _missed, _judged_at),
    )
    for kind in kinds:
        register(kind)

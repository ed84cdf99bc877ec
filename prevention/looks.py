"""What the supervised loop looks after, so that the work goes on while Redis or beat is down. Each look only makes
visible what is true at that moment: beat does the same, and doubled or missed looks change no outcome."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from antifraud.operations.campaigns import close_ended as close_campaigns
from antifraud.operations.intercept_sweep import sweep as sweep_intercept
from antifraud.operations.outreach_sweep import remind_keepers
from antifraud.operations.postings import post_due
from disputes.operations.sweep import sweep as sweep_disputes
from hazards.operations.sweep import sweep as sweep_hazards
from notices.operations.escalation import escalate_due
from notices.operations.sending import deliver_due
from patrols.operations.reconcile import reconcile


@dataclass(frozen=True, slots=True)
class Look:
    """`call` takes the moment and answers with something that can be printed; every so many seconds."""

    name: str
    every: float
    call: Callable[..., object]

    def at(self, moment: datetime.datetime) -> object:
        return self.call(at=moment)


#: In the order in which one round of the loop takes them.
LOOKS = (
    Look("rounds", 60, reconcile),
    Look("steps of disputes", 60, sweep_disputes),
    Look("hazards", 300, sweep_hazards),
    Look("fraud reports and warnings", 60, sweep_intercept),
    Look("campaigns", 3600, close_campaigns),
    Look("notices to pass upwards", 30, escalate_due),
    Look("messages", 20, deliver_due),
    Look("broadcasts to groups", 20, post_due),
    Look("groups that a broadcast is missing in", 300, remind_keepers),
)

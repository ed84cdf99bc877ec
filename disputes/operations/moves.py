"""Taking a step: who may, what follows, by compare-and-swap. Within the caller's transaction."""

import datetime
import uuid
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from disputes import rules
from disputes.choices import OF_THE_VILLAGE
from disputes.errors import DisputeMoved, StepRefused
from disputes.models import Dispute, Report, Session
from jurisdiction.access import POLICE_WORK
from jurisdiction.choices import Role
from jurisdiction.models import Officer
from jurisdiction.postings import standing
from jurisdiction.remit import Breadth

REFUSALS: dict[rules.Refusal, Promise] = {
    rules.Refusal.NOT_NOW: gettext_lazy("This step does not follow from where the dispute stands now."),
    rules.Refusal.NOT_YOURS: gettext_lazy("This step is not yours to take."),
    rules.Refusal.POLICE_ONLY: gettext_lazy("This step is for police officers alone."),
    rules.Refusal.VILLAGE_FIRST: gettext_lazy(
        "The village has to try first: a session of its cadre or committee has to be written down, also one to which a "
        "party did not come. Red and orange ones go upward at once; advice to go to court is always possible."
    ),
}


def locked(dispute_id: uuid.UUID) -> Dispute:
    """The dispute, held until the transaction ends. Raises Dispute.DoesNotExist."""
    rows = Dispute.objects.select_for_update(of=("self",)).select_related("station", "village", "mediator")
    return rows.get(pk=dispute_id)


def person_for(dispute: Dispute, by: Officer, at: datetime.datetime) -> rules.Person:
    """What `by` is to this dispute on that day."""
    found = standing(by, on=timezone.localtime(at).date())
    remit = found.remit
    here = dispute.station_id in remit.stations or (
        remit.breadth is Breadth.VILLAGES and dispute.village_id in remit.villages
    )
    return rules.Person(
        kind=by.kind,
        desk=here and bool(found.roles & POLICE_WORK),
        justice=here and Role.JUSTICE_OFFICER in found.roles,
        mediates=here and dispute.mediator_id == by.pk,
        reported=here and Report.objects.filter(dispute=dispute, by=by).exists(),
    )


def village_step_taken(dispute: Dispute) -> bool:
    """A session of a cadre or the village's committee stands on record, also one to which somebody did not come. To give
    up without any is no attempt."""
    of_the_village = Q(mediation__mediator_kind__in=OF_THE_VILLAGE)
    return Session.objects.filter(of_the_village, dispute=dispute).exists()


def allowed(
    dispute: Dispute, action: rules.Action, *, by: Officer, at: datetime.datetime, upward: bool = True
) -> str | rules.Refusal:
    """The status that the step leads to, or why it may not be taken. `upward`: see rules.decide."""
    return rules.decide(
        action,
        status=dispute.status,
        person=person_for(dispute, by, at),
        route=dispute.route,
        level=dispute.level,
        village_step=action is rules.Action.ESCALATE and village_step_taken(dispute),
        upward=upward,
    )


def require(
    dispute: Dispute, action: rules.Action, *, by: Officer, at: datetime.datetime, upward: bool = True
) -> str:
    """The status that the step leads to. Raises StepRefused (target, where the village has to try first)."""
    outcome = allowed(dispute, action, by=by, at=at, upward=upward)
    if isinstance(outcome, rules.Refusal):
        raise StepRefused(
            REFUSALS[outcome], field="target" if outcome is rules.Refusal.VILLAGE_FIRST else None
        )
    return outcome


def swap(dispute: Dispute, status: str, **columns: Any) -> None:
    """Compare-and-swap of the status. Raises DisputeMoved when somebody else was faster."""
    changed = Dispute.objects.filter(pk=dispute.pk, status=dispute.status).update(status=status, **columns)
    if not changed:
        raise DisputeMoved(_("Somebody else has just moved this dispute on. Look at it again."))
    for name, value in {"status": status, **columns}.items():
        setattr(dispute, name, value)


def move(
    dispute: Dispute,
    action: rules.Action,
    *,
    by: Officer,
    at: datetime.datetime,
    upward: bool = True,
    **columns: Any,
) -> None:
    """Takes the step and sets `columns` with it. Raises StepRefused, DisputeMoved."""
    swap(dispute, require(dispute, action, by=by, at=at, upward=upward), **columns)

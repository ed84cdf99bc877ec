"""责令限期整改: orders with a deadline, and their one extension."""

import datetime
import uuid

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hazards import rules
from hazards.choices import Action, Status, Way
from hazards.errors import ExtensionRefused, HazardRefused, PoliceOnly
from hazards.models import Extension, Hazard, RectificationOrder
from hazards.operations import due, telling
from hazards.operations.moves import add_step, move, require_words, standing_of
from hazards.operations.steps import locked
from jurisdiction.models import Officer, Station
from ledger.operations import record
from papers.numbers import document_number

WORD = "责改"
EXTENDABLE = (Status.ORDERED, Status.RECTIFYING)


@transaction.atomic
def order(
    *,
    hazard_id: uuid.UUID,
    demands: str,
    addressee: str = "",
    rectify_by: datetime.datetime | None = None,
    at: datetime.datetime,
    by: Officer,
) -> RectificationOrder:
    """Orders that it be put right, until `rectify_by` or for as long as its level allows at most. The order bears
    the next number of the year. Raises NotNow, PoliceOnly, HazardRefused (field demands, addressee, rectify_by)."""
    found = locked(hazard_id)
    text = require_words(demands, field="demands", most=1000)
    to = addressee.strip()[:120] or (found.place.name if found.place else "")
    if not to:
        raise HazardRefused(_("To whom is the order addressed?"), field="addressee")
    longest = due.rectify_by(found.level, at)
    until = rectify_by or longest
    if not at < until <= longest:
        raise HazardRefused(
            _("For this level the deadline lies between now and %(last)s.")
            % {"last": f"{longest - datetime.timedelta(seconds=1):%Y-%m-%d}"},
            field="rectify_by",
        )
    move(
        found,
        rules.Action.ORDER,
        at=at,
        by=by,
        due_at=until,
        words=text,
        verb="hazard.ordered",
        way=Way.DEADLINE,
        rectify_by=until,
    )
    return RectificationOrder.objects.create(
        hazard=found,
        number=document_number(
            station=Station.objects.get(pk=found.station_id), word=WORD, day=due.day_of(at)
        ),
        addressee=to,
        demands=text,
        issued_at=at,
        issued_by=by,
        rectify_by=until,
    )


def running_order(found: Hazard) -> RectificationOrder | None:
    """The order whose deadline runs."""
    if found.status not in EXTENDABLE:
        return None
    return found.orders.order_by("-issued_at").first()


@transaction.atomic
def ask_extension(
    *, hazard_id: uuid.UUID, until: datetime.datetime, reason: str, at: datetime.datetime, by: Officer
) -> Extension:
    """Asks for more time before the deadline has passed. Raises ExtensionRefused (field until, reason), PoliceOnly."""
    found = locked(hazard_id)
    text = require_words(reason, field="reason", most=300)
    if standing_of(by, on=due.day_of(at)) == rules.Standing.CADRE:
        raise PoliceOnly(_("Cadres and volunteers report and advise; the station does this."))
    order_ = running_order(found)
    if order_ is None or found.rectify_by is None or at >= found.rectify_by:
        raise ExtensionRefused(_("No deadline runs that could be extended."))
    if not found.rectify_by < until <= due.extend_at_most(found.rectify_by):
        raise ExtensionRefused(
            _("The new deadline lies after the old one, and no later than %(last)s.")
            % {"last": f"{due.extend_at_most(found.rectify_by) - datetime.timedelta(seconds=1):%Y-%m-%d}"},
            field="until",
        )
    try:
        with transaction.atomic():
            asked = Extension.objects.create(order=order_, reason=text, until=until, asked_at=at, asked_by=by)
    except IntegrityError as error:
        raise ExtensionRefused(_("A deadline is extended once.")) from error
    add_step(found, Action.ASK_EXTENSION, at=at, by=by, was=found.status, words=text)
    record(at=at, by=by, station=found.station_id, verb="hazard.extension_asked", obj=found, reason=text)
    telling.tell_extension_asked(found, asked.pk, at=at, by=by)
    return asked


@transaction.atomic
def decide_extension(*, extension_id: int, allowed: bool, at: datetime.datetime, by: Officer) -> Extension:
    """Leader, command room or chief decide; never who asked. Raises ExtensionRefused, PoliceOnly."""
    asked = Extension.objects.select_related("order").get(pk=extension_id)
    found = locked(asked.order.hazard_id)
    if standing_of(by, on=due.day_of(at)) != rules.Standing.COMMAND:
        raise PoliceOnly(_("Only the squad leader, the command room or the chief may do this."))
    if by.pk == asked.asked_by_id:
        raise ExtensionRefused(_("You asked for it: another person decides."))
    if allowed and (running_order(found) is None or running_order(found) != asked.order):
        raise ExtensionRefused(_("No deadline runs that could be extended."))
    decided = Extension.objects.filter(pk=extension_id, decided_at__isnull=True).update(
        decided_at=at, decided_by=by, allowed=allowed
    )
    if not decided:
        raise ExtensionRefused(_("This was decided already."))
    asked.refresh_from_db()
    if allowed:
        moments = {"rectify_by": asked.until, "due_at": asked.until, "alerted": 0, **due.alerts(asked.until)}
        Hazard.objects.filter(pk=found.pk).update(**moments)
        found.refresh_from_db()
    action = Action.ALLOW_EXTENSION if allowed else Action.REFUSE_EXTENSION
    add_step(found, action, at=at, by=by, was=found.status, words=asked.reason)
    verb = "hazard.extension_allowed" if allowed else "hazard.extension_refused"
    record(at=at, by=by, station=found.station_id, verb=verb, obj=found)
    return asked

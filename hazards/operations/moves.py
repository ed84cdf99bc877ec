"""The one way a hazard changes its status: judged, compared and swapped, written to its trail and to the ledger."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from hazards import rules
from hazards.choices import Action
from hazards.errors import HazardRefused, NotNow, OwnFinding, PoliceOnly, SecondPerson
from hazards.models import Hazard, Step
from hazards.operations.due import alerts, day_of
from jurisdiction.choices import OfficerKind, Role
from jurisdiction.errors import DomainError
from jurisdiction.models import Officer
from jurisdiction.postings import standing as posted
from ledger.operations import record

#: Whose posting lets them put a hazard under supervision and allow more time.
COMMANDING = frozenset({Role.SQUAD_LEADER, Role.COMMAND_ROOM, Role.CHIEF, Role.DISTRICT_COMMANDER})


def standing_of(officer: Officer, *, on: datetime.date) -> rules.Standing:
    """What the officer is to hazards: by kind, and for police by the postings of that day."""
    if officer.kind == OfficerKind.POLICE:
        commands = posted(officer, on=on).roles & COMMANDING
        return rules.Standing.COMMAND if commands else rules.Standing.POLICE
    if officer.kind == OfficerKind.AUXILIARY:
        return rules.Standing.AUXILIARY
    return rules.Standing.CADRE


def share_of(officer: Officer, found: Hazard, trail: Iterable[Step]) -> rules.Share:
    """What the officer has to do with the present episode; `trail` holds the hazard's steps with who took them."""
    deeds = (
        (step.action, step.by_id, step.by is not None and step.by.kind == OfficerKind.POLICE)
        for step in trail
        if step.at >= found.found_at
    )
    return rules.share_of(officer.pk, finder=found.found_by_id, deeds=deeds)


def refusal(why: rules.Refusal, found: Hazard) -> DomainError:
    """The refusal in words."""
    if why is rules.Refusal.NOT_NOW:
        return NotNow(
            _("This cannot be done now: the hazard is “%(status)s”.") % {"status": found.get_status_display()}
        )
    if why is rules.Refusal.OWN_FINDING:
        return OwnFinding(
            _("You found this hazard: another person must do this, of this station or the central station.")
        )
    if why is rules.Refusal.OWN_WORK:
        return SecondPerson(
            _(
                "You ordered this, or put it right on the spot: another person must re-inspect it, who did not find it: "
                "anybody else of this station or the central station, an auxiliary too."
            )
        )
    if why is rules.Refusal.ALONE:
        return SecondPerson(
            _("No other police officer has had a hand in this: another one must re-inspect it or close it.")
        )
    if why is rules.Refusal.COMMAND_ONLY:
        return PoliceOnly(_("Only the squad leader, the command room or the chief may do this."))
    if why is rules.Refusal.STATION_ONLY:
        return PoliceOnly(_("Cadres and volunteers report and advise; the station does this."))
    return PoliceOnly(_("Only a police officer may do this."))


def judged(
    found: Hazard, action: rules.Action, *, by: Officer | None, at: datetime.datetime, status: str = ""
) -> str:
    """The status that follows, or would from `status`. Raises NotNow, OwnFinding, SecondPerson, PoliceOnly."""
    standing, share = rules.Standing.SYSTEM, rules.Share()
    if by is not None:
        standing = standing_of(by, on=day_of(at))
        share = share_of(by, found, found.steps.select_related("by"))
    following = rules.judge(status or found.status, action, standing=standing, share=share)
    if isinstance(following, rules.Refusal):
        raise refusal(following, found)
    return following


def move(
    found: Hazard,
    action: rules.Action,
    *,
    at: datetime.datetime,
    by: Officer | None,
    due_at: datetime.datetime | None,
    words: str = "",
    verb: str,
    **columns: Any,
) -> Hazard:
    """Moves the hazard on, within the caller's transaction. `due_at` is what is due from now on; `columns` go along.

    Raises NotNow, OwnFinding, SecondPerson, PoliceOnly; and NotNow when somebody else was faster.
    """
    following = judged(found, action, by=by, at=at)
    was = found.status
    columns = {"status": following, "due_at": due_at, "alerted": 0, **alerts(due_at), **columns}
    if not Hazard.objects.filter(pk=found.pk, status=was).update(**columns):
        found.refresh_from_db()
        raise refusal(rules.Refusal.NOT_NOW, found)
    for name, value in columns.items():
        setattr(found, name, value)
    add_step(found, Action(action), at=at, by=by, was=was, words=words)
    record(
        at=at,
        by=by,
        station=found.station_id,
        verb=verb,
        obj=found,
        detail={"number": found.number, "from": was, "to": following},
    )
    return found


def add_step(
    found: Hazard,
    action: Action,
    *,
    at: datetime.datetime,
    by: Officer | None,
    was: str,
    words: str = "",
) -> Step:
    """One line of the trail."""
    return Step.objects.create(
        hazard=found,
        action=action,
        was=was,
        became=found.status,
        due_at=found.due_at,
        words=words,
        at=at,
        by=by,
    )


def require_words(words: str, *, field: str, most: int = 500) -> str:
    """What must be said in words, bare of blanks. Raises HazardRefused."""
    text = words.strip()
    if not text:
        raise HazardRefused(_("Say it in a few words."), field=field)
    return text[:most]

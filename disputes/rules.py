"""What may follow what, who may do it, how urgent something is. Pure: no Django, no clock, no database.

Statuses, levels and kinds of people are the values of choices.py as plain text.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

LEVELS = ("low", "medium", "high", "critical")
#: Levels at which nobody waits for the village's own attempt.
HIGHEST = frozenset({"high", "critical"})
RED = "critical"
#: The least level that each signal makes.
SIGNAL_LEVEL = {"weapons": "critical", "injury": "critical", "threats": "high", "minors": "high"}
NEAR_METRES = 300


class Action(StrEnum):
    ACCEPT = "accept"
    PASS_ON = "pass_on"  # noqa: S105  # no password
    REFUSE = "refuse"
    ASSIGN = "assign"
    MEET = "meet"
    SETTLE = "settle"
    FAIL = "fail"
    ESCALATE = "escalate"
    WITHDRAW = "withdraw"
    FOLLOW_UP = "follow_up"
    CLOSE = "close"
    REOPEN = "reopen"
    MERGE = "merge"
    SET_LEVEL = "set_level"
    TELL = "tell"
    ADD_WORDS = "add_words"


class Refusal(StrEnum):
    NOT_NOW = "not_now"
    NOT_YOURS = "not_yours"
    POLICE_ONLY = "police_only"
    VILLAGE_FIRST = "village_first"


@dataclass(frozen=True, slots=True)
class Person:
    """Who acts. `kind`: police, auxiliary, cadre or justice. `desk`: holds a role of police work within whose remit the
    dispute lies; `justice`: a justice officer within whose remit it lies; `mediates`, `reported`: this very dispute."""

    kind: str
    desk: bool = False
    justice: bool = False
    mediates: bool = False
    reported: bool = False


_ALL_OPEN = (
    "reported",
    "accepted",
    "assigned",
    "mediating",
    "not_settled",
    "escalated",
    "passed_on",
    "settled",
)
_ENDED = ("refused", "withdrawn", "closed")
NEXT: dict[Action, dict[str, str]] = {
    Action.ACCEPT: dict.fromkeys(("reported", "not_settled"), "accepted"),
    Action.PASS_ON: dict.fromkeys(("reported", "accepted", "not_settled", "escalated"), "passed_on"),
    Action.REFUSE: {"reported": "refused"},
    Action.ASSIGN: dict.fromkeys(
        ("accepted", "assigned", "mediating", "not_settled", "escalated"), "assigned"
    ),
    Action.MEET: dict.fromkeys(("assigned", "mediating"), "mediating"),
    Action.SETTLE: {"mediating": "settled"},
    Action.FAIL: dict.fromkeys(("assigned", "mediating"), "not_settled"),
    Action.ESCALATE: dict.fromkeys(
        ("reported", "accepted", "assigned", "mediating", "not_settled", "escalated"), "escalated"
    ),
    Action.WITHDRAW: dict.fromkeys(
        ("reported", "accepted", "assigned", "mediating", "not_settled", "escalated"), "withdrawn"
    ),
    Action.FOLLOW_UP: {"settled": "settled"},
    Action.CLOSE: dict.fromkeys(("settled", "escalated", "passed_on"), "closed"),
    Action.REOPEN: dict.fromkeys(("closed", "settled", "withdrawn", "refused", "passed_on"), "reported"),
    Action.MERGE: dict.fromkeys(("reported", "accepted", "assigned", "mediating"), "merged"),
    Action.SET_LEVEL: {status: status for status in _ALL_OPEN},
    Action.TELL: {status: status for status in (*_ALL_OPEN, *_ENDED)},
    Action.ADD_WORDS: {status: status for status in (*_ALL_OPEN, *_ENDED)},
}
_MEDIATORS = frozenset({Action.MEET, Action.SETTLE, Action.FAIL})
_LEADING = _MEDIATORS | {Action.WITHDRAW}
_BY_MEDIATORS_TOO = _MEDIATORS | {Action.WITHDRAW, Action.FOLLOW_UP, Action.ADD_WORDS}
_BY_THE_JUSTICE_OFFICE = frozenset(
    {Action.ASSIGN, Action.WITHDRAW, Action.FOLLOW_UP, Action.CLOSE, Action.TELL, Action.ADD_WORDS}
)
_BY_AUXILIARIES = frozenset({Action.FOLLOW_UP, Action.ADD_WORDS})


def legal_transitions() -> frozenset[tuple[str, str]]:
    """Every (status, other status) that some action makes."""
    return frozenset((old, new) for ways in NEXT.values() for old, new in ways.items() if old != new)


def _who(action: Action, person: Person, route: str) -> Refusal | None:
    if person.mediates and action in _BY_MEDIATORS_TOO:
        # Public-security mediation is a police power, and an auxiliary leads none, whoever was named.
        unfit = person.kind == "auxiliary" or (route == "police" and person.kind != "police")
        return Refusal.POLICE_ONLY if unfit and action in _LEADING else None
    if action in _MEDIATORS:
        return Refusal.NOT_YOURS
    if person.justice and route == "peoples" and action in _BY_THE_JUSTICE_OFFICE:
        return None
    if person.reported and action is Action.ADD_WORDS:
        return None
    if not person.desk:
        return Refusal.NOT_YOURS
    if person.kind != "police" and action not in _BY_AUXILIARIES:
        return Refusal.POLICE_ONLY
    return None


def decide(
    action: Action,
    *,
    status: str,
    person: Person,
    route: str = "",
    level: str = "low",
    village_step: bool = False,
    upward: bool = True,
) -> str | Refusal:
    """The next status, or why not. `village_step`: the village's own attempt stands on record; `upward`: escalation to
    town or district, which waits for it; advice to go to court is open to everybody at any time."""
    following = NEXT[action].get(status)
    if following is None:
        return Refusal.NOT_NOW
    refused = _who(action, person, route)
    if refused is not None:
        return refused
    if action is Action.ESCALATE and upward and not village_step and level not in HIGHEST:
        return Refusal.VILLAGE_FIRST
    return following


def level_with(level: str, signals: Iterable[str]) -> str:
    """The level raised by what was seen: weapons and injuries make it red, threats and minors at least orange, two signs
    together red. Never lowers."""
    seen = set(signals)
    least = [level, *(SIGNAL_LEVEL[signal] for signal in seen)]
    if len(seen) > 1:
        least.append(RED)
    return max(least, key=LEVELS.index)


def is_higher(level: str, than: str) -> bool:
    return LEVELS.index(level) > LEVELS.index(than)


def needs_four_eyes(*, now: str, wanted: str) -> bool:
    """Only another person may let a red dispute become less than red."""
    return now == RED and wanted != RED


def alarms(level: str, signals: Iterable[str]) -> bool:
    """Whether the duty desk hears of it at once and has to say that it did."""
    return level == RED or bool(set(signals))


def triage_key(level: str) -> str:
    return "dispute.triage.urgent" if level in HIGHEST else "dispute.triage"


def rung_keys(level: str) -> tuple[str, str]:
    """Limits after which an overdue step reaches the chief, then the district."""
    tail = ".urgent" if level in HIGHEST else ""
    return f"dispute.overdue.chief{tail}", f"dispute.overdue.district{tail}"


class MediationFault(StrEnum):
    """Why a mediation as described may not be held; each names the input it belongs to."""

    CONSENT = "consent"
    GUARDIAN = "guardian_present"
    ALONE = "second"
    AUXILIARY = "mediator"
    EXCLUDED = "exclusions"


def route_fault(route: str, exclusions: Iterable[str]) -> MediationFault | None:
    """Public-security mediation is excluded for hired, gang, repeated and refused cases (article 179)."""
    return MediationFault.EXCLUDED if route == "police" and set(exclusions) else None


def mediator_fault(route: str, *, kind: str) -> MediationFault | None:
    """A public-security mediation is led by a police officer; an auxiliary leads none."""
    if kind == "auxiliary" or (route == "police" and kind != "police"):
        return MediationFault.AUXILIARY
    return None


def session_fault(
    route: str,
    *,
    consent: bool,
    minor: bool,
    guardian_present: bool,
    second_police: bool,
    recorded: bool,
) -> MediationFault | None:
    """People's mediation needs both parties' consent (article 17 of its law); a minor needs a guardian there (181); one
    officer alone mediates only in a standard place with full recording (article 108 of the 2025 law)."""
    if route == "peoples" and not consent:
        return MediationFault.CONSENT
    if minor and not guardian_present:
        return MediationFault.GUARDIAN
    if route == "police" and not (second_police or recorded):
        return MediationFault.ALONE
    return None

"""What may follow what, who may do it, and whether two photos show the same place. Pure: no Django, no clock."""

import datetime
import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Action(StrEnum):
    ASSESS = "assess"
    DISMISS = "dismiss"
    FIX_ON_SPOT = "fix_on_spot"
    ORDER = "order"
    TRANSFER = "transfer"
    ACCEPT = "accept"
    DECLINE = "decline"
    BEGIN = "begin"
    PUT_RIGHT = "put_right"
    CONFIRM = "confirm"
    FAIL_IN_TIME = "fail_in_time"
    FAIL_LATE = "fail_late"
    FAIL_UNORDERED = "fail_unordered"
    SEND_BACK = "send_back"
    EXPIRE = "expire"
    SUPERVISE = "supervise"
    CLOSE = "close"
    REOPEN = "reopen"


#: status -> action -> next status. Whatever stands nowhere here is refused, also by the database.
NEXT: dict[str, dict[Action, str]] = {
    "reported": {Action.ASSESS: "assessed", Action.DISMISS: "dismissed"},
    "assessed": {
        Action.FIX_ON_SPOT: "on_spot",
        Action.ORDER: "ordered",
        Action.TRANSFER: "transferred",
        Action.DISMISS: "dismissed",
    },
    "on_spot": {Action.CONFIRM: "rechecked", Action.FAIL_UNORDERED: "assessed"},
    "ordered": {
        Action.BEGIN: "rectifying",
        Action.PUT_RIGHT: "to_recheck",
        Action.CONFIRM: "rechecked",
        Action.FAIL_IN_TIME: "rectifying",
        Action.FAIL_LATE: "overdue",
        Action.EXPIRE: "overdue",
        Action.TRANSFER: "transferred",
    },
    "rectifying": {
        Action.PUT_RIGHT: "to_recheck",
        Action.CONFIRM: "rechecked",
        Action.FAIL_IN_TIME: "rectifying",
        Action.FAIL_LATE: "overdue",
        Action.FAIL_UNORDERED: "rectifying",
        Action.EXPIRE: "overdue",
        Action.TRANSFER: "transferred",
        Action.ACCEPT: "rectifying",
        Action.DECLINE: "assessed",
    },
    "transferred": {
        Action.ACCEPT: "rectifying",
        Action.DECLINE: "assessed",
        Action.BEGIN: "rectifying",
        Action.PUT_RIGHT: "to_recheck",
        Action.CONFIRM: "rechecked",
        Action.FAIL_UNORDERED: "transferred",
    },
    "to_recheck": {
        Action.CONFIRM: "rechecked",
        Action.FAIL_IN_TIME: "rectifying",
        Action.FAIL_LATE: "overdue",
        Action.FAIL_UNORDERED: "assessed",
    },
    "rechecked": {Action.CLOSE: "closed", Action.SEND_BACK: "to_recheck"},
    "overdue": {
        Action.PUT_RIGHT: "to_recheck",
        Action.CONFIRM: "rechecked",
        Action.FAIL_LATE: "overdue",
        Action.SUPERVISE: "supervised",
        Action.TRANSFER: "transferred",
    },
    "supervised": {
        Action.PUT_RIGHT: "to_recheck",
        Action.CONFIRM: "rechecked",
        Action.FAIL_LATE: "supervised",
        Action.TRANSFER: "transferred",
    },
    "closed": {Action.REOPEN: "reported"},
    "dismissed": {},
}

TRANSITIONS = frozenset(
    (status, following)
    for status, actions in NEXT.items()
    for following in actions.values()
    if following != status
)


class Standing(StrEnum):
    """What a person is to the hazard by kind and posting; `SYSTEM` is the sweep."""

    POLICE = "police"
    COMMAND = "command"
    AUXILIARY = "auxiliary"
    CADRE = "cadre"
    SYSTEM = "system"


class Refusal(StrEnum):
    NOT_NOW = "not_now"
    OWN_FINDING = "own_finding"
    OWN_WORK = "own_work"
    ALONE = "alone"
    POLICE_ONLY = "police_only"
    STATION_ONLY = "station_only"
    COMMAND_ONLY = "command_only"
    SWEEP_ONLY = "sweep_only"


_POLICE = frozenset({Standing.POLICE, Standing.COMMAND})
_STATION = _POLICE | {Standing.AUXILIARY}
_COMMAND = frozenset({Standing.COMMAND})
_ANYBODY = _STATION | {Standing.CADRE}

#: action -> who, and the refusal that others hear. Cadres and volunteers report and advise, nothing more.
WHO: dict[Action, tuple[frozenset[Standing], Refusal]] = {
    Action.ASSESS: (_POLICE, Refusal.POLICE_ONLY),
    Action.DISMISS: (_POLICE, Refusal.POLICE_ONLY),
    Action.FIX_ON_SPOT: (_STATION, Refusal.STATION_ONLY),
    Action.ORDER: (_POLICE, Refusal.POLICE_ONLY),
    Action.TRANSFER: (_POLICE, Refusal.POLICE_ONLY),
    Action.ACCEPT: (_STATION, Refusal.STATION_ONLY),
    Action.DECLINE: (_STATION, Refusal.STATION_ONLY),
    Action.BEGIN: (_STATION, Refusal.STATION_ONLY),
    Action.PUT_RIGHT: (_STATION, Refusal.STATION_ONLY),
    Action.CONFIRM: (_STATION, Refusal.STATION_ONLY),
    Action.FAIL_IN_TIME: (_STATION, Refusal.STATION_ONLY),
    Action.FAIL_LATE: (_STATION, Refusal.STATION_ONLY),
    Action.FAIL_UNORDERED: (_STATION, Refusal.STATION_ONLY),
    Action.SEND_BACK: (_POLICE, Refusal.POLICE_ONLY),
    Action.EXPIRE: (frozenset({Standing.SYSTEM}), Refusal.SWEEP_ONLY),
    Action.SUPERVISE: (_COMMAND, Refusal.COMMAND_ONLY),
    Action.CLOSE: (_POLICE, Refusal.POLICE_ONLY),
    Action.REOPEN: (_ANYBODY, Refusal.STATION_ONLY),
}

RECHECKS = frozenset({Action.CONFIRM, Action.FAIL_IN_TIME, Action.FAIL_LATE, Action.FAIL_UNORDERED})
#: What whoever found the hazard never does: nothing is closed by its own finder alone.
NOT_BY_THE_FINDER = RECHECKS | {Action.DISMISS, Action.CLOSE}
#: Whoever has done one of these in the present episode does not re-inspect it: that is for a second person. Taking down
#: that others say it is put right is no work of one's own.
WORK = frozenset({Action.FIX_ON_SPOT, Action.ORDER})

#: What is said of a hazard, and no hand laid on it.
NO_DEED = frozenset({"advise", "pass_on"})


@dataclass(frozen=True, slots=True)
class Share:
    """What a person has to do with the present episode of a hazard already: found it; ordered it or put it right
    on the spot; is the one police officer who ever had a hand in it."""

    found: bool = False
    worked: bool = False
    alone: bool = False


def share_of(person: int, *, finder: int, deeds: Iterable[tuple[str, int | None, bool]]) -> Share:
    """`deeds` of the present episode: action, who, and whether that is a police officer."""
    done = [(action, by, police) for action, by, police in deeds if action not in NO_DEED]
    return Share(
        found=person == finder,
        worked=any(by == person and action in WORK for action, by, _police in done),
        alone=not any(police and by != person for _action, by, police in done),
    )


def judge(status: str, action: Action, *, standing: Standing, share: Share) -> str | Refusal:
    """The next status, or why not: first whether it can follow now, then who does it. What somebody else reported, two
    at a night's post can do: one orders, the other re-inspects and closes. What one of the two found and the other
    ordered waits for a third to re-inspect it, an auxiliary perhaps; then the one who ordered it closes it."""
    following = NEXT[status].get(action)
    if following is None:
        return Refusal.NOT_NOW
    allowed, refusal = WHO[action]
    if standing not in allowed:
        return refusal
    if share.found and action in NOT_BY_THE_FINDER:
        return Refusal.OWN_FINDING
    if share.worked and action in RECHECKS:
        return Refusal.OWN_WORK
    if share.alone and action is Action.CLOSE:
        return Refusal.ALONE
    return following


def possible(status: str, *, standing: Standing, share: Share) -> frozenset[Action]:
    """What this person may do with a hazard in that status: for the buttons of its page."""
    return frozenset(
        action
        for action in NEXT[status]
        if not isinstance(judge(status, action, standing=standing, share=share), Refusal)
    )


def failing(rectify_by: datetime.datetime | None, at: datetime.datetime) -> Action:
    """What a re-inspection is that finds the hazard still there."""
    if rectify_by is None:
        return Action.FAIL_UNORDERED
    return Action.FAIL_IN_TIME if at < rectify_by else Action.FAIL_LATE


def recurs(
    found_at: datetime.datetime, *, closed_at: datetime.datetime, recurs_until: datetime.datetime
) -> bool:
    """Whether what is found now is the hazard that was closed then: after its closing and before the stored limit."""
    return closed_at < found_at < recurs_until


# ---- the same place

EARTH_RADIUS_M = 6_371_008.8
#: A photo taken this near, looking this much the same way, shows the same place.
SAME_WITHIN_M, SAME_WITHIN_DEGREES = 15.0, 40.0
NEAR_WITHIN_M = 40.0
#: An uncertainty beyond this says nothing.
VAGUE_M = 100.0


@dataclass(frozen=True, slots=True)
class View:
    """Where a phone stood (degrees), how sure it was (metres) and which way it looked (degrees from north)."""

    longitude: float | None = None
    latitude: float | None = None
    accuracy_m: float | None = None
    bearing: float | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """`distance_m` and `turn` (0 to 180 degrees) are none where a phone did not know."""

    distance_m: float | None
    turn: float | None
    verdict: str


def distance_m(first: View, second: View) -> float | None:
    """Metres between two stands on the sphere."""
    if (
        first.longitude is None
        or first.latitude is None
        or second.longitude is None
        or second.latitude is None
    ):
        return None
    lat_1, lat_2 = math.radians(first.latitude), math.radians(second.latitude)
    half_lat = math.sin((lat_2 - lat_1) / 2)
    half_lon = math.sin(math.radians(second.longitude - first.longitude) / 2)
    chord = half_lat**2 + math.cos(lat_1) * math.cos(lat_2) * half_lon**2
    return 2 * EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(chord)))


def turn_degrees(first: View, second: View) -> float | None:
    """The smaller angle between two directions, 0 to 180."""
    if first.bearing is None or second.bearing is None:
        return None
    apart = abs(first.bearing - second.bearing) % 360
    return min(apart, 360 - apart)


def same_view(before: View, after: View) -> Comparison:
    """Compares two stands. What the phones were unsure of counts in their favour, up to a point."""
    distance, turn = distance_m(before, after), turn_degrees(before, after)
    slack = max(before.accuracy_m or 0.0, after.accuracy_m or 0.0)
    if distance is None or slack > VAGUE_M:
        return Comparison(distance, turn, "unknown")
    beyond = max(0.0, distance - slack)
    if beyond > NEAR_WITHIN_M:
        return Comparison(distance, turn, "elsewhere")
    looks_alike = turn is None or turn <= SAME_WITHIN_DEGREES
    return Comparison(distance, turn, "same" if beyond <= SAME_WITHIN_M and looks_alike else "near")

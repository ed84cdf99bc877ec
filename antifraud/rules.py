"""Money to the fen, and what may follow what. Pure: no Django, no clock."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

#: The largest amount a report takes: 9,999,999,999.99 yuan, far above what a bank moves for a person.
MOST_FEN = 999_999_999_999
#: How often a payment may be stopped on one line (银发〔2016〕86号).
STOPS_AT_MOST = 2
_AMOUNT = re.compile(r"(\d{1,10})(?:\.(\d{1,2}))?")


def fen_of(text: str) -> int | None:
    """`8,900`, `8900.5`, `¥8,900.00元`: the amount in fen, above nothing; none where it is no amount of money."""
    folded = unicodedata.normalize("NFKC", text)
    bare = re.sub(r"[,\s¥￥元]", "", folded)
    found = _AMOUNT.fullmatch(bare)
    if found is None or not found.group().isascii():
        return None
    fen = int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))
    return fen if 0 < fen <= MOST_FEN else None


def yuan(fen: int) -> str:
    """`8,900.00`: as it stands on paper."""
    sign, fen = ("-", -fen) if fen < 0 else ("", fen)
    return f"{sign}{fen // 100:,}.{fen % 100:02d}"


# ---- purses


@dataclass(frozen=True, slots=True)
class Purses:
    """Where a report's money is, in fen. What one line holds has no open part: that is the report's."""

    open: int = 0
    stopped: int = 0
    returned: int = 0
    lost: int = 0

    @property
    def total(self) -> int:
        return self.open + self.stopped + self.returned + self.lost

    def moved(self, fen: int, was: str, became: str) -> "Purses":
        """As it is after the movement. Raises ValueError where there is not so much."""
        held = {name: getattr(self, name) for name in ("open", "stopped", "returned", "lost")}
        if fen <= 0 or was == became or held[was] < fen:
            raise ValueError(f"{fen} from {was} to {became}")
        held[was] -= fen
        held[became] += fen
        return Purses(**held)


#: What one officer may book. A stop that lapses opens the money again, a loss may come back late; everything else is a
#: correction, which takes two.
BOOKABLE = frozenset(
    {
        ("open", "stopped"),
        ("open", "returned"),
        ("open", "lost"),
        ("stopped", "open"),
        ("stopped", "returned"),
        ("stopped", "lost"),
        ("lost", "returned"),
        ("lost", "stopped"),
    }
)
#: Outcome of a line -> where its money comes to lie. Delivered and refused move none.
PURSE_OF = {"stopped": "stopped", "returned": "returned", "lost": "lost"}
#: Where money for an outcome is taken from, in this order.
TAKEN_FROM = {"stopped": ("open",), "returned": ("stopped", "open", "lost"), "lost": ("open", "stopped")}


def draw(line: Purses, report_open: int, outcome: str, fen: int) -> list[tuple[str, int]] | None:
    """From which purses `fen` come for this outcome of a line: what the line itself holds first, then what is open in the
    report. None where there is not so much."""
    left, taken = fen, []
    for purse in TAKEN_FROM[outcome]:
        there = report_open if purse == "open" else getattr(line, purse)
        part = min(left, there)
        if part:
            taken.append((purse, part))
            left -= part
    return None if left else taken


# ---- reports


class Refusal(StrEnum):
    NOT_NOW = "not_now"
    POLICE_ONLY = "police_only"
    MONEY_OPEN = "money_open"
    MEET_FIRST = "meet_first"
    REACH_FIRST = "reach_first"


#: status -> action -> next status of a report. Whatever stands nowhere here is refused, also by the database.
REPORT_NEXT: dict[str, dict[str, str]] = {
    "open": {"hand_over": "handed_over", "follow_up": "open", "close": "closed"},
    "handed_over": {"follow_up": "handed_over", "close": "closed", "reopen": "open"},
    "closed": {"follow_up": "closed", "reopen": "open"},
}


def judge_report(status: str, action: str, *, kind: str, unsettled_fen: int) -> str | Refusal:
    """The status that follows; `kind` is what the person is by law, `unsettled_fen` what is neither returned nor lost. An
    auxiliary helps, and closes or hands over nothing."""
    following = REPORT_NEXT.get(status, {}).get(action)
    if following is None:
        return Refusal.NOT_NOW
    if kind != "police" and action != "follow_up":
        return Refusal.POLICE_ONLY
    if action == "close" and unsettled_fen:
        return Refusal.MONEY_OPEN
    return following


# ---- warnings before a loss

_CONTACTS = ("sms", "call", "visit")
_ENDS = {"persuade": "persuaded", "not_fraud": "not_fraud", "defrauded": "defrauded"}
DISSUASION_NEXT: dict[str, dict[str, str]] = {
    "received": {"sign": "signed"},
    "signed": {**dict.fromkeys(_CONTACTS, "trying"), "not_fraud": "not_fraud", "defrauded": "defrauded"},
    "trying": {**dict.fromkeys(_CONTACTS, "trying"), **_ENDS},
}
#: At these levels a message or a call does not do: the person is met.
MEET = frozenset({"critical", "high"})


def ways_that_count(level: str) -> frozenset[str]:
    """The ways of reaching the person that do at this level."""
    return frozenset({"visit"}) if level in MEET else frozenset({"call", "visit"})


def judge_dissuasion(
    status: str, action: str, *, kind: str, level: str, done: Iterable[str] = ()
) -> str | Refusal:
    """The status that follows. `done`: the ways in which the person was reached so far. Only a police officer signs for a
    warning and ends it; an auxiliary may telephone and go along."""
    following = DISSUASION_NEXT.get(status, {}).get(action)
    if following is None:
        return Refusal.NOT_NOW
    if kind != "police" and action not in _CONTACTS:
        return Refusal.POLICE_ONLY
    reached = frozenset(done)
    if action == "persuade" and not reached & {"call", "visit"}:
        return Refusal.REACH_FIRST
    if action == "persuade" and level in MEET and "visit" not in reached:
        return Refusal.MEET_FIRST
    return following


def pairs(table: dict[str, dict[str, str]]) -> str:
    """`open>closed open>handed_over`: what the trigger of the database lets through."""
    legal = {f"{was}>{became}" for was, ways in table.items() for became in ways.values() if was != became}
    return " ".join(sorted(legal))

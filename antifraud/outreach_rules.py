"""What is said to groups and what may follow what: pure, without a database or a clock."""

import re
from collections.abc import Iterable

#: What people type in front of a point: a dash, a dot, a number with its stop. 110 alone is no such number.
BULLET = re.compile(r"^\s*(?:[-·•*●]|\d{1,2}[.、）)])\s*")
#: Bytes of a message that the robot of a group takes (UTF-8), by platform.
MOST_BYTES = {"wecom": 2048, "dingtalk": 18_000}
#: Where nobody's robot is concerned: still one screen of a phone.
READABLE_BYTES = 2048
#: How often a robot is tried before a person has to post.
MOST_TRIES = 5
#: (state, what is done) -> state afterwards. What is not named here cannot be done.
MOVES: dict[tuple[str, str], str] = {
    ("to_post", "post"): "posted",
    ("to_post", "skip"): "skipped",
    ("to_post", "claim"): "sending",
    ("sending", "claim"): "sending",
    ("sending", "sent"): "posted",
    ("sending", "wait"): "to_post",
    ("sending", "give_up"): "failed",
    ("failed", "post"): "posted",
    ("failed", "skip"): "skipped",
    ("failed", "again"): "to_post",
    ("posted", "undo"): "to_post",
    ("skipped", "undo"): "to_post",
}


def move(state: str, done: str) -> str | None:
    """The state that follows, None where that cannot be done now."""
    return MOVES.get((state, done))


def states_before(done: str) -> tuple[str, ...]:
    """The states in which that may be done: what a compare-and-swap asks for."""
    return tuple(state for state, step in MOVES if step == done)


def compose(*, title: str, short_text: str, added_line: str = "", signed: str = "") -> str:
    """The message as a group reads it: title, text, perhaps a line of the station's own, who sends it."""
    parts = [f"【{title}】", short_text.strip(), added_line.strip(), f"——{signed}" if signed else ""]
    return "\n".join(part for part in parts if part)


def too_long_by(text: str, platforms: Iterable[str]) -> int:
    """Bytes by which the message is too long for the narrowest of these platforms; 0 when it fits."""
    most = min([MOST_BYTES.get(platform, READABLE_BYTES) for platform in platforms], default=READABLE_BYTES)
    return max(0, len(text.encode()) - most)


def points(raw: str) -> list[str]:
    """One point a line; empty lines and bullets people type in front fall away."""
    lines = (BULLET.sub("", line).strip() for line in raw.splitlines())
    return [line for line in lines if line]

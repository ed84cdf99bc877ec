"""Pure rules of sending: when the next try comes, when quiet hours end, how long a group's limit holds up."""

import datetime

#: Tries before a delivery is given up, for somebody to see.
MOST_TRIES = 8
FIRST_PAUSE = datetime.timedelta(seconds=30)
LONGEST_PAUSE = datetime.timedelta(hours=1)
#: What happened longer ago alarms nobody any more; it stands in the list on the page.
TOO_OLD = datetime.timedelta(hours=24)


def pause(tries: int) -> datetime.timedelta:
    """How long to wait after so many tries that failed: half a minute, doubled each time, an hour at most."""
    doublings = min(max(tries, 1) - 1, 12)
    return min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE)


def gives_up(tries: int) -> bool:
    return tries >= MOST_TRIES


def is_quiet(moment: datetime.time, begins: datetime.time, ends: datetime.time) -> bool:
    """Whether quiet hours hold at that time of day; they may run over midnight. Equal ends mean none."""
    if begins == ends:
        return False
    if begins < ends:
        return begins <= moment < ends
    return moment >= begins or moment < ends


def may_disturb_at(
    local: datetime.datetime, begins: datetime.time | None, ends: datetime.time | None, *, urgent: bool
) -> datetime.datetime:
    """From when a message of this moment (the person's local time) may be sent: now, or when the quiet hours end."""
    if urgent or begins is None or ends is None or not is_quiet(local.time(), begins, ends):
        return local
    until = local.replace(hour=ends.hour, minute=ends.minute, second=0, microsecond=0)
    return until if until > local else until + datetime.timedelta(days=1)

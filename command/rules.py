"""What may become of a lead. Pure: no Django, no clock."""

#: received -> assessed -> verifying -> confirmed or refuted; parked at any time before that, and taken up again.
NEXT: dict[str, frozenset[str]] = {
    "received": frozenset({"assessed", "parked"}),
    "assessed": frozenset({"verifying", "refuted", "parked"}),
    "verifying": frozenset({"confirmed", "refuted", "parked"}),
    "parked": frozenset({"assessed"}),
    "confirmed": frozenset(),
    "refuted": frozenset(),
}


def may_follow(status: str, following: str) -> bool:
    return following in NEXT[status]

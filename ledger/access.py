"""Who may read the ledger: the audit administrator, and those who answer for the station."""

from jurisdiction.choices import Role

READERS = frozenset({Role.AUDIT_ADMIN, Role.CHIEF, Role.DISTRICT_COMMANDER})

ROUTES: dict[str, frozenset[Role]] = {
    "ledger:entry_list": READERS,
    "ledger:entry_detail": READERS,
    "ledger:verify": READERS,
}

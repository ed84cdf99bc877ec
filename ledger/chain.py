"""Checking the chains: recomputes every hash inside PostgreSQL and names the first broken row of each chain."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection

from ledger.choices import Fault

#: (chain, last number, last hash)
Head = tuple[int, int, str]

#: The first row of each chain that does not follow from the one before it, or a head that is not its last row's.
#: One statement, so one snapshot: rows appended meanwhile are not mistaken for a fault.
FIRST_BROKEN = """
WITH linked AS (
    SELECT e.chain, e.sequence, e.id,
           lag(e.hash, 1, '') OVER w AS before,
           lag(e.sequence, 1, 0::bigint) OVER w AS number_before,
           e.previous_hash, e.hash, ledger_entry_hash(e) AS computed
    FROM ledger_entry e
    WHERE %(chains)s::bigint[] IS NULL OR e.chain = ANY(%(chains)s::bigint[])
    WINDOW w AS (PARTITION BY e.chain ORDER BY e.sequence)
), broken AS (
    SELECT DISTINCT ON (chain) chain, sequence, id,
           CASE WHEN sequence <> number_before + 1 THEN 'gap'
                WHEN previous_hash <> before THEN 'link'
                ELSE 'content' END AS fault
    FROM linked
    WHERE sequence <> number_before + 1 OR previous_hash <> before OR hash <> computed
    ORDER BY chain, sequence
), last AS (
    SELECT DISTINCT ON (chain) chain, sequence, id, hash FROM ledger_entry
    WHERE %(chains)s::bigint[] IS NULL OR chain = ANY(%(chains)s::bigint[])
    ORDER BY chain DESC, sequence DESC
), head AS (
    SELECT chain, sequence, hash FROM ledger_chainhead
    WHERE %(chains)s::bigint[] IS NULL OR chain = ANY(%(chains)s::bigint[])
), ends AS (
    SELECT chain, coalesce(last.sequence, 0) AS reached, last.id, coalesce(head.sequence, 0) AS promised
    FROM head FULL JOIN last USING (chain)
    WHERE (last.sequence, last.hash) IS DISTINCT FROM (head.sequence, head.hash)
      AND NOT (last.sequence IS NULL AND head.sequence = 0)
)
SELECT chain, sequence, id, fault FROM broken
UNION ALL
SELECT chain, CASE WHEN promised > reached THEN reached + 1 ELSE reached END,
       CASE WHEN promised > reached THEN NULL ELSE id END,
       CASE WHEN promised > reached THEN 'end' ELSE 'head' END
FROM ends WHERE chain NOT IN (SELECT chain FROM broken)
ORDER BY chain
"""

#: Heads kept outside to which no row of that number and hash belongs any more.
NOT_REACHED = """
SELECT kept.chain, kept.sequence, e.id
FROM unnest(%(chains)s::bigint[], %(sequences)s::bigint[], %(hashes)s::text[]) AS kept (chain, sequence, hash)
LEFT JOIN ledger_entry e ON e.chain = kept.chain AND e.sequence = kept.sequence
WHERE kept.sequence > 0 AND e.hash IS DISTINCT FROM kept.hash
ORDER BY kept.chain, kept.sequence
"""


@dataclass(frozen=True, slots=True)
class Break:
    """Where a chain is broken first. `entry` is the row's key, none where the row itself is missing."""

    chain: int
    sequence: int
    entry: int | None
    fault: Fault


def first_breaks(chains: Sequence[int] | None = None) -> list[Break]:
    """The first broken row of every chain (or of the named ones); empty when all hold."""
    with connection.cursor() as cursor:
        cursor.execute(FIRST_BROKEN, {"chains": None if chains is None else list(chains)})
        return [
            Break(chain, sequence, entry, Fault(fault)) for chain, sequence, entry, fault in cursor.fetchall()
        ]


def not_reached(kept: Iterable[Head]) -> list[Break]:
    """Heads kept outside the database that its chains no longer pass through: rewritten or cut since then."""
    chains, sequences, hashes = [list(column) for column in zip(*kept, strict=True)] or ([], [], [])
    with connection.cursor() as cursor:
        cursor.execute(NOT_REACHED, {"chains": chains, "sequences": sequences, "hashes": hashes})
        return [Break(chain, sequence, entry, Fault.HEAD) for chain, sequence, entry in cursor.fetchall()]


def heads() -> list[Head]:
    """Where each chain stands, to be kept outside the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT chain, sequence, hash FROM ledger_chainhead ORDER BY chain")
        return list(cursor.fetchall())

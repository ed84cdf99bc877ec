"""Checking the chains: recomputes every hash inside PostgreSQL and names the first broken row of each chain."""

from dataclasses import dataclass

from django.db import connection

#: The first row of each chain that does not follow from the one before it, or a head the rows do not reach.
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
), cut AS (
    SELECT h.chain, coalesce(last.sequence, 0) + 1 AS sequence, NULL::bigint AS id, 'end' AS fault
    FROM ledger_chainhead h
    LEFT JOIN LATERAL (
        SELECT sequence, hash FROM ledger_entry e WHERE e.chain = h.chain ORDER BY sequence DESC LIMIT 1
    ) last ON true
    WHERE (%(chains)s::bigint[] IS NULL OR h.chain = ANY(%(chains)s::bigint[]))
      AND (coalesce(last.sequence, 0) <> h.sequence OR coalesce(last.hash, '') <> h.hash)
)
SELECT chain, sequence, id, fault FROM broken
UNION ALL
SELECT chain, sequence, id, fault FROM cut WHERE chain NOT IN (SELECT chain FROM broken)
ORDER BY chain
"""


@dataclass(frozen=True, slots=True)
class Break:
    """`fault`: content (altered), link or gap (a row is missing or was put in), end (rows cut off at the end)."""

    chain: int
    sequence: int
    entry: int | None
    fault: str


def first_breaks(chains: list[int] | None = None) -> list[Break]:
    """The first broken row of every chain (or of the named ones); empty when all hold."""
    with connection.cursor() as cursor:
        cursor.execute(FIRST_BROKEN, {"chains": chains})
        return [Break(*row) for row in cursor.fetchall()]


def heads() -> list[tuple[int, int, str]]:
    """(chain, last number, last hash) of each chain, to be kept outside the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT chain, sequence, hash FROM ledger_chainhead ORDER BY chain")
        return list(cursor.fetchall())

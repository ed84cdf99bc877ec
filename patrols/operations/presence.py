"""How long a round was in which square, and how far it walked: reckoned by PostGIS from the round's stored tracks.

Two phones of one squad walk together, and one stretch may come twice, by the phone and as a file. So a round's positions
are put in one order of time, whichever phone they come from, and each step of that order (at most five minutes) is given
half to either end's square. The squad's time is counted, not its members': never more than the clock ran, and where the
squad parted the time is shared. It is a function of what is stored, so neither order nor doubles of the parts change it;
a new part costs only its own round.
"""

from django.db import connection, transaction

from patrols import tracks
from patrols.models import PresenceCell, Round, TrackPart

#: Metres a side.
CELL = 200

#: Every vertex with its time; `who` tells the ways of the phones and of the files apart.
_FIXES = """
WITH vertex AS (
  SELECT p.by_id::text || p.source AS who,
         date_trunc('second', p.began_at) + make_interval(secs => p.seconds[d.path[1]]) AS at,
         d.geom AS there
  FROM patrols_trackpart p CROSS JOIN LATERAL ST_DumpPoints(p.line) d
  WHERE p.round_id = %(round)s
)
"""

_CELLS = """
, fix AS (
  SELECT DISTINCT ON (at, who) at, who, there, ST_Transform(there, 32650) AS flat FROM vertex ORDER BY at, who, there
), step AS (
  SELECT *, extract(epoch FROM at - lag(at) OVER w) AS before, extract(epoch FROM lead(at) OVER w - at) AS after
  FROM fix WINDOW w AS (ORDER BY at, who)
), placed AS (
  SELECT floor(ST_X(flat) / %(cell)s)::int AS x, floor(ST_Y(flat) / %(cell)s)::int AS y, at,
         CASE WHEN before <= %(pause)s THEN before ELSE 0 END / 2
         + CASE WHEN after <= %(pause)s THEN after ELSE 0 END / 2 AS seconds,
         (SELECT v.id FROM jurisdiction_village v WHERE ST_Covers(v.boundary, there) ORDER BY v.code LIMIT 1) AS village
  FROM step
), kept AS (
INSERT INTO patrols_presencecell
  (round_id, station_id, duty_date, village_id, x, y, first_at, last_at, seconds, fixes)
SELECT r.id, r.station_id, r.duty_date, village, x, y, min(at), max(at), round(sum(seconds)), count(*)
FROM placed JOIN patrols_round r ON r.id = %(round)s
GROUP BY r.id, village, x, y
ON CONFLICT (round_id, x, y, village_id) DO UPDATE SET
  first_at = excluded.first_at, last_at = excluded.last_at, seconds = excluded.seconds, fixes = excluded.fixes
RETURNING x, y, village_id
)
DELETE FROM patrols_presencecell c WHERE c.round_id = %(round)s AND NOT EXISTS (
  SELECT FROM kept k WHERE (k.x, k.y) = (c.x, c.y) AND k.village_id IS NOT DISTINCT FROM c.village_id
)
"""

#: The longest single way stands for the squad's; known time is the squad's, like above.
_TOTALS = """
, fix AS (
  SELECT DISTINCT ON (at, who) at, who, there FROM vertex ORDER BY at, who, there
), leg AS (
  SELECT who, extract(epoch FROM at - lag(at) OVER w) AS gap,
         ST_Distance(there::geography, (lag(there) OVER w)::geography) AS metres
  FROM fix WINDOW w AS (PARTITION BY who ORDER BY at)
), way AS (
  SELECT sum(metres) FILTER (WHERE gap <= %(pause)s) AS metres FROM leg GROUP BY who
), beat AS (
  SELECT extract(epoch FROM at - lag(at) OVER (ORDER BY at, who)) AS gap FROM fix
)
UPDATE patrols_round SET
  track_metres = coalesce((SELECT round(max(metres)) FROM way), 0),
  track_seconds = coalesce((SELECT round(sum(gap)) FROM beat WHERE gap <= %(known)s), 0)
WHERE id = %(round)s
"""


def reckon_presence(round_id: int) -> None:
    """Brings the round's squares, metres and seconds up to what is stored of it. To be called with the round locked.

    A square goes only when two records differ about one second, and the other one is taken.
    """
    values = {"round": round_id, "cell": CELL, "pause": tracks.PAUSE, "known": tracks.KNOWN_WITHIN}
    with connection.cursor() as cursor:
        cursor.execute(_FIXES + _CELLS, values)
        cursor.execute(_FIXES + _TOTALS, values)


@transaction.atomic
def rebuild_presence(round_id: int) -> None:
    """Reckons a round's presence anew, as after a village's outline moved. A round whose tracks are gone keeps what it
    has."""
    Round.objects.select_for_update(of=("self",)).get(pk=round_id)
    if TrackPart.objects.filter(round_id=round_id).exists():
        PresenceCell.objects.filter(round_id=round_id).delete()
        reckon_presence(round_id)

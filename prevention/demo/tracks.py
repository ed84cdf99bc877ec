"""Presence of the demo's nights: each round walked straight from place to place, set-wise in PostGIS."""

from django.db import connection

NIGHTS = 120
#: Between two places that were passed, twenty steps; who passed one place only was nowhere else. Every ninth round has no
#: track, as when a phone stays in the pocket.
CELLS = """
WITH leg AS (
  SELECT s.round_id, p.point AS there, s.passed_at AS at, lag(p.point) OVER w AS before,
         lag(s.passed_at) OVER w AS before_at
  FROM patrols_placepass s JOIN jurisdiction_place p ON p.id = s.place_id JOIN patrols_round r ON r.id = s.round_id
  WHERE r.duty_date >= current_date - %(nights)s AND r.finished_at IS NOT NULL AND mod(r.id, 9) <> 0
    AND r.track_seconds = 0
  WINDOW w AS (PARTITION BY s.round_id ORDER BY s.passed_at)
), step AS (
  SELECT round_id, before_at + (at - before_at) * f / 20.0 AS at, extract(epoch FROM at - before_at) / 21 AS seconds,
         ST_LineInterpolatePoint(ST_MakeLine(before, there), f / 20.0) AS spot
  FROM leg, generate_series(0, 20) f WHERE before IS NOT NULL
), placed AS (
  SELECT round_id, at, least(seconds, 240) AS seconds, ST_Transform(spot, 32650) AS flat,
         (SELECT v.id FROM jurisdiction_village v WHERE ST_Covers(v.boundary, spot) LIMIT 1) AS village
  FROM step
)
INSERT INTO patrols_presencecell (round_id, station_id, village_id, duty_date, x, y, first_at, last_at, seconds, fixes)
SELECT r.id, r.station_id, village, r.duty_date, floor(ST_X(flat) / 200)::int, floor(ST_Y(flat) / 200)::int,
       min(at), max(at), greatest(1, round(sum(seconds))), count(*)
FROM placed JOIN patrols_round r ON r.id = placed.round_id
GROUP BY r.id, village, floor(ST_X(flat) / 200), floor(ST_Y(flat) / 200)
ON CONFLICT DO NOTHING
"""
KNOWN = """
UPDATE patrols_round r SET track_seconds = seen.seconds, track_metres = seen.squares * 180
FROM (SELECT round_id, sum(seconds) AS seconds, count(*) AS squares FROM patrols_presencecell GROUP BY round_id) seen
WHERE seen.round_id = r.id AND r.track_seconds = 0
"""


def refresh_presence() -> None:
    """For walked rounds that have none yet."""
    with connection.cursor() as cursor:
        cursor.execute(CELLS, {"nights": NIGHTS})
        cursor.execute(KNOWN)

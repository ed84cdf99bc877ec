"""The chief's figures of a month, beside the recount by hand."""

import datetime

from bench.data import LAST_NIGHT, Data
from bench.database import connect
from bench.frame import Row, in_turns, milliseconds
from dashboards import figures
from dashboards.periods import Span
from jurisdiction.models import Station
from jurisdiction.remit import Remit

RECOUNT = (
    """
SELECT count(*), count(*) FILTER (WHERE status IN ('done', 'made_up')), count(*) FILTER (WHERE start_kind = 'late'),
    count(*) FILTER (WHERE status = 'missed'), count(*) FILTER (WHERE status = 'made_up'),
    count(*) FILTER (WHERE status = 'excused'), count(DISTINCT squad_id)
FROM patrols_round WHERE station_id = ANY(%s) AND duty_date BETWEEN %s AND %s""",
    """
SELECT count(*), count(*) FILTER (WHERE finding = 'unsecured')
FROM patrols_vehiclecheck WHERE station_id = ANY(%s) AND duty_date BETWEEN %s AND %s AND withdrawn_at IS NULL""",
    """
SELECT count(*) FILTER (WHERE reached_at IS NOT NULL),
    count(*) FILTER (WHERE outcome IN ('owner_secured', 'delegate_secured')), count(*) FILTER (WHERE talk_given)
FROM patrols_unsecuredvehicle v JOIN patrols_vehiclecheck c ON c.id = v.vehicle_check_id
WHERE v.station_id = ANY(%s) AND v.duty_date BETWEEN %s AND %s AND c.withdrawn_at IS NULL""",
)


def month(data: Data, runs: int) -> list[Row]:
    span = Span(LAST_NIGHT - datetime.timedelta(days=30), LAST_NIGHT)
    stations = list(
        Station.objects.filter(district=data.running.station.district_id).values_list("pk", flat=True)
    )
    remit = Remit.of_stations(frozenset(stations))
    direct = connect()

    def recount() -> None:
        with direct.cursor() as cursor:
            for statement in RECOUNT:
                cursor.execute(statement, [stations, span.first, span.last])
                cursor.fetchall()

    ours, reference = in_turns(
        lambda: milliseconds(lambda: figures.counts(span, remit), count=5),
        lambda: milliseconds(recount, count=5),
        runs=runs,
    )
    direct.close()
    note = f"every count of a month among {data.checks:,} checks; the same counts in SQL by hand"
    return [Row("figures", ours, reference, "ms", 0.02, note)]

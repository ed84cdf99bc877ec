"""Volunteers have moved to the ground floor, where talks know them as well: their rows go along, under the same keys."""

from django.db import migrations

FORWARD = """
INSERT INTO jurisdiction_volunteer (id, station_id, code_name, active)
SELECT id, station_id, code_name, active FROM patrols_volunteer
ON CONFLICT (id) DO NOTHING;
SELECT setval(pg_get_serial_sequence('jurisdiction_volunteer', 'id'), max(id)) FROM jurisdiction_volunteer;
"""


class Migration(migrations.Migration):
    dependencies = [("patrols", "0011_visits_may_expire"), ("jurisdiction", "0005_volunteers")]
    operations = [migrations.RunSQL(FORWARD, migrations.RunSQL.noop)]

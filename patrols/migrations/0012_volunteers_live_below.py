"""Volunteers have moved to the ground floor, where talks know them as well: their rows go along, under the same keys."""

from django.db import migrations

FORWARD = """
INSERT INTO jurisdiction_volunteer (id, station_id, code_name, active)
SELECT id, station_id, code_name, active FROM patrols_volunteer;
SELECT setval(pg_get_serial_sequence('jurisdiction_volunteer', 'id'), max(id)) FROM jurisdiction_volunteer;
"""
BACKWARD = """
INSERT INTO patrols_volunteer (id, station_id, code_name, active)
SELECT id, station_id, code_name, active FROM jurisdiction_volunteer;
SELECT setval(pg_get_serial_sequence('patrols_volunteer', 'id'), max(id)) FROM patrols_volunteer;
DELETE FROM jurisdiction_volunteer;
"""


class Migration(migrations.Migration):
    dependencies = [("patrols", "0011_visits_may_expire"), ("jurisdiction", "0005_volunteers")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]

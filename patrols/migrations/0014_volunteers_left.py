"""The table that nothing names any more goes. Backwards, its rows come from below before anything names it again."""

from django.db import migrations

BACKWARD = """
INSERT INTO patrols_volunteer (id, station_id, code_name, active)
SELECT id, station_id, code_name, active FROM jurisdiction_volunteer;
SELECT setval(pg_get_serial_sequence('patrols_volunteer', 'id'), max(id)) FROM patrols_volunteer;
"""


class Migration(migrations.Migration):
    dependencies = [("patrols", "0013_volunteers_are_named_below")]
    operations = [
        migrations.RunSQL(migrations.RunSQL.noop, BACKWARD),
        migrations.DeleteModel(name="Volunteer"),
    ]

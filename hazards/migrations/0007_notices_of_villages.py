"""Notices of hazards that were told before name their village too: what still waits is sent only to who is there."""

from django.db import migrations

OF_HAZARDS = """
UPDATE notices_notice notice SET village_id = hazard.village_id FROM hazards_hazard hazard
WHERE notice.kind LIKE 'hazard.%' AND hazard.id::text = notice.params ->> 'hazard';
"""


class Migration(migrations.Migration):
    dependencies = [("hazards", "0006_keep_until"), ("notices", "0002_village")]
    operations = [migrations.RunSQL(OF_HAZARDS, migrations.RunSQL.noop)]

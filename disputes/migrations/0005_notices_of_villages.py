"""Notices of disputes that were told before name their village too: what still waits is sent only to who is there."""

from django.db import migrations

OF_DISPUTES = """
UPDATE notices_notice notice SET village_id = dispute.village_id FROM disputes_dispute dispute
WHERE notice.kind LIKE 'dispute.%' AND dispute.id::text = notice.params ->> 'dispute';
"""
OF_REPORTS = """
UPDATE notices_notice notice SET village_id = dispute.village_id
FROM disputes_report report JOIN disputes_dispute dispute ON dispute.id = report.dispute_id
WHERE notice.kind LIKE 'dispute.%' AND report.id::text = notice.params ->> 'report';
"""


class Migration(migrations.Migration):
    dependencies = [("disputes", "0004_another_way_after_failure"), ("notices", "0002_village")]
    operations = [
        migrations.RunSQL(OF_DISPUTES, migrations.RunSQL.noop),
        migrations.RunSQL(OF_REPORTS, migrations.RunSQL.noop),
    ]

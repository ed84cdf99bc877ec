"""What outreach brings along: its time limits, the library of warnings, and the guard of their versions."""

from typing import Any

from django.db import migrations

from antifraud import library
from jurisdiction import time_limits

FORWARD = """
CREATE TRIGGER antifraud_version_written_once BEFORE UPDATE OR DELETE ON antifraud_warningversion
FOR EACH ROW EXECUTE FUNCTION antifraud_refuse_change('');
"""
BACKWARD = """
DROP TRIGGER antifraud_version_written_once ON antifraud_warningversion;
"""


def install(apps: Any, schema_editor: Any) -> None:
    time_limits.install(apps)
    library.install(apps)


class Migration(migrations.Migration):
    dependencies = [("antifraud", "0004_outreach"), ("jurisdiction", "0005_volunteers")]
    operations = [
        migrations.RunPython(install, migrations.RunPython.noop),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]

"""How long leads are kept."""

from typing import Any

from django.db import migrations

from jurisdiction import time_limits


def install(apps: Any, schema_editor: Any) -> None:
    time_limits.install(apps)


class Migration(migrations.Migration):
    dependencies = [
        ("command", "0004_leads_of_hazards_and_forgetting"),
        ("jurisdiction", "0004_time_limits_of_2026"),
    ]
    operations = [migrations.RunPython(install, migrations.RunPython.noop)]

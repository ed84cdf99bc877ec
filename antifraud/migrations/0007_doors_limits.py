"""The limits of visits at the door and of imports; an administrator's own figures stay."""

from typing import Any

from django.db import migrations

from jurisdiction import time_limits


def install(apps: Any, schema_editor: Any) -> None:
    time_limits.install(apps)


class Migration(migrations.Migration):
    dependencies = [
        ("antifraud", "0006_doors"),
        ("jurisdiction", "0004_time_limits_of_2026"),
    ]
    operations = [migrations.RunPython(install, migrations.RunPython.noop)]

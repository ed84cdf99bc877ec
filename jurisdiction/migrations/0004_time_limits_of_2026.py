"""The limits and days this version brings along; an administrator's own figures stay."""

from typing import Any

from django.db import migrations

from jurisdiction import time_limits


def install(apps: Any, schema_editor: Any) -> None:
    time_limits.install(apps)


class Migration(migrations.Migration):
    dependencies = [("jurisdiction", "0003_time_limits_and_number_letters")]
    operations = [migrations.RunPython(install, migrations.RunPython.noop)]

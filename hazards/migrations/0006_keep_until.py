"""Hazards that came in closed, as the squads' observations they had been, are kept as long as others."""

from typing import Any

from django.db import migrations

from hazards.operations import due


def store(apps: Any, schema_editor: Any) -> None:
    closed = apps.get_model("hazards", "Hazard").objects.filter(
        closed_at__isnull=False, keep_until__isnull=True
    )
    for found in closed.iterator(500):
        closed.filter(pk=found.pk).update(keep_until=due.keep_until(found.closed_at))


class Migration(migrations.Migration):
    dependencies = [("hazards", "0005_second_person")]
    operations = [migrations.RunPython(store, migrations.RunPython.noop)]

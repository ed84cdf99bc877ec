"""The limits of this room that came after the table of limits was first filled."""

from django.db import migrations

from jurisdiction.time_limits import install


class Migration(migrations.Migration):
    dependencies = [
        ("disputes", "0002_legal_transitions"),
        ("jurisdiction", "0004_time_limits_of_2026"),
    ]
    operations = [migrations.RunPython(lambda apps, _editor: install(apps), migrations.RunPython.noop)]

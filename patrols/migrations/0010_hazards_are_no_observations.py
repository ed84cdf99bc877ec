"""Hazards went to a room of their own, which has taken over those that squads had written down."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("patrols", "0009_shift_problems_as_codes"),
        ("hazards", "0003_limits_and_observations"),
    ]
    operations = [
        migrations.AlterField(
            "observation",
            "kind",
            models.CharField(
                choices=[("note", "note"), ("home_visit", "home visited about fraud")],
                max_length=12,
                verbose_name="kind",
            ),
        )
    ]

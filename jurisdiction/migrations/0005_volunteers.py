"""Volunteers stand on the ground floor: squads walk with them, talks are given by them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("jurisdiction", "0004_time_limits_of_2026"),
    ]

    operations = [
        migrations.CreateModel(
            name="Volunteer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code_name", models.CharField(max_length=20, verbose_name="code name")),
                ("active", models.BooleanField(default=True, verbose_name="in use")),
                (
                    "station",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="volunteers",
                        to="jurisdiction.station",
                        verbose_name="station",
                    ),
                ),
            ],
            options={
                "verbose_name": "volunteer",
                "verbose_name_plural": "volunteers",
                "ordering": ("code_name",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("station", "code_name"),
                        name="one_volunteer_of_a_code_name",
                        violation_error_message="This code name is taken.",
                    )
                ],
            },
        ),
    ]

"""What named the volunteers of this room names those below."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("jurisdiction", "0005_volunteers"),
        ("patrols", "0012_volunteers_live_below"),
    ]

    operations = [
        migrations.AlterField(
            model_name="squadmember",
            name="volunteer",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="squad_memberships",
                to="jurisdiction.volunteer",
                verbose_name="volunteer",
            ),
        ),
        migrations.AlterField(
            model_name="shiftmember",
            name="volunteer",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="shift_memberships",
                to="jurisdiction.volunteer",
                verbose_name="volunteer",
            ),
        ),
    ]

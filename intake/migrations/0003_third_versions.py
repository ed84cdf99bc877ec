"""What was stored about a contested field while nobody had decided yet is kept with the question."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0002_old_records_are_let_in"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField(
            model_name="clash",
            name="since",
            field=models.CharField(blank=True, max_length=200, verbose_name="stored since"),
        ),
        migrations.AddField(
            model_name="clash",
            name="since_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="stored since at"),
        ),
        migrations.AddField(
            model_name="clash",
            name="since_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="stored since by",
            ),
        ),
    ]

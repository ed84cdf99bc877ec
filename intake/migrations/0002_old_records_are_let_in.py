"""A record older than fourteen days is applied once somebody lets it in."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0001_inbox"),
    ]

    operations = [
        migrations.AddField(
            model_name="submission",
            name="let_in_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Older than 14 days, and somebody vouched for it.",
                null=True,
                verbose_name="let in at",
            ),
        ),
    ]

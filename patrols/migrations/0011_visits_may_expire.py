"""A suggested visit may close itself."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("patrols", "0010_hazards_are_no_observations"),
    ]

    operations = [
        migrations.AlterField(
            model_name="ownervisit",
            name="result",
            field=models.CharField(
                blank=True,
                choices=[
                    ("talked", "talked with the owner"),
                    ("family", "talked with the family"),
                    ("absent", "nobody at home"),
                    ("moved", "owner no longer there"),
                    ("not_needed", "no visit needed"),
                    ("expired", "plate erased before anybody went"),
                ],
                max_length=12,
                verbose_name="result",
            ),
        ),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("command", "0002_legal_transitions")]
    operations = [
        migrations.AlterField(
            "lead",
            "source",
            models.CharField(
                "where it came to light",
                choices=[
                    ("dispute", "dispute"),
                    ("hazard", "hazard"),
                    ("visit", "visit or observation"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddField(
            "lead", "forgotten_at", models.DateTimeField("words removed at", blank=True, null=True)
        ),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("command", "0003_leads_of_followups")]
    operations = [
        migrations.AlterField(
            "lead",
            "source",
            models.CharField(
                "where it came to light",
                choices=[
                    ("dispute", "dispute"),
                    ("followup", "follow-up visit"),
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

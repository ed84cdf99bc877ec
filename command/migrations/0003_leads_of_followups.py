"""A follow-up visit of a dispute may yield a lead."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("command", "0002_legal_transitions")]
    operations = [
        migrations.AlterField(
            model_name="lead",
            name="source",
            field=models.CharField(
                choices=[
                    ("dispute", "dispute"),
                    ("followup", "follow-up visit"),
                    ("visit", "visit or observation"),
                ],
                max_length=10,
                verbose_name="where it came to light",
            ),
        ),
    ]

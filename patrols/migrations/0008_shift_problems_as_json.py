"""A shift's problems were sentences in an array; a JSON list has room for codes. Schema only: the sentences stay."""

from django.db import migrations, models

FORTH = "ALTER TABLE patrols_shift ALTER COLUMN problems TYPE jsonb USING to_jsonb(problems)"
BACK = """
ALTER TABLE patrols_shift ADD COLUMN sentences varchar(200)[] NOT NULL DEFAULT '{}';
UPDATE patrols_shift SET sentences = ARRAY(SELECT left(jsonb_array_elements_text(problems), 200)) WHERE problems <> '[]';
ALTER TABLE patrols_shift DROP COLUMN problems;
ALTER TABLE patrols_shift RENAME COLUMN sentences TO problems;
ALTER TABLE patrols_shift ALTER COLUMN problems DROP DEFAULT;
"""


class Migration(migrations.Migration):
    dependencies = [("patrols", "0007_late_evidence_moves_a_round")]
    operations = [
        migrations.RunSQL(
            FORTH,
            BACK,
            state_operations=[
                migrations.AlterField(
                    "shift",
                    "problems",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="What planning could not settle, for a person to decide.",
                        verbose_name="problems",
                    ),
                )
            ],
        )
    ]

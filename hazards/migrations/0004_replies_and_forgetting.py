"""What the answer to a transfer comes to, and when the words of a hazard went."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("hazards", "0003_limits_and_observations")]
    operations = [
        migrations.AddField(
            "hazard",
            "forgotten_at",
            models.DateTimeField("words and pictures removed at", blank=True, null=True),
        ),
        migrations.AddField(
            "transfer",
            "reply",
            models.CharField(
                "what the answer comes to",
                blank=True,
                choices=[
                    ("working", "They see to it"),
                    ("done", "They say it is put right"),
                    ("declined", "They are not competent, or decline"),
                ],
                default="",
                max_length=10,
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            "step",
            "action",
            models.CharField(
                "action",
                choices=[
                    ("report", "reported"),
                    ("assess", "assessed"),
                    ("dismiss", "found to be no hazard"),
                    ("fix_on_spot", "put right on the spot"),
                    ("order", "rectification ordered"),
                    ("transfer", "transferred"),
                    ("answer", "answer of the other body"),
                    ("accept", "the other body sees to it"),
                    ("decline", "the other body declined"),
                    ("begin", "work has begun"),
                    ("put_right", "said to be put right"),
                    ("confirm", "re-inspected: put right"),
                    ("fail_in_time", "re-inspected: not yet put right"),
                    ("fail_late", "re-inspected after the deadline: not put right"),
                    ("fail_unordered", "re-inspected: not put right"),
                    ("send_back", "sent back to re-inspection"),
                    ("expire", "deadline passed"),
                    ("supervise", "put under supervision"),
                    ("ask_extension", "extension asked for"),
                    ("allow_extension", "extension allowed"),
                    ("refuse_extension", "extension refused"),
                    ("close", "closed"),
                    ("reopen", "found again, reopened"),
                    ("advise", "remark"),
                    ("pass_on", "passed on"),
                ],
                max_length=20,
            ),
        ),
    ]

"""A notice says in which village its matter lies; a message to somebody who left it is not sent, and why."""

import django.db.models.deletion
from django.db import migrations, models

OUTCOMES = [
    ("accepted", "accepted by the receiver"),
    ("no_address", "no address is known"),
    ("already_read", "read on the page before"),
    ("too_old", "too old to alarm anybody"),
    ("channel_off", "this channel is not set up"),
    ("out_of_sight", "no longer that person's station or village"),
    ("switched_off", "switched off by the person"),
    ("timed_out", "no answer in time"),
    ("unreachable", "the receiver cannot be reached"),
    ("busy", "the receiver asked to wait"),
    ("refused", "refused by the receiver"),
    ("gone", "the address is no longer valid"),
    ("unreadable", "the stored address cannot be opened"),
    ("broken", "the receiver answered with an error"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("jurisdiction", "0004_time_limits_of_2026"),
        ("notices", "0001_outbox"),
    ]
    operations = [
        migrations.AddField(
            model_name="notice",
            name="village",
            field=models.ForeignKey(
                blank=True,
                help_text="Where its matter lies; whoever leaves the village hears no more of it.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="jurisdiction.village",
                verbose_name="village",
            ),
        ),
        migrations.AlterField(
            model_name="delivery",
            name="outcome",
            field=models.CharField(blank=True, choices=OUTCOMES, max_length=15, verbose_name="outcome"),
        ),
    ]

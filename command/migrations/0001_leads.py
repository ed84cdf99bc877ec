"""Leads and what was judged of them."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("jurisdiction", "0004_time_limits_of_2026"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Lead",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[("dispute", "dispute"), ("visit", "visit or observation")],
                        max_length=10,
                        verbose_name="where it came to light",
                    ),
                ),
                ("source_id", models.UUIDField(verbose_name="key of the source")),
                ("words", models.TextField(max_length=2000, verbose_name="what came to light")),
                ("received_at", models.DateTimeField(verbose_name="received at")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("received", "received"),
                            ("assessed", "assessed"),
                            ("verifying", "being verified"),
                            ("confirmed", "confirmed"),
                            ("refuted", "refuted"),
                            ("parked", "parked"),
                        ],
                        default="received",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="handed on by",
                    ),
                ),
                (
                    "station",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="jurisdiction.station",
                        verbose_name="station",
                    ),
                ),
            ],
            options={
                "verbose_name": "lead",
                "verbose_name_plural": "leads",
                "ordering": ("-received_at",),
            },
        ),
        migrations.CreateModel(
            name="LeadNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("received", "received"),
                            ("assessed", "assessed"),
                            ("verifying", "being verified"),
                            ("confirmed", "confirmed"),
                            ("refuted", "refuted"),
                            ("parked", "parked"),
                        ],
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("note", models.TextField(max_length=2000, verbose_name="note")),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="assessed by",
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="command.lead",
                        verbose_name="lead",
                    ),
                ),
                (
                    "station",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="jurisdiction.station",
                        verbose_name="station",
                    ),
                ),
            ],
            options={
                "verbose_name": "assessment of a lead",
                "verbose_name_plural": "assessments of leads",
                "ordering": ("at", "pk"),
            },
        ),
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(fields=["station", "status", "-received_at"], name="lead_by_status"),
        ),
    ]

"""Disputes, their reports, people, steps, mediations and visits."""

import uuid

import django.contrib.gis.db.models.fields
import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import photos.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("jurisdiction", "0004_time_limits_of_2026"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Dispute",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.CharField(max_length=30, verbose_name="number")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("land", "land and hillsides"),
                            ("water", "water and ditches"),
                            ("neighbours", "neighbours"),
                            ("family", "marriage and family"),
                            ("wages", "wages"),
                            ("debts", "debts"),
                            ("contracts", "contracts"),
                            ("traffic", "traffic"),
                            ("consumer", "purchases"),
                            ("other", "something else"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("critical", "critical"),
                            ("high", "high"),
                            ("medium", "medium"),
                            ("low", "low"),
                        ],
                        max_length=10,
                        verbose_name="level",
                    ),
                ),
                (
                    "level_reported",
                    models.CharField(
                        choices=[
                            ("critical", "critical"),
                            ("high", "high"),
                            ("medium", "medium"),
                            ("low", "low"),
                        ],
                        max_length=10,
                        verbose_name="level as reported",
                    ),
                ),
                (
                    "signals",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("threats", "threats were made"),
                                ("weapons", "knives or tools in hand"),
                                ("injury", "somebody is hurt"),
                                ("minors", "minors are involved"),
                            ],
                            max_length=10,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="signs",
                    ),
                ),
                ("words", models.TextField(blank=True, max_length=2000, verbose_name="what happened")),
                ("place_words", models.CharField(blank=True, max_length=120, verbose_name="where, in words")),
                (
                    "point",
                    django.contrib.gis.db.models.fields.PointField(
                        blank=True, null=True, srid=4326, verbose_name="point"
                    ),
                ),
                ("reported_at", models.DateTimeField(verbose_name="reported at")),
                ("received_at", models.DateTimeField(verbose_name="received at")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("reported", "reported"),
                            ("accepted", "accepted"),
                            ("assigned", "mediator named"),
                            ("mediating", "in mediation"),
                            ("settled", "settled, being followed up"),
                            ("not_settled", "mediation failed"),
                            ("escalated", "handed upward"),
                            ("passed_on", "passed on"),
                            ("refused", "not taken up"),
                            ("withdrawn", "withdrawn"),
                            ("closed", "closed"),
                            ("merged", "joined with another"),
                        ],
                        default="reported",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                (
                    "route",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("peoples", "people's mediation"),
                            ("police", "public-security mediation"),
                            ("department", "handed to a department"),
                        ],
                        max_length=12,
                        verbose_name="way",
                    ),
                ),
                (
                    "exclusions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("hired", "somebody was hired to hurt another"),
                                ("gang", "gang or mob fighting"),
                                ("repeated", "the same person has done it repeatedly"),
                                ("refused", "a party refuses mediation"),
                            ],
                            max_length=10,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="what excludes public-security mediation",
                    ),
                ),
                ("complex", models.BooleanField(default=False, verbose_name="complex")),
                (
                    "department",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="department it was passed on to"
                    ),
                ),
                (
                    "escalated_to",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("town", "township government"),
                            ("district", "police district"),
                            ("court", "advised to go to court or arbitration"),
                        ],
                        max_length=10,
                        verbose_name="handed upward to",
                    ),
                ),
                ("accepted_at", models.DateTimeField(blank=True, null=True, verbose_name="accepted at")),
                ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="settled at")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="ended at")),
                (
                    "relapses",
                    models.PositiveSmallIntegerField(default=0, verbose_name="times it broke out again"),
                ),
                (
                    "forgotten_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="words and names removed at"),
                ),
                (
                    "earlier",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="later",
                        to="disputes.dispute",
                        verbose_name="earlier dispute",
                    ),
                ),
                (
                    "mediator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="mediator",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="disputes.dispute",
                        verbose_name="joined with",
                    ),
                ),
                (
                    "reported_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="reported by",
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
                (
                    "village",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="jurisdiction.village",
                        verbose_name="village",
                    ),
                ),
            ],
            options={
                "verbose_name": "dispute",
                "verbose_name_plural": "disputes",
                "ordering": ("-received_at",),
            },
        ),
        migrations.CreateModel(
            name="Deadline",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("triage", "look at the report and decide"),
                            ("assign", "name a mediator"),
                            ("feedback", "answer the reporter"),
                            ("first_session", "first mediation"),
                            ("second_session", "second mediation"),
                            ("mediation", "finish mediation"),
                            ("decide", "decide what follows the failed mediation"),
                            ("upper", "answer of the higher level"),
                            ("department", "answer of the department"),
                            ("first_followup", "first follow-up visit"),
                            ("second_followup", "second follow-up visit"),
                            ("confirmation", "apply for judicial confirmation"),
                        ],
                        max_length=16,
                        verbose_name="step",
                    ),
                ),
                ("begun_at", models.DateTimeField(verbose_name="began at")),
                ("due_at", models.DateTimeField(verbose_name="due at")),
                ("remind_at", models.DateTimeField(blank=True, null=True, verbose_name="reminder at")),
                ("chief_at", models.DateTimeField(blank=True, null=True, verbose_name="chief hears at")),
                (
                    "district_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="district hears at"),
                ),
                ("reminded_at", models.DateTimeField(blank=True, null=True, verbose_name="reminded at")),
                ("met_at", models.DateTimeField(blank=True, null=True, verbose_name="done at")),
                (
                    "dropped_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="no longer needed since"),
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
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deadlines",
                        to="disputes.dispute",
                        verbose_name="dispute",
                    ),
                ),
            ],
            options={
                "verbose_name": "deadline of a dispute",
                "verbose_name_plural": "deadlines of disputes",
                "ordering": ("due_at",),
            },
        ),
        migrations.CreateModel(
            name="Agreement",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[("written", "written agreement"), ("oral", "oral agreement")],
                        max_length=8,
                        verbose_name="form",
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="number of the paper")),
                ("agreed_on", models.DateField(verbose_name="agreed on")),
                ("effective_on", models.DateField(verbose_name="in force from")),
                ("text", models.TextField(blank=True, max_length=4000, verbose_name="what was agreed")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded at")),
                (
                    "confirmation",
                    models.CharField(
                        choices=[
                            ("none", "not applied for"),
                            ("applied", "applied for"),
                            ("confirmed", "confirmed by the court"),
                            ("declined", "the parties do not want it"),
                            ("lapsed", "time is over"),
                        ],
                        default="none",
                        max_length=10,
                        verbose_name="judicial confirmation",
                    ),
                ),
                (
                    "confirm_by",
                    models.DateField(blank=True, null=True, verbose_name="may be applied for until"),
                ),
                ("applied_on", models.DateField(blank=True, null=True, verbose_name="applied for on")),
                ("confirmed_on", models.DateField(blank=True, null=True, verbose_name="confirmed on")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
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
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="disputes.dispute",
                        verbose_name="dispute",
                    ),
                ),
            ],
            options={
                "verbose_name": "agreement",
                "verbose_name_plural": "agreements",
                "ordering": ("agreed_on", "recorded_at"),
            },
        ),
        migrations.CreateModel(
            name="DisputePhoto",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("original", models.FileField(upload_to=photos.models.photo_path, verbose_name="original")),
                (
                    "copy",
                    models.FileField(
                        blank=True, upload_to=photos.models.copy_path, verbose_name="small copy"
                    ),
                ),
                ("sha256", models.CharField(max_length=64, verbose_name="photo's SHA-256")),
                ("content_type", models.CharField(max_length=20, verbose_name="photo's type")),
                ("taken_at", models.DateTimeField(verbose_name="taken at")),
                ("received_at", models.DateTimeField(verbose_name="received at")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="taken by",
                    ),
                ),
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="photos",
                        to="disputes.dispute",
                        verbose_name="dispute",
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
                "verbose_name": "photo of a dispute",
                "verbose_name_plural": "photos of disputes",
                "ordering": ("taken_at",),
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("ordinal", models.PositiveSmallIntegerField(verbose_name="which visit")),
                ("due_on", models.DateField(verbose_name="due on")),
                (
                    "record_id",
                    models.UUIDField(
                        blank=True, null=True, unique=True, verbose_name="record that brought it"
                    ),
                ),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="made at")),
                ("received_at", models.DateTimeField(blank=True, null=True, verbose_name="received at")),
                (
                    "dropped_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="no longer needed since"),
                ),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("kept", "agreement kept"),
                            ("partly", "kept in part"),
                            ("not_kept", "not kept"),
                            ("absent", "nobody met"),
                            ("relapsed", "the quarrel broke out again"),
                        ],
                        max_length=10,
                        verbose_name="result",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="note")),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followups",
                        to="disputes.agreement",
                        verbose_name="agreement",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="made by",
                    ),
                ),
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followups",
                        to="disputes.dispute",
                        verbose_name="dispute",
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
                "verbose_name": "follow-up visit",
                "verbose_name_plural": "follow-up visits",
                "ordering": ("ordinal",),
            },
        ),
        migrations.CreateModel(
            name="LevelChange",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "was",
                    models.CharField(
                        choices=[
                            ("critical", "critical"),
                            ("high", "high"),
                            ("medium", "medium"),
                            ("low", "low"),
                        ],
                        max_length=10,
                        verbose_name="level before",
                    ),
                ),
                (
                    "wanted",
                    models.CharField(
                        choices=[
                            ("critical", "critical"),
                            ("high", "high"),
                            ("medium", "medium"),
                            ("low", "low"),
                        ],
                        max_length=10,
                        verbose_name="level wanted",
                    ),
                ),
                ("reason", models.CharField(max_length=200, verbose_name="reason")),
                ("asked_at", models.DateTimeField(verbose_name="asked at")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided at")),
                ("granted", models.BooleanField(blank=True, null=True, verbose_name="confirmed")),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="asked by",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="level_changes",
                        to="disputes.dispute",
                        verbose_name="dispute",
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
                "verbose_name": "change of level",
                "verbose_name_plural": "changes of level",
                "ordering": ("asked_at",),
            },
        ),
        migrations.CreateModel(
            name="Mediation",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "route",
                    models.CharField(
                        choices=[
                            ("peoples", "people's mediation"),
                            ("police", "public-security mediation"),
                            ("department", "handed to a department"),
                        ],
                        max_length=12,
                        verbose_name="way",
                    ),
                ),
                (
                    "mediator_kind",
                    models.CharField(
                        choices=[
                            ("cadre", "village cadre"),
                            ("committee", "people's mediation committee"),
                            ("officer", "police officer"),
                            ("justice", "justice office"),
                        ],
                        max_length=10,
                        verbose_name="who mediates",
                    ),
                ),
                ("assigned_at", models.DateTimeField(verbose_name="named at")),
                (
                    "consented_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="Article 17.",
                        null=True,
                        verbose_name="both parties agreed to be mediated at",
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended at")),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("settled", "agreement reached"),
                            ("failed", "no agreement"),
                            ("replaced", "another mediator took over"),
                            ("ended", "ended otherwise"),
                        ],
                        max_length=10,
                        verbose_name="result",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="why no agreement")),
                (
                    "assigned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="named by",
                    ),
                ),
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mediations",
                        to="disputes.dispute",
                        verbose_name="dispute",
                    ),
                ),
                (
                    "mediator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="mediator",
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
                "verbose_name": "mediation",
                "verbose_name_plural": "mediations",
                "ordering": ("assigned_at",),
            },
        ),
        migrations.AddField(
            model_name="agreement",
            name="mediation",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="agreement",
                to="disputes.mediation",
                verbose_name="mediation",
            ),
        ),
        migrations.CreateModel(
            name="OverdueAlert",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "rung",
                    models.CharField(
                        choices=[
                            ("responsible", "who has to do it"),
                            ("chief", "station chief"),
                            ("district", "district commander"),
                        ],
                        max_length=12,
                        verbose_name="who heard",
                    ),
                ),
                ("due_at", models.DateTimeField(verbose_name="due at")),
                ("raised_at", models.DateTimeField(verbose_name="raised at")),
                (
                    "deadline",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="alerts",
                        to="disputes.deadline",
                        verbose_name="deadline",
                    ),
                ),
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alerts",
                        to="disputes.dispute",
                        verbose_name="dispute",
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
                "verbose_name": "alert of an overdue step",
                "verbose_name_plural": "alerts of overdue steps",
                "ordering": ("due_at",),
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("land", "land and hillsides"),
                            ("water", "water and ditches"),
                            ("neighbours", "neighbours"),
                            ("family", "marriage and family"),
                            ("wages", "wages"),
                            ("debts", "debts"),
                            ("contracts", "contracts"),
                            ("traffic", "traffic"),
                            ("consumer", "purchases"),
                            ("other", "something else"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("critical", "critical"),
                            ("high", "high"),
                            ("medium", "medium"),
                            ("low", "low"),
                        ],
                        max_length=10,
                        verbose_name="level as reported",
                    ),
                ),
                (
                    "signals",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("threats", "threats were made"),
                                ("weapons", "knives or tools in hand"),
                                ("injury", "somebody is hurt"),
                                ("minors", "minors are involved"),
                            ],
                            max_length=10,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="signs",
                    ),
                ),
                ("words", models.TextField(blank=True, max_length=2000, verbose_name="what happened")),
                ("place_words", models.CharField(blank=True, max_length=120, verbose_name="where, in words")),
                (
                    "point",
                    django.contrib.gis.db.models.fields.PointField(
                        blank=True, null=True, srid=4326, verbose_name="point"
                    ),
                ),
                ("reported_at", models.DateTimeField(verbose_name="reported at")),
                ("received_at", models.DateTimeField(verbose_name="received at")),
                (
                    "said_same",
                    models.BooleanField(
                        default=False, verbose_name="said to be the same as one that was shown"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="reported by",
                    ),
                ),
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="disputes.dispute",
                        verbose_name="dispute",
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
                "verbose_name": "report of a dispute",
                "verbose_name_plural": "reports of disputes",
                "ordering": ("received_at",),
            },
        ),
        migrations.CreateModel(
            name="Party",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("applicant", "one side"),
                            ("respondent", "other side"),
                            ("other", "also involved"),
                        ],
                        max_length=10,
                        verbose_name="side",
                    ),
                ),
                ("name_sealed", models.TextField(blank=True, verbose_name="name (sealed)")),
                (
                    "name_hash",
                    models.CharField(blank=True, max_length=64, verbose_name="keyed hash of the name"),
                ),
                (
                    "phone_book_hash",
                    models.CharField(
                        blank=True,
                        help_text="Under a key of its own, so that what phones carry opens nothing here.",
                        max_length=16,
                        verbose_name="keyed hash of the name for phones",
                    ),
                ),
                ("name_mask", models.CharField(blank=True, max_length=20, verbose_name="name (masked)")),
                ("phone_sealed", models.TextField(blank=True, verbose_name="telephone (sealed)")),
                (
                    "phone_mask",
                    models.CharField(blank=True, max_length=20, verbose_name="telephone (masked)"),
                ),
                ("unknown", models.BooleanField(default=False, verbose_name="not known yet")),
                ("is_minor", models.BooleanField(default=False, verbose_name="is a minor")),
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parties",
                        to="disputes.dispute",
                        verbose_name="dispute",
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
                (
                    "report",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parties",
                        to="disputes.report",
                        verbose_name="report that named them",
                    ),
                ),
            ],
            options={
                "verbose_name": "party",
                "verbose_name_plural": "parties",
                "ordering": ("role", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "verb",
                    models.CharField(
                        choices=[
                            ("reported", "Report received"),
                            ("joined", "Another report of the same dispute"),
                            ("words", "Something was added"),
                            ("photo", "A photo was added"),
                            ("accepted", "Taken up"),
                            ("passed_on", "Passed on"),
                            ("refused", "Not taken up"),
                            ("assigned", "A mediator was named"),
                            ("session", "Mediated"),
                            ("settled", "Settled"),
                            ("not_settled", "Mediation brought no agreement"),
                            ("escalated", "Handed upward"),
                            ("withdrawn", "Withdrawn by the parties"),
                            ("followed_up", "Followed up"),
                            ("closed", "Closed"),
                            ("reopened", "Opened again"),
                            ("merged", "Joined with another report of the same dispute"),
                            ("told", "Answer of the station"),
                            ("level", "Level changed"),
                            ("level_asked", "Lower level asked for"),
                            ("confirmation", "Judicial confirmation"),
                            ("party", "Parties changed"),
                            ("overdue", "A step is overdue"),
                        ],
                        max_length=12,
                        verbose_name="what happened",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
                ("received_at", models.DateTimeField(verbose_name="received at")),
                ("told", models.CharField(blank=True, max_length=500, verbose_name="words for the reporter")),
                ("note", models.TextField(blank=True, max_length=2000, verbose_name="note of the desk")),
                ("detail", models.JSONField(blank=True, default=dict, verbose_name="particulars")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="disputes.dispute",
                        verbose_name="dispute",
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
                (
                    "report",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="disputes.report",
                        verbose_name="report it belongs to alone",
                    ),
                ),
            ],
            options={
                "verbose_name": "entry of a time line",
                "verbose_name_plural": "entries of time lines",
                "ordering": ("at", "received_at"),
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("held_at", models.DateTimeField(verbose_name="held at")),
                ("received_at", models.DateTimeField(verbose_name="received at")),
                ("place", models.CharField(max_length=80, verbose_name="where it was held")),
                ("others", models.CharField(blank=True, max_length=120, verbose_name="who else was there")),
                (
                    "guardian_present",
                    models.BooleanField(default=False, verbose_name="the minor's guardian was there"),
                ),
                (
                    "recorded",
                    models.BooleanField(
                        default=False, verbose_name="in a standard place, recorded throughout"
                    ),
                ),
                ("notes", models.TextField(blank=True, max_length=4000, verbose_name="what was said")),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("continue", "to be continued"),
                            ("agreed", "the parties agree"),
                            ("failed", "no agreement in sight"),
                            ("absent", "a party did not come"),
                        ],
                        max_length=10,
                        verbose_name="result",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "came",
                    models.ManyToManyField(
                        blank=True, related_name="sessions", to="disputes.party", verbose_name="who came"
                    ),
                ),
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="disputes.dispute",
                        verbose_name="dispute",
                    ),
                ),
                (
                    "mediation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="disputes.mediation",
                        verbose_name="mediation",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="second officer",
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
                "verbose_name": "mediation session",
                "verbose_name_plural": "mediation sessions",
                "ordering": ("held_at",),
            },
        ),
        migrations.AddIndex(
            model_name="dispute",
            index=models.Index(fields=["station", "status", "-received_at"], name="dispute_by_status"),
        ),
        migrations.AddIndex(
            model_name="dispute",
            index=models.Index(fields=["village", "-received_at"], name="dispute_by_village"),
        ),
        migrations.AddIndex(
            model_name="dispute",
            index=models.Index(fields=["mediator", "status"], name="dispute_by_mediator"),
        ),
        migrations.AddIndex(
            model_name="dispute",
            index=models.Index(
                condition=models.Q(("closed_at__isnull", False), ("forgotten_at__isnull", True)),
                fields=["closed_at"],
                name="dispute_to_forget",
            ),
        ),
        migrations.AddConstraint(
            model_name="dispute",
            constraint=models.UniqueConstraint(fields=("number",), name="dispute_number_once"),
        ),
        migrations.AddConstraint(
            model_name="dispute",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("merged_into__isnull", False), ("status", "merged")),
                    models.Q(models.Q(("status", "merged"), _negated=True), ("merged_into__isnull", True)),
                    _connector="OR",
                ),
                name="merged_dispute_names_the_other",
            ),
        ),
        migrations.AddConstraint(
            model_name="dispute",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into__isnull", True),
                    models.Q(("merged_into", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="dispute_is_not_joined_with_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="dispute",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["refused", "withdrawn", "closed", "merged"]),
                    ("closed_at__isnull", True),
                    _connector="XOR",
                ),
                name="ended_dispute_has_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="dispute",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("route", "police"), _negated=True), ("exclusions", []), _connector="OR"
                ),
                name="police_mediation_is_not_excluded",
            ),
        ),
        migrations.AddConstraint(
            model_name="dispute",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "settled"), _negated=True),
                    ("settled_at__isnull", False),
                    _connector="OR",
                ),
                name="settled_dispute_has_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="dispute",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ["assigned", "mediating"]), _negated=True),
                    ("mediator__isnull", False),
                    _connector="OR",
                ),
                name="assigned_dispute_has_a_mediator",
            ),
        ),
        migrations.AddIndex(
            model_name="deadline",
            index=models.Index(
                condition=models.Q(("dropped_at__isnull", True), ("met_at__isnull", True)),
                fields=["due_at"],
                name="dispute_deadline_open",
            ),
        ),
        migrations.AddIndex(
            model_name="deadline",
            index=models.Index(
                condition=models.Q(
                    ("dropped_at__isnull", True), ("met_at__isnull", True), ("reminded_at__isnull", True)
                ),
                fields=["remind_at"],
                name="dispute_deadline_to_remind",
            ),
        ),
        migrations.AddConstraint(
            model_name="deadline",
            constraint=models.UniqueConstraint(
                condition=models.Q(("dropped_at__isnull", True), ("met_at__isnull", True)),
                fields=("dispute", "step"),
                name="one_open_deadline_a_step",
            ),
        ),
        migrations.AddConstraint(
            model_name="deadline",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_at__gt", models.F("begun_at"))),
                name="dispute_deadline_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="deadline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("chief_at__isnull", True),
                    models.Q(
                        ("chief_at__gte", models.F("due_at")), ("district_at__gte", models.F("chief_at"))
                    ),
                    _connector="OR",
                ),
                name="dispute_alerts_rise",
            ),
        ),
        migrations.AddConstraint(
            model_name="disputephoto",
            constraint=models.UniqueConstraint(fields=("dispute", "sha256"), name="photo_once_a_dispute"),
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.UniqueConstraint(
                fields=("agreement", "ordinal"), name="followup_once_an_agreement"
            ),
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_at__isnull", True), ("result", "")),
                    models.Q(("done_at__isnull", False), models.Q(("result", ""), _negated=True)),
                    _connector="OR",
                ),
                name="followup_made_has_a_result",
            ),
        ),
        migrations.AddConstraint(
            model_name="levelchange",
            constraint=models.UniqueConstraint(
                condition=models.Q(("decided_at__isnull", True)),
                fields=("dispute",),
                name="one_waiting_level_change_a_dispute",
            ),
        ),
        migrations.AddConstraint(
            model_name="levelchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("was", "critical"), _negated=True),
                    ("granted__isnull", True),
                    ("granted", False),
                    models.Q(("asked_by", models.F("decided_by")), _negated=True),
                    _connector="OR",
                ),
                name="red_is_lowered_by_two_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="levelchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", True), ("granted__isnull", True)),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        ("granted__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="level_change_is_decided_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="mediation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("dispute",),
                name="one_open_mediation_a_dispute",
            ),
        ),
        migrations.AddConstraint(
            model_name="mediation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("result", "")),
                    models.Q(("ended_at__isnull", False), models.Q(("result", ""), _negated=True)),
                    _connector="OR",
                ),
                name="ended_mediation_has_a_result",
            ),
        ),
        migrations.AddConstraint(
            model_name="mediation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("route", "police"), _negated=True),
                    ("mediator_kind", "officer"),
                    _connector="OR",
                ),
                name="police_mediation_is_led_by_police",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(("effective_on__gte", models.F("agreed_on"))),
                name="agreement_in_force_after_it_is_made",
                violation_error_message="It cannot be in force before it was agreed.",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirmation", "applied"), _negated=True),
                    ("applied_on__isnull", False),
                    _connector="OR",
                ),
                name="applied_confirmation_has_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirmation", "confirmed"), _negated=True),
                    ("confirmed_on__isnull", False),
                    _connector="OR",
                ),
                name="confirmed_confirmation_has_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="overduealert",
            constraint=models.UniqueConstraint(fields=("deadline", "rung"), name="overdue_alert_once_a_rung"),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(fields=["by", "-received_at"], name="dispute_report_by_reporter"),
        ),
        migrations.AddIndex(
            model_name="party",
            index=models.Index(fields=["name_hash"], name="party_by_name"),
        ),
        migrations.AddConstraint(
            model_name="party",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_minor", False),
                    models.Q(
                        ("name_hash", ""),
                        ("name_mask", ""),
                        ("name_sealed", ""),
                        ("phone_book_hash", ""),
                        ("phone_sealed", ""),
                    ),
                    _connector="OR",
                ),
                name="a_minor_is_not_named",
            ),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["dispute", "at"], name="dispute_event_in_order"),
        ),
    ]

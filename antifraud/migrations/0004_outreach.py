"""Groups, warnings, broadcasts with their postings and replies, talks with their photos."""

import uuid
from decimal import Decimal

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import photos.models


class Migration(migrations.Migration):
    dependencies = [
        ("antifraud", "0003_intercept_limits"),
        ("jurisdiction", "0005_volunteers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Broadcast",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("added_line", models.CharField(blank=True, max_length=120, verbose_name="added line")),
                ("text", models.TextField(verbose_name="message")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "not sent yet"),
                            ("running", "going out"),
                            ("done", "gone out"),
                            ("cancelled", "called off"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="drawn up at")),
                ("begun_at", models.DateTimeField(blank=True, null=True, verbose_name="sent at")),
                ("post_by", models.DateTimeField(blank=True, null=True, verbose_name="to be posted by")),
                (
                    "reminded_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="keepers reminded at"),
                ),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="gone out at")),
                ("cancelled_at", models.DateTimeField(blank=True, null=True, verbose_name="called off at")),
                (
                    "begun_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="sent by",
                    ),
                ),
                (
                    "cancelled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="called off by",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="drawn up by",
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
                "verbose_name": "broadcast",
                "verbose_name_plural": "broadcasts",
                "ordering": ("-created_at",),
            },
        ),
        migrations.CreateModel(
            name="ChatGroup",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("name", models.CharField(max_length=60, verbose_name="name of the group")),
                (
                    "platform",
                    models.CharField(
                        choices=[
                            ("wecom", "WeCom"),
                            ("dingtalk", "DingTalk"),
                            ("wechat", "WeChat"),
                            ("qq", "QQ"),
                            ("other", "another platform"),
                        ],
                        default="wechat",
                        max_length=10,
                        verbose_name="platform",
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("residents", "residents"),
                            ("firms", "firms"),
                            ("logistics", "logistics"),
                            ("mothers", "mothers"),
                            ("school", "school classes"),
                            ("explosives", "explosives trade"),
                            ("elderly", "elderly people"),
                            ("other", "other people"),
                        ],
                        max_length=12,
                        verbose_name="audience",
                    ),
                ),
                ("webhook_sealed", models.TextField(blank=True, verbose_name="address of the robot, sealed")),
                ("secret_sealed", models.TextField(blank=True, verbose_name="signing secret, sealed")),
                ("members", models.PositiveIntegerField(blank=True, null=True, verbose_name="members")),
                ("counted_on", models.DateField(blank=True, null=True, verbose_name="counted on")),
                ("last_post_at", models.DateTimeField(blank=True, null=True, verbose_name="last post")),
                ("opened_on", models.DateField(verbose_name="in existence since")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="closed at")),
                (
                    "closed_because",
                    models.CharField(blank=True, max_length=200, verbose_name="closed because"),
                ),
                ("created_at", models.DateTimeField(verbose_name="entered at")),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="closed by",
                    ),
                ),
                (
                    "firm",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="jurisdiction.place",
                        verbose_name="firm",
                    ),
                ),
                (
                    "keeper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="keeper",
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="jurisdiction.village",
                        verbose_name="village",
                    ),
                ),
            ],
            options={
                "verbose_name": "group of residents",
                "verbose_name_plural": "groups of residents",
                "ordering": ("station", "name"),
            },
        ),
        migrations.CreateModel(
            name="FraudWarning",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("click_farming", "orders brushed for a rebate"),
                            ("investment", "false investment or wealth management"),
                            ("fake_shopping", "false shopping or services"),
                            ("fake_support", "pretended customer service"),
                            ("fake_loan", "false loan"),
                            ("credit_record", "pretended repair of a credit record"),
                            ("posed_leader", "posing as a superior or acquaintance"),
                            ("posed_authority", "posing as police, court or procuratorate"),
                            ("game_trading", "trade in game goods"),
                            ("romance", "online romance or friendship"),
                            ("unexplained_charge", "charge nobody can explain"),
                            ("other", "other fraud"),
                        ],
                        max_length=20,
                        verbose_name="kind of fraud",
                    ),
                ),
                ("title", models.CharField(max_length=40, verbose_name="title")),
                (
                    "retired_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="taken out of use at"),
                ),
                (
                    "retired_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="taken out of use by",
                    ),
                ),
                (
                    "station",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: for every station.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="jurisdiction.station",
                        verbose_name="station",
                    ),
                ),
            ],
            options={
                "verbose_name": "warning",
                "verbose_name_plural": "warnings",
                "ordering": ("kind", "title"),
            },
        ),
        migrations.CreateModel(
            name="GroupPosting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("by_robot", models.BooleanField(default=False, verbose_name="by robot")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("to_post", "to post"),
                            ("sending", "being sent"),
                            ("posted", "posted"),
                            ("failed", "robot failed: post by hand"),
                            ("skipped", "left out"),
                        ],
                        default="to_post",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                (
                    "key",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="key"),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="tries")),
                ("tried_at", models.DateTimeField(blank=True, null=True, verbose_name="last try")),
                ("next_try_at", models.DateTimeField(blank=True, null=True, verbose_name="next try")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
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
                        ],
                        max_length=15,
                        verbose_name="outcome",
                    ),
                ),
                ("posted_at", models.DateTimeField(blank=True, null=True, verbose_name="posted at")),
                (
                    "skipped",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("told_otherwise", "told in another way"),
                            ("not_fitting", "does not concern this group"),
                            ("not_allowed", "posting is not allowed there now"),
                            ("group_ended", "the group no longer exists"),
                            ("other", "another reason"),
                        ],
                        max_length=15,
                        verbose_name="left out because",
                    ),
                ),
                (
                    "broadcast",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="postings",
                        to="antifraud.broadcast",
                        verbose_name="broadcast",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="postings",
                        to="antifraud.chatgroup",
                        verbose_name="group of residents",
                    ),
                ),
                (
                    "posted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="posted by",
                    ),
                ),
            ],
            options={
                "verbose_name": "posting",
                "verbose_name_plural": "postings",
                "ordering": ("broadcast", "pk"),
            },
        ),
        migrations.CreateModel(
            name="MemberCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(verbose_name="counted on")),
                ("members", models.PositiveIntegerField(verbose_name="members")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="counted by",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="counts",
                        to="antifraud.chatgroup",
                        verbose_name="group of residents",
                    ),
                ),
            ],
            options={
                "verbose_name": "count of members",
                "verbose_name_plural": "counts of members",
                "ordering": ("group", "-on"),
            },
        ),
        migrations.CreateModel(
            name="Reply",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("question", "question"),
                            ("met_it", "somebody met with this fraud"),
                            ("thanks", "agreement or thanks"),
                            ("other", "something else"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("people", models.PositiveSmallIntegerField(default=1, verbose_name="how many people")),
                ("words", models.CharField(max_length=300, verbose_name="in a few words")),
                ("at", models.DateTimeField(verbose_name="noted at")),
                ("answer", models.CharField(blank=True, max_length=300, verbose_name="what was answered")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="answered at")),
                ("erased_at", models.DateTimeField(blank=True, null=True, verbose_name="words removed at")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="answered by",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="noted by",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who follows it up",
                    ),
                ),
                (
                    "posting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="replies",
                        to="antifraud.groupposting",
                        verbose_name="posting",
                    ),
                ),
            ],
            options={
                "verbose_name": "reply from a group",
                "verbose_name_plural": "replies from groups",
                "ordering": ("-at",),
            },
        ),
        migrations.CreateModel(
            name="Talk",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("where", models.CharField(blank=True, max_length=80, verbose_name="where exactly")),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("residents", "residents"),
                            ("firms", "firms"),
                            ("logistics", "logistics"),
                            ("mothers", "mothers"),
                            ("school", "school classes"),
                            ("explosives", "explosives trade"),
                            ("elderly", "elderly people"),
                            ("other", "other people"),
                        ],
                        max_length=12,
                        verbose_name="audience",
                    ),
                ),
                (
                    "topic",
                    models.CharField(
                        choices=[
                            ("click_farming", "orders brushed for a rebate"),
                            ("investment", "false investment or wealth management"),
                            ("fake_shopping", "false shopping or services"),
                            ("fake_support", "pretended customer service"),
                            ("fake_loan", "false loan"),
                            ("credit_record", "pretended repair of a credit record"),
                            ("posed_leader", "posing as a superior or acquaintance"),
                            ("posed_authority", "posing as police, court or procuratorate"),
                            ("game_trading", "trade in game goods"),
                            ("romance", "online romance or friendship"),
                            ("unexplained_charge", "charge nobody can explain"),
                            ("other", "other fraud"),
                        ],
                        max_length=20,
                        verbose_name="topic",
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=300, verbose_name="what it is about")),
                ("planned_at", models.DateTimeField(verbose_name="time")),
                (
                    "status",
                    models.CharField(
                        choices=[("planned", "planned"), ("held", "held"), ("cancelled", "called off")],
                        default="planned",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "attendance",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(5000)],
                        verbose_name="how many came",
                    ),
                ),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(600),
                        ],
                        verbose_name="minutes",
                    ),
                ),
                ("recorded_at", models.DateTimeField(blank=True, null=True, verbose_name="recorded at")),
                (
                    "cancelled_because",
                    models.CharField(blank=True, max_length=200, verbose_name="called off because"),
                ),
                ("own_story", models.BooleanField(default=False, verbose_name="told as the own story")),
                (
                    "choice_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="choice taken down at"),
                ),
                (
                    "hours",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        max_digits=4,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0")),
                            django.core.validators.MaxValueValidator(Decimal("12")),
                        ],
                        verbose_name="confirmed hours",
                    ),
                ),
                (
                    "hours_confirmed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="hours confirmed at"),
                ),
                ("created_at", models.DateTimeField(verbose_name="planned on")),
                (
                    "choice_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="choice taken down by",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="planned by",
                    ),
                ),
                (
                    "hours_confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="hours confirmed by",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="jurisdiction.place",
                        verbose_name="place",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "speaker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="speaker",
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="jurisdiction.village",
                        verbose_name="village",
                    ),
                ),
                (
                    "volunteer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="jurisdiction.volunteer",
                        verbose_name="volunteer",
                    ),
                ),
            ],
            options={
                "verbose_name": "talk",
                "verbose_name_plural": "talks",
                "ordering": ("-planned_at",),
            },
        ),
        migrations.CreateModel(
            name="TalkPhoto",
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
                    "station",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="jurisdiction.station",
                        verbose_name="station",
                    ),
                ),
                (
                    "talk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="photos",
                        to="antifraud.talk",
                        verbose_name="talk",
                    ),
                ),
            ],
            options={
                "verbose_name": "photo of a talk",
                "verbose_name_plural": "photos of talks",
                "ordering": ("taken_at",),
            },
        ),
        migrations.CreateModel(
            name="WarningVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                ("text", models.TextField(max_length=2000, verbose_name="text")),
                ("short_text", models.CharField(max_length=300, verbose_name="short text for groups")),
                (
                    "dos",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="what to do",
                    ),
                ),
                (
                    "donts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="what not to do",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="what changed")),
                ("made_at", models.DateTimeField(verbose_name="drawn up at")),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="drawn up by",
                    ),
                ),
                (
                    "warning",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="antifraud.fraudwarning",
                        verbose_name="warning",
                    ),
                ),
            ],
            options={
                "verbose_name": "version of a warning",
                "verbose_name_plural": "versions of warnings",
                "ordering": ("warning", "-number"),
            },
        ),
        migrations.AddField(
            model_name="broadcast",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="broadcasts",
                to="antifraud.warningversion",
                verbose_name="warning",
            ),
        ),
        migrations.AddIndex(
            model_name="chatgroup",
            index=models.Index(fields=["station", "last_post_at"], name="group_by_last_post"),
        ),
        migrations.AddConstraint(
            model_name="chatgroup",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_at__isnull", True)),
                fields=("station", "name"),
                name="one_open_group_of_a_name",
                violation_error_message="This station has a group of that name already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="chatgroup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_at__isnull", True), ("closed_by__isnull", False), _connector="XOR"
                ),
                name="group_closed_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="chatgroup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("webhook_sealed", ""), ("platform__in", ["wecom", "dingtalk"]), _connector="OR"
                ),
                name="robots_only_where_the_platform_has_them",
                violation_error_message="Only WeCom and DingTalk groups can have a robot.",
            ),
        ),
        migrations.AddConstraint(
            model_name="fraudwarning",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retired_at__isnull", True)),
                fields=("station", "title"),
                name="one_warning_of_a_title",
                nulls_distinct=False,
                violation_error_message="There is a warning of that title already.",
            ),
        ),
        migrations.AddIndex(
            model_name="groupposting",
            index=models.Index(
                condition=models.Q(("state__in", ("to_post", "sending", "failed"))),
                fields=["next_try_at"],
                name="posting_due",
            ),
        ),
        migrations.AddIndex(
            model_name="groupposting",
            index=models.Index(fields=["group", "-posted_at"], name="posting_by_group"),
        ),
        migrations.AddConstraint(
            model_name="groupposting",
            constraint=models.UniqueConstraint(fields=("broadcast", "group"), name="posted_once_a_group"),
        ),
        migrations.AddConstraint(
            model_name="groupposting",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "posted"), ("posted_at__isnull", True), _connector="XOR"),
                name="posted_at_some_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="groupposting",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "skipped"), ("skipped", ""), _connector="XOR"),
                name="left_out_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="membercount",
            constraint=models.UniqueConstraint(fields=("group", "on"), name="one_count_a_group_and_day"),
        ),
        migrations.AddConstraint(
            model_name="reply",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answered_at__isnull", True), ("answered_by__isnull", False), _connector="XOR"
                ),
                name="reply_answered_by_somebody",
            ),
        ),
        migrations.AddIndex(
            model_name="talk",
            index=models.Index(fields=["station", "-planned_at"], name="talk_by_station"),
        ),
        migrations.AddConstraint(
            model_name="talk",
            constraint=models.CheckConstraint(
                condition=models.Q(("speaker__isnull", True), ("volunteer__isnull", True), _connector="XOR"),
                name="talk_by_an_officer_or_a_volunteer",
            ),
        ),
        migrations.AddConstraint(
            model_name="talk",
            constraint=models.CheckConstraint(
                condition=models.Q(("status", "held"), ("attendance__isnull", True), _connector="XOR"),
                name="talk_held_before_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="talk",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("own_story", False),
                    models.Q(("choice_by__isnull", False), ("volunteer__isnull", False)),
                    _connector="OR",
                ),
                name="own_story_only_by_recorded_choice",
            ),
        ),
        migrations.AddConstraint(
            model_name="talk",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("hours_confirmed_at__isnull", True),
                    models.Q(
                        ("hours__isnull", False),
                        ("hours_confirmed_by__isnull", False),
                        ("status", "held"),
                        ("volunteer__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="hours_of_a_volunteers_talk",
            ),
        ),
        migrations.AddConstraint(
            model_name="talkphoto",
            constraint=models.UniqueConstraint(fields=("talk", "sha256"), name="photo_once_a_talk"),
        ),
        migrations.AddConstraint(
            model_name="warningversion",
            constraint=models.UniqueConstraint(
                fields=("warning", "number"), name="warning_versions_are_counted"
            ),
        ),
        migrations.AddIndex(
            model_name="broadcast",
            index=models.Index(fields=["station", "-created_at"], name="broadcast_by_station"),
        ),
        migrations.AddIndex(
            model_name="broadcast",
            index=models.Index(
                condition=models.Q(("reminded_at__isnull", True), ("status", "running")),
                fields=["post_by"],
                name="broadcast_to_remind",
            ),
        ),
        migrations.AddConstraint(
            model_name="broadcast",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ("draft", "cancelled")),
                    models.Q(
                        ("begun_at__isnull", False), ("begun_by__isnull", False), ("post_by__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="broadcast_begun_with_its_deadline",
            ),
        ),
        migrations.AddConstraint(
            model_name="broadcast",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "done"), _negated=True), ("done_at__isnull", False), _connector="OR"
                ),
                name="broadcast_done_at_some_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="broadcast",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "cancelled"), _negated=True),
                    ("cancelled_at__isnull", False),
                    _connector="OR",
                ),
                name="broadcast_cancelled_at_some_time",
            ),
        ),
    ]

"""The inbox: what came, from which phone, and what became of it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from intake.choices import ClashChoice, State
from intake.querysets import ClashQuerySet, PhoneQuerySet, SubmissionQuerySet


class Phone(models.Model):
    """A browser on a phone that took a night along. Several officers may share it; the key is the phone's own."""

    id = models.UUIDField(primary_key=True, editable=False)
    station = models.ForeignKey(
        "jurisdiction.Station", models.PROTECT, related_name="+", verbose_name=_("station")
    )
    last_officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("last used by")
    )
    name = models.CharField(_("kind of phone"), max_length=80, blank=True)
    first_seen_at = models.DateTimeField(_("first seen at"))
    last_seen_at = models.DateTimeField(_("last seen at"))
    waiting = models.PositiveIntegerField(_("waiting on the phone"), default=0)
    refused = models.PositiveIntegerField(_("refused, to be mended"), default=0)
    oldest_waiting_at = models.DateTimeField(_("oldest one waiting since"), null=True, blank=True)
    clock_off_ms = models.BigIntegerField(_("clock is off by, milliseconds"), null=True, blank=True)
    storage_kept = models.BooleanField(_("browser promised to keep the storage"), default=False)
    free_bytes = models.BigIntegerField(_("free space in bytes"), null=True, blank=True)
    app_version = models.CharField(_("version of the app"), max_length=40, blank=True)

    objects = PhoneQuerySet.as_manager()

    class Meta:
        verbose_name = _("phone")
        verbose_name_plural = _("phones")
        ordering = ("-last_seen_at",)

    def __str__(self) -> str:
        return self.name or str(self.pk)[-6:]


class Submission(models.Model):
    """One record as a phone sealed it. The bytes stay as they came; everything else is what the station made of them.

    `device_at` is the phone's own clock, `clock_off_ms` what had to be added to it as last measured, `happened_at` the
    time it is judged by, `received_at` the server's.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    sha256 = models.CharField(_("SHA-256 of the bytes"), max_length=64)
    body = models.BinaryField(_("bytes as they came"))
    received_at = models.DateTimeField(_("received at"))
    delivered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("delivered by")
    )
    phone = models.ForeignKey(
        Phone, models.SET_NULL, null=True, blank=True, related_name="submissions", verbose_name=_("phone")
    )
    by_file = models.BooleanField(_("came by rescue file"), default=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.RECEIVED)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("author"),
    )
    station = models.ForeignKey(
        "jurisdiction.Station",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("station"),
    )
    kind = models.CharField(_("kind of record"), max_length=30, blank=True)
    device_at = models.DateTimeField(_("phone's clock said"), null=True, blank=True)
    clock_off_ms = models.BigIntegerField(_("clock is off by, milliseconds"), null=True, blank=True)
    happened_at = models.DateTimeField(_("happened at"), null=True, blank=True)
    clock_doubtful = models.BooleanField(_("the phone's clock is in doubt"), default=False)
    waits_for = models.CharField(_("waits for"), max_length=90, blank=True)
    errors = models.JSONField(_("what is wrong"), default=dict, blank=True)
    replaces = models.UUIDField(_("mends the record"), null=True, blank=True)
    object_type = models.CharField(_("object"), max_length=60, blank=True)
    object_id = models.CharField(_("object's key"), max_length=60, blank=True)
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)
    let_in_at = models.DateTimeField(
        _("let in at"), null=True, blank=True, help_text=_("Older than 14 days, and somebody vouched for it.")
    )
    tries = models.PositiveSmallIntegerField(_("times tried"), default=0)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("record from a phone")
        verbose_name_plural = _("records from phones")
        ordering = ("-received_at",)
        indexes = [
            models.Index(fields=["station", "-received_at"], name="submission_by_time"),
            models.Index(
                fields=["received_at"], condition=Q(state=State.RECEIVED), name="submission_to_apply"
            ),
            models.Index(fields=["waits_for"], condition=Q(state=State.HELD), name="submission_waiting"),
            models.Index(fields=["author", "-received_at"], name="submission_by_author"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.received_at:%Y-%m-%d %H:%M}"


class Rival(models.Model):
    """Other bytes under a key that is taken. Both are kept; nothing is merged."""

    submission = models.ForeignKey(
        Submission, models.CASCADE, related_name="rivals", verbose_name=_("record with that key")
    )
    sha256 = models.CharField(_("SHA-256 of the bytes"), max_length=64)
    body = models.BinaryField(_("bytes as they came"))
    received_at = models.DateTimeField(_("received at"))
    delivered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("delivered by")
    )

    class Meta:
        verbose_name = _("record with a taken key")
        verbose_name_plural = _("records with a taken key")
        ordering = ("received_at",)
        constraints = [models.UniqueConstraint(fields=["submission", "sha256"], name="rival_once_a_content")]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.sha256[:8]}"


class Clash(models.Model):
    """Two phones say different things about the same field: a person decides, nothing is overwritten silently. `since`:
    what a third entry made of the field while nobody had decided, as whoever decided saw it."""

    submission = models.OneToOneField(
        Submission, models.CASCADE, related_name="clash", verbose_name=_("later entry")
    )
    field = models.CharField(_("field"), max_length=40)
    field_name = models.CharField(_("field in words"), max_length=80)
    stored = models.CharField(_("stored"), max_length=200, blank=True)
    stored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("stored by"),
    )
    stored_at = models.DateTimeField(_("stored at"), null=True, blank=True)
    proposed = models.CharField(_("later entry says"), max_length=200, blank=True)
    raised_at = models.DateTimeField(_("seen at"))
    since = models.CharField(_("stored since"), max_length=200, blank=True)
    since_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("stored since by"),
    )
    since_at = models.DateTimeField(_("stored since at"), null=True, blank=True)
    choice = models.CharField(_("decision"), max_length=6, choices=ClashChoice, blank=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )

    objects = ClashQuerySet.as_manager()

    class Meta:
        verbose_name = _("clash of entries")
        verbose_name_plural = _("clashes of entries")
        ordering = ("-raised_at",)
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True) | (~Q(choice="") & Q(decided_by__isnull=False)),
                name="decided_clash_names_who",
            )
        ]

    def __str__(self) -> str:
        return f"{self.field_name} {self.raised_at:%Y-%m-%d %H:%M}"


class Blob(models.Model):
    """Bytes of a photo, by their hash; they come in pieces and are whole once `complete_at` is set."""

    sha256 = models.CharField(_("SHA-256"), max_length=64, primary_key=True)
    size = models.PositiveIntegerField(_("size in bytes"))
    received = models.PositiveIntegerField(_("bytes received"), default=0)
    key = models.UUIDField(_("name of the file"), default=uuid.uuid4, editable=False)
    begun_at = models.DateTimeField(_("begun at"))
    complete_at = models.DateTimeField(_("complete at"), null=True, blank=True)
    delivered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("delivered by")
    )

    class Meta:
        verbose_name = _("photo on its way")
        verbose_name_plural = _("photos on their way")
        ordering = ("-begun_at",)

    def __str__(self) -> str:
        return self.sha256[:12]

"""How a person or a group is reached, and what they chose. Addresses and keys are sealed columns."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from notices.choices import PERSONAL, Channel
from notices.querysets import OwnedQuerySet, WebhookQuerySet


class Contact(models.Model):
    """Where a person's e-mails and text messages go, and when they want none. One row an officer."""

    officer = models.OneToOneField(
        "jurisdiction.Officer",
        models.CASCADE,
        primary_key=True,
        related_name="notice_contact",
        verbose_name=_("officer"),
    )
    email_sealed = models.TextField(_("e-mail, sealed"), blank=True)
    phone_sealed = models.TextField(_("mobile number, sealed"), blank=True)
    quiet_from = models.TimeField(_("quiet from"), null=True, blank=True)
    quiet_until = models.TimeField(_("quiet until"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True)

    class Meta:
        verbose_name = _("way to reach a person")
        verbose_name_plural = _("ways to reach persons")
        constraints = [
            models.CheckConstraint(
                condition=Q(quiet_from__isnull=True) ^ Q(quiet_until__isnull=False),
                name="quiet_hours_have_both_ends",
            )
        ]

    def __str__(self) -> str:
        return str(self.officer)


class Preference(models.Model):
    """A channel switched on or off by a person: for one kind, or (empty kind) for all that have no line of their own."""

    officer = models.ForeignKey(
        "jurisdiction.Officer",
        models.CASCADE,
        related_name="notice_preferences",
        verbose_name=_("officer"),
    )
    kind = models.CharField(_("kind"), max_length=60, blank=True)
    channel = models.CharField(
        _("channel"), max_length=10, choices=[(found.value, found.label) for found in PERSONAL]
    )
    on = models.BooleanField(_("on"))

    class Meta:
        verbose_name = _("preference")
        verbose_name_plural = _("preferences")
        ordering = ("officer", "kind", "channel")
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "kind", "channel"], name="one_preference_a_kind_and_channel"
            )
        ]

    def __str__(self) -> str:
        return f"{self.officer} {self.kind or '*'} {self.channel} {self.on}"


class PushSubscription(models.Model):
    """One browser of an officer that takes push messages. The address is a secret of its push service: whoever knows it
    may write to it."""

    officer = models.ForeignKey(
        "jurisdiction.Officer",
        models.CASCADE,
        related_name="push_subscriptions",
        verbose_name=_("officer"),
    )
    endpoint_hash = models.CharField(_("hash of the address"), max_length=64, unique=True)
    endpoint_sealed = models.TextField(_("address, sealed"))
    p256dh = models.CharField(_("public key"), max_length=100)
    auth_sealed = models.TextField(_("shared secret, sealed"))
    device = models.CharField(_("device"), max_length=60, blank=True)
    added_at = models.DateTimeField(_("added at"))
    used_at = models.DateTimeField(_("last used"), null=True, blank=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = _("push subscription")
        verbose_name_plural = _("push subscriptions")
        ordering = ("-added_at",)

    def __str__(self) -> str:
        return f"{self.officer} {self.device}"


class Webhook(models.Model):
    """A chat group of a station that hears of kinds of notices (no kinds: of all)."""

    station = models.ForeignKey(
        "jurisdiction.Station", models.PROTECT, related_name="+", verbose_name=_("station")
    )
    channel = models.CharField(
        _("kind of group"),
        max_length=10,
        choices=[
            (Channel.WECOM.value, Channel.WECOM.label),
            (Channel.DINGTALK.value, Channel.DINGTALK.label),
        ],
    )
    name = models.CharField(_("name of the group"), max_length=60)
    url_sealed = models.TextField(_("address, sealed"))
    secret_sealed = models.TextField(_("signing secret, sealed"), blank=True)
    kinds = ArrayField(models.CharField(max_length=60), verbose_name=_("kinds"), default=list, blank=True)
    active = models.BooleanField(_("in use"), default=True)
    changed_at = models.DateTimeField(_("changed at"))

    objects = WebhookQuerySet.as_manager()

    class Meta:
        verbose_name = _("chat group")
        verbose_name_plural = _("chat groups")
        ordering = ("station", "name")
        constraints = [
            models.UniqueConstraint(
                fields=["station", "name"],
                name="one_group_of_a_name_a_station",
                violation_error_message=_("This station has a group of that name already."),
            )
        ]

    def __str__(self) -> str:
        return self.name

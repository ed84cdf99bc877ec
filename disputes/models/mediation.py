"""Mediation: who mediates, each session, the agreement, and the visits afterwards."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from disputes.choices import (
    Confirmation,
    FollowUpResult,
    MediationResult,
    MediatorKind,
    Route,
    SessionResult,
    SettlementForm,
)
from disputes.models.disputes import Dispute, Party
from disputes.querysets import FollowUpQuerySet, OfDispute


class Mediation(models.Model):
    """One mediator's attempt."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="mediations", verbose_name=_("dispute"))
    station = models.ForeignKey(
        "jurisdiction.Station", models.PROTECT, related_name="+", verbose_name=_("station")
    )
    route = models.CharField(_("way"), max_length=12, choices=Route)
    mediator_kind = models.CharField(_("who mediates"), max_length=10, choices=MediatorKind)
    mediator = models.ForeignKey(
        "jurisdiction.Officer", models.PROTECT, related_name="+", verbose_name=_("mediator")
    )
    assigned_at = models.DateTimeField(_("named at"))
    assigned_by = models.ForeignKey(
        "jurisdiction.Officer", models.PROTECT, related_name="+", verbose_name=_("named by")
    )
    consented_at = models.DateTimeField(
        _("both parties agreed to be mediated at"), null=True, blank=True, help_text=_("Article 17.")
    )
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    result = models.CharField(_("result"), max_length=10, choices=MediationResult, blank=True)
    reason = models.CharField(_("why no agreement"), max_length=300, blank=True)

    objects = OfDispute["Mediation"].as_manager()

    class Meta:
        verbose_name = _("mediation")
        verbose_name_plural = _("mediations")
        ordering = ("assigned_at",)
        constraints = [
            models.UniqueConstraint(
                fields=["dispute"], condition=Q(ended_at__isnull=True), name="one_open_mediation_a_dispute"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, result="") | (Q(ended_at__isnull=False) & ~Q(result="")),
                name="ended_mediation_has_a_result",
            ),
            models.CheckConstraint(
                condition=~Q(route=Route.POLICE) | Q(mediator_kind=MediatorKind.OFFICER),
                name="police_mediation_is_led_by_police",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assigned_at:%Y-%m-%d} {self.get_mediator_kind_display()}"


class Session(models.Model):
    """The parties met. The key is that of the record."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mediation = models.ForeignKey(
        Mediation, models.PROTECT, related_name="sessions", verbose_name=_("mediation")
    )
    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="sessions", verbose_name=_("dispute"))
    station = models.ForeignKey(
        "jurisdiction.Station", models.PROTECT, related_name="+", verbose_name=_("station")
    )
    held_at = models.DateTimeField(_("held at"))
    received_at = models.DateTimeField(_("received at"))
    place = models.CharField(_("where it was held"), max_length=80)
    came = models.ManyToManyField(Party, related_name="sessions", blank=True, verbose_name=_("who came"))
    others = models.CharField(_("who else was there"), max_length=120, blank=True)
    guardian_present = models.BooleanField(_("the minor's guardian was there"), default=False)
    second = models.ForeignKey(
        "jurisdiction.Officer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("second officer"),
    )
    recorded = models.BooleanField(_("in a standard place, recorded throughout"), default=False)
    notes = models.TextField(_("what was said"), max_length=4000, blank=True)
    result = models.CharField(_("result"), max_length=10, choices=SessionResult)
    by = models.ForeignKey(
        "jurisdiction.Officer", models.PROTECT, related_name="+", verbose_name=_("recorded by")
    )

    objects = OfDispute["Session"].as_manager()

    class Meta:
        verbose_name = _("mediation session")
        verbose_name_plural = _("mediation sessions")
        ordering = ("held_at",)

    def __str__(self) -> str:
        return f"{self.held_at:%Y-%m-%d %H:%M}"


class Agreement(models.Model):
    """What the parties agreed on, written or by word of mouth (articles 28 to 30)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mediation = models.OneToOneField(
        Mediation, models.PROTECT, related_name="agreement", verbose_name=_("mediation")
    )
    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="agreements", verbose_name=_("dispute"))
    station = models.ForeignKey(
        "jurisdiction.Station", models.PROTECT, related_name="+", verbose_name=_("station")
    )
    form = models.CharField(_("form"), max_length=8, choices=SettlementForm)
    number = models.CharField(_("number of the paper"), max_length=60, blank=True)
    agreed_on = models.DateField(_("agreed on"))
    effective_on = models.DateField(_("in force from"))
    text = models.TextField(_("what was agreed"), max_length=4000, blank=True)
    recorded_at = models.DateTimeField(_("recorded at"))
    by = models.ForeignKey(
        "jurisdiction.Officer", models.PROTECT, related_name="+", verbose_name=_("recorded by")
    )
    confirmation = models.CharField(
        _("judicial confirmation"), max_length=10, choices=Confirmation, default=Confirmation.NONE
    )
    confirm_by = models.DateField(_("may be applied for until"), null=True, blank=True)
    applied_on = models.DateField(_("applied for on"), null=True, blank=True)
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)

    objects = OfDispute["Agreement"].as_manager()

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        ordering = ("agreed_on", "recorded_at")
        constraints = [
            models.CheckConstraint(
                condition=Q(effective_on__gte=F("agreed_on")),
                name="agreement_in_force_after_it_is_made",
                violation_error_message=_("It cannot be in force before it was agreed."),
            ),
            models.CheckConstraint(
                condition=~Q(confirmation=Confirmation.APPLIED) | Q(applied_on__isnull=False),
                name="applied_confirmation_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(confirmation=Confirmation.CONFIRMED) | Q(confirmed_on__isnull=False),
                name="confirmed_confirmation_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreed_on:%Y-%m-%d} {self.get_form_display()}"


class FollowUp(models.Model):
    """A visit after the agreement: planned when it was made (`due_on`), or one more."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="followups", verbose_name=_("dispute"))
    station = models.ForeignKey(
        "jurisdiction.Station", models.PROTECT, related_name="+", verbose_name=_("station")
    )
    agreement = models.ForeignKey(
        Agreement, models.PROTECT, related_name="followups", verbose_name=_("agreement")
    )
    ordinal = models.PositiveSmallIntegerField(_("which visit"))
    due_on = models.DateField(_("due on"))
    record_id = models.UUIDField(_("record that brought it"), null=True, blank=True, unique=True)
    done_at = models.DateTimeField(_("made at"), null=True, blank=True)
    received_at = models.DateTimeField(_("received at"), null=True, blank=True)
    dropped_at = models.DateTimeField(_("no longer needed since"), null=True, blank=True)
    result = models.CharField(_("result"), max_length=10, choices=FollowUpResult, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    by = models.ForeignKey(
        "jurisdiction.Officer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("made by"),
    )

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow-up visit")
        verbose_name_plural = _("follow-up visits")
        ordering = ("ordinal",)
        constraints = [
            models.UniqueConstraint(fields=["agreement", "ordinal"], name="followup_once_an_agreement"),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, result="") | (Q(done_at__isnull=False) & ~Q(result="")),
                name="followup_made_has_a_result",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ordinal} {self.due_on:%Y-%m-%d}"

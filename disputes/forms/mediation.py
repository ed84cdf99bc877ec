"""Forms of the mediator: a session, the agreement, no agreement, a visit."""

import datetime
import uuid
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from disputes.choices import Confirmation, FollowUpResult, Route, SessionResult, SettlementForm
from disputes.models import Dispute
from jurisdiction.inputs import DayField, Options, RadioOptions
from jurisdiction.models import Officer


class MomentInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M", **kwargs)


class StepForm(forms.Form):
    """A form about one dispute, handed in so that it can offer what belongs to it."""

    def __init__(self, *args: Any, dispute: Dispute, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dispute = dispute


class RecordForm(StepForm):
    record_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class SessionForm(RecordForm):
    held_at = forms.DateTimeField(
        label=_("When was it?"), widget=MomentInput(), input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
    )
    place = forms.CharField(label=_("Where was it held?"), max_length=80)
    came = forms.MultipleChoiceField(label=_("Who came?"), widget=Options, required=False)
    others = forms.CharField(
        label=_("Who else was there?"),
        max_length=120,
        required=False,
        help_text=_("For example: group head, relatives."),
    )
    consent = forms.BooleanField(
        label=_("Both parties agree to be mediated"), required=False, help_text=_("Needed once; article 17.")
    )
    guardian_present = forms.BooleanField(label=_("The minor's guardian was there"), required=False)
    second = forms.ModelChoiceField(
        Officer.objects.none(), label=_("Second officer"), required=False, empty_label=_("none")
    )
    recorded = forms.BooleanField(
        label=_("In a standard place, recorded throughout"), required=False, help_text=_("Article 108.")
    )
    notes = forms.CharField(
        label=_("What was said?"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5})
    )
    result = forms.ChoiceField(label=_("Result"), choices=SessionResult.choices, widget=RadioOptions)

    def __init__(self, *args: Any, officers: Any, consented: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parties = list(self.dispute.parties.all())
        self.fields["came"].choices = [  # type: ignore[attr-defined]  # a MultipleChoiceField
            (
                str(party.pk),
                f"{party.get_role_display()} {_('a minor') if party.is_minor else party.name_mask or '—'}",
            )
            for party in parties
        ]
        if not parties:
            del self.fields["came"]
        self.fields["held_at"].initial = timezone.localtime()
        if not any(party.is_minor for party in parties):
            del self.fields["guardian_present"]
        if self.dispute.route == Route.POLICE:
            self.fields["second"].queryset = officers  # type: ignore[attr-defined]  # a ModelChoiceField
            del self.fields["consent"]
        else:
            del self.fields["second"], self.fields["recorded"]
            if consented:
                del self.fields["consent"]

    def clean_held_at(self) -> Any:
        held_at = self.cleaned_data["held_at"]
        if held_at > timezone.now():
            raise forms.ValidationError(_("This moment has not come yet."))
        if held_at < self.dispute.reported_at - datetime.timedelta(days=365):
            raise forms.ValidationError(_("This is long before the dispute was reported."))
        return held_at


class AgreementForm(RecordForm):
    form = forms.ChoiceField(label=_("How?"), choices=SettlementForm.choices, widget=RadioOptions)
    text = forms.CharField(
        label=_("What did they agree on?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Who does what until when."),
    )
    agreed_on = DayField(label=_("agreed on"))
    effective_on = DayField(
        label=_("in force from"), required=False, help_text=_("Leave empty: from the day it was agreed.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreed_on"].initial = timezone.localdate()


class FailForm(StepForm):
    reason = forms.CharField(
        label=_("Why did it bring no agreement?"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class FollowUpForm(RecordForm):
    result = forms.ChoiceField(
        label=_("How does it stand?"), choices=FollowUpResult.choices, widget=RadioOptions
    )
    note = forms.CharField(
        label=_("Note"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class ConfirmationForm(StepForm):
    confirmation = forms.ChoiceField(
        label=_("Judicial confirmation"),
        choices=[
            choice
            for choice in Confirmation.choices
            if choice[0] in (Confirmation.APPLIED, Confirmation.CONFIRMED, Confirmation.DECLINED)
        ],
        widget=forms.RadioSelect,
    )
    on = DayField(label=_("on which day"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()

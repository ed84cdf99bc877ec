"""Forms of warnings before a loss."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from antifraud.choices import AgeBand, Audience, FraudKind, WarningSource
from antifraud.forms.intercept import KeyedForm, MomentField
from jurisdiction.choices import RiskLevel
from jurisdiction.inputs import RadioOptions
from jurisdiction.models import Village


class DissuasionForm(KeyedForm):
    level = forms.ChoiceField(
        label=pgettext_lazy("risk", "level"), choices=RiskLevel.choices, widget=RadioOptions
    )
    source = forms.ChoiceField(label=_("warned by"), choices=WarningSource.choices)
    kind = forms.ChoiceField(label=_("kind of fraud"), choices=FraudKind.choices)
    phone = forms.CharField(
        label=_("telephone"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    name = forms.CharField(label=pgettext_lazy("person", "name"), max_length=60, required=False)
    village = forms.ModelChoiceField(
        Village.objects.none(), label=_("village"), required=False, empty_label=_("not known yet")
    )
    audience = forms.ChoiceField(label=_("who it is"), choices=Audience.choices)
    age_band = forms.ChoiceField(label=_("age"), choices=AgeBand.choices, initial=AgeBand.UNKNOWN)
    words = forms.CharField(
        label=_("what the warning says"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    received_at = MomentField(label=_("received at"), help_text=_("The limits run from then."))

    def __init__(self, *args: Any, villages: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["village"].queryset = villages  # type: ignore[attr-defined]  # a ModelChoiceField
        self.initial.setdefault("received_at", timezone.localtime())


class DissuasionStepForm(KeyedForm):
    reached = forms.BooleanField(label=_("The person was reached"), required=False, initial=True)
    words = forms.CharField(
        label=_("In a few words"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class EndForm(KeyedForm):
    words = forms.CharField(
        label=_("In a few words"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

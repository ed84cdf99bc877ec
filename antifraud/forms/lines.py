"""Forms of one line of action: attempts, outcome, what others did, what is edited by hand."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from antifraud.choices import Answer, AttemptWay, LineKind, MilestoneKind, Outcome
from antifraud.forms.intercept import FenField, KeyedForm, MomentField
from jurisdiction.inputs import RadioOptions

#: Minutes until the next attempt.
NEXT = (
    ("", _("no next attempt")),
    ("5", _("in 5 minutes")),
    ("10", _("in 10 minutes")),
    ("30", _("in half an hour")),
    ("60", _("in an hour")),
    ("720", _("tomorrow")),
)


class AttemptForm(KeyedForm):
    """One tap answers; the words beside it are optional."""

    spoke_to = forms.CharField(label=_("spoken to"), max_length=80, required=False)
    way = forms.ChoiceField(
        label=_("way"), choices=AttemptWay.choices, initial=AttemptWay.PHONE, required=False
    )
    words = forms.CharField(label=_("what they said"), max_length=500, required=False)
    next_step = forms.CharField(label=_("next step"), max_length=200, required=False)
    next_in = forms.ChoiceField(label=_("next attempt"), choices=NEXT, required=False)
    answer = forms.ChoiceField(choices=Answer.choices, widget=forms.HiddenInput)

    @property
    def next_minutes(self) -> datetime.timedelta | None:
        minutes = self.cleaned_data["next_in"]
        return datetime.timedelta(minutes=int(minutes)) if minutes else None


class OutcomeForm(KeyedForm):
    outcome = forms.ChoiceField(
        label=pgettext_lazy("line of action", "What came of it?"),
        choices=Outcome.choices,
        widget=RadioOptions,
    )
    amount = FenField(
        label=_("Amount (yuan)"),
        required=False,
        help_text=_("For stopped, returned and lost."),
    )


class ReleaseForm(KeyedForm):
    amount = FenField(label=_("Amount (yuan)"))


class MilestoneForm(KeyedForm):
    kind = forms.ChoiceField(label=_("What did they do?"), choices=MilestoneKind.choices, widget=RadioOptions)
    since = MomentField(label=pgettext_lazy("milestone", "in force from"))
    reference = forms.CharField(label=_("their reference"), max_length=80, required=False)


class LineForm(forms.Form):
    """What is edited by hand. The hidden first values tell what this person changed and what merely stood there."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    contact: Any = forms.ModelChoiceField(
        None, label=_("contact"), required=False, empty_label=_("none yet"), show_hidden_initial=True
    )
    reference = forms.CharField(
        label=_("order, transaction or waybill number"),
        max_length=80,
        required=False,
        show_hidden_initial=True,
    )
    note = forms.CharField(
        label=_("what the others should know"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        show_hidden_initial=True,
    )
    at_stake = FenField(label=_("amount at stake (yuan)"), show_hidden_initial=True)

    def __init__(self, *args: Any, contacts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact"].queryset = contacts  # type: ignore[attr-defined]  # a ModelChoiceField


class AddLineForm(KeyedForm):
    kind = forms.ChoiceField(label=_("With whom?"), choices=LineKind.choices, widget=RadioOptions)
    aim = forms.CharField(label=_("what is to be reached"), max_length=200, required=False)

"""The report as a plain form: what, where and who, how urgent. Works without JavaScript."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from disputes.choices import DisputeKind, Level, PartyRole, Signal
from disputes.operations.parties import NAME_MOST, PartyInput
from disputes.operations.reporting import PLACE_MOST, WORDS_MOST
from jurisdiction import phones
from jurisdiction.inputs import Options, PositionForm, RadioOptions
from jurisdiction.models import Village
from jurisdiction.remit import Remit

#: Each level by what people see; the order of urgency.
EXAMPLES = [
    (Level.LOW, _("Talk can mend it: annoyed, no harsh words")),
    (Level.MEDIUM, _("They quarrel loudly, several times already")),
    (Level.HIGH, _("Threats, many people, or it may come to blows")),
    (Level.CRITICAL, _("It comes to blows now, or somebody is in danger")),
]


class ReportForm(PositionForm):
    """Nothing typed is lost: the page shows it again, with what is wrong beside it."""

    record_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    kind = forms.ChoiceField(label=_("What is it about?"), choices=DisputeKind.choices, widget=RadioOptions)
    words = forms.CharField(
        label=_("What happened?"),
        max_length=WORDS_MOST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Type, or press the microphone of your keyboard and speak."),
    )
    village = forms.ModelChoiceField(Village.objects.none(), label=_("Village"))
    place_words = forms.CharField(
        label=_("Where?"), max_length=PLACE_MOST, required=False, help_text=_("As people call the place.")
    )
    name_1 = forms.CharField(
        label=_("Who? One side"),
        max_length=NAME_MOST,
        required=False,
        help_text=_("Not known yet? Leave it empty. Never the name of a child."),
    )
    phone_1 = forms.CharField(label=_("Telephone of this side"), max_length=30, required=False)
    name_2 = forms.CharField(label=_("The other side"), max_length=NAME_MOST, required=False)
    phone_2 = forms.CharField(label=_("Telephone of the other side"), max_length=30, required=False)
    level = forms.ChoiceField(label=_("How urgent is it?"), choices=EXAMPLES, widget=RadioOptions)
    signals = forms.MultipleChoiceField(
        label=_("Is there any of this?"),
        choices=Signal.choices,
        widget=Options,
        required=False,
        help_text=_("The duty desk hears of it at once."),
    )

    def __init__(self, *args: Any, remit: Remit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        villages: Any = self.fields["village"]
        villages.queryset = Village.objects.within(remit).defer("boundary").order_by("code")
        if len(remit.villages) == 1:
            (villages.initial,) = remit.villages

    def _phone(self, name: str) -> str:
        raw: str = self.cleaned_data[name]
        if raw and phones.kind_of(raw) is None:
            raise forms.ValidationError(
                _("This is no telephone number: a mobile has 11 digits, a landline begins with 0598.")
            )
        return raw

    def clean_phone_1(self) -> str:
        return self._phone("phone_1")

    def clean_phone_2(self) -> str:
        return self._phone("phone_2")

    @property
    def parties(self) -> list[PartyInput]:
        data = self.cleaned_data
        sides = ((PartyRole.APPLICANT, "1"), (PartyRole.RESPONDENT, "2"))
        return [
            PartyInput(name=data[f"name_{number}"], phone=data[f"phone_{number}"], role=role)
            for role, number in sides
            if data[f"name_{number}"] or data[f"phone_{number}"]
        ]


class WordsForm(forms.Form):
    record_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    words = forms.CharField(
        label=_("What is there to add?"), max_length=WORDS_MOST, widget=forms.Textarea(attrs={"rows": 3})
    )


class PhotoForm(forms.Form):
    record_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    photo = forms.FileField(
        label=_("Photo"), widget=forms.FileInput(attrs={"accept": "image/*", "capture": "environment"})
    )

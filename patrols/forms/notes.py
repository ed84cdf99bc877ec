"""Forms about what squads write down."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jurisdiction.inputs import PositionForm, RadioOptions
from jurisdiction.models import Place
from patrols.choices import VISIT_ANSWERS, ObservationKind
from patrols.models import TalkCard


class SettleForm(forms.Form):
    result = forms.CharField(label=_("What came of it"), max_length=200)


class VisitForm(forms.Form):
    result = forms.ChoiceField(label=_("Result"), choices=VISIT_ANSWERS, widget=forms.RadioSelect)
    note = forms.CharField(label=_("Note"), max_length=200, required=False, help_text=_("No names."))


class ObservationForm(PositionForm):
    """Something seen on the way; which fields it needs is for the operation to say."""

    record_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    kind = forms.ChoiceField(label=_("What is it?"), choices=ObservationKind.choices, widget=RadioOptions)
    text = forms.CharField(
        label=_("What was seen"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("No names."),
    )
    place = forms.ModelChoiceField(
        Place.objects.none(), label=_("Where?"), required=False, empty_label=_("elsewhere")
    )
    people = forms.IntegerField(
        label=_("People spoken to"), min_value=0, max_value=500, required=False, help_text=_("At homes only.")
    )
    apps_installed = forms.IntegerField(
        label=_("Anti-fraud apps installed"), min_value=0, max_value=500, required=False
    )

    def __init__(self, *args: Any, places: Any, visits_homes: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = places  # type: ignore[attr-defined]  # a ModelChoiceField
        if not visits_homes:
            kinds = [choice for choice in ObservationKind.choices if choice[0] != ObservationKind.HOME_VISIT]
            self.fields["kind"].choices = kinds  # type: ignore[attr-defined]  # a ChoiceField
            del self.fields["people"], self.fields["apps_installed"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        return {"people": 0, "apps_installed": 0, **data}


class TalkCardForm(forms.ModelForm[TalkCard]):
    class Meta:
        model = TalkCard
        fields = ("topic", "title", "body", "position", "active")
        widgets = {"body": forms.Textarea(attrs={"rows": 6})}

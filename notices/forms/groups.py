"""A chat group of a station."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jurisdiction.models import Station
from jurisdiction.remit import Remit
from jurisdiction.scoped import preset_station
from notices import kinds
from notices.choices import GROUPS


class GroupForm(forms.Form):
    """The stored address and secret are never shown: what stays empty stays as it is."""

    station = forms.ModelChoiceField(label=_("station"), queryset=Station.objects.none())
    channel = forms.ChoiceField(
        label=_("kind of group"), choices=[(found.value, found.label) for found in GROUPS]
    )
    name = forms.CharField(label=_("name of the group"), max_length=60)
    url = forms.CharField(
        label=_("address of the robot"),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "url"}),
        help_text=_(
            "As the group shows it when the robot is added. Stored sealed; leave empty to keep the stored one."
        ),
    )
    secret = forms.CharField(
        label=_("signing secret"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("DingTalk only (SEC…). Stored sealed; leave empty to keep the stored one."),
    )
    kinds = forms.MultipleChoiceField(
        label=_("kinds"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: the group hears of everything at its station."),
    )
    active = forms.BooleanField(label=_("in use"), required=False, initial=True)

    def __init__(self, *args: Any, remit: Remit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["station"].queryset = Station.objects.within(remit)  # type: ignore[attr-defined]
        preset_station(self, remit)
        named = [(kind.code, str(kind.label)) for kind in kinds.all_kinds() if kind.code != kinds.TEST]
        self.fields["kinds"].choices = named  # type: ignore[attr-defined]

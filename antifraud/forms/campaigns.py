"""A campaign's goal."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from antifraud.choices import Measure
from antifraud.forms.offers import offer
from jurisdiction.inputs import DayField, RadioOptions
from jurisdiction.models import Station, Village
from jurisdiction.remit import Remit
from jurisdiction.scoped import preset_station


class CampaignForm(forms.Form):
    name = forms.CharField(label=_("name"), max_length=60)
    station = forms.ModelChoiceField(Station.objects.none(), label=_("station"))
    villages = forms.ModelMultipleChoiceField(
        Village.objects.none(),
        label=_("villages"),
        required=False,
        help_text=_("None chosen: the whole station."),
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )
    measure = forms.ChoiceField(label=_("what is counted"), choices=Measure.choices, widget=RadioOptions)
    goal = forms.IntegerField(
        label=_("goal"),
        min_value=1,
        max_value=100_000,
        help_text=_("Percent for shares, a number otherwise."),
    )
    starts_on = DayField(label=_("from"))
    ends_on = DayField(label=_("to"))

    def __init__(self, *args: Any, remit: Remit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, remit)
        preset_station(self, remit)

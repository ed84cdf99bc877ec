"""Forms of groups and of the library of warnings."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from antifraud.choices import Audience, FraudKind, Platform
from antifraud.models import ChatGroup
from antifraud.operations.groups import KEEPERS, MOST_MEMBERS, GroupFacts
from antifraud.operations.warnings import WarningWords
from antifraud.outreach_rules import points
from jurisdiction.choices import PlaceKind
from jurisdiction.inputs import DayField
from jurisdiction.models import Officer, Place, Station, Village
from jurisdiction.remit import Remit
from jurisdiction.scoped import preset_station

MOST_POINTS, LONGEST_POINT = 6, 80


class GroupForm(forms.Form):
    """The stored address and secret are never shown: what stays empty stays as it is. The station of a group that is
    there does not change."""

    station = forms.ModelChoiceField(Station.objects.none(), label=_("station"))
    name = forms.CharField(label=_("name of the group"), max_length=60)
    platform = forms.ChoiceField(label=_("platform"), choices=Platform.choices, initial=Platform.WECHAT)
    audience = forms.ChoiceField(label=_("audience"), choices=Audience.choices)
    village = forms.ModelChoiceField(
        Village.objects.none(), label=_("village"), required=False, empty_label=_("of no one village")
    )
    firm = forms.ModelChoiceField(
        Place.objects.none(), label=_("firm"), required=False, empty_label=_("of no firm")
    )
    keeper = forms.ModelChoiceField(
        Officer.objects.none(),
        label=_("keeper"),
        help_text=_("Who posts there: an officer, or a cadre of the village."),
    )
    opened_on = DayField(label=_("in existence since"))
    webhook = forms.CharField(
        label=_("address of the robot"),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "url"}),
        help_text=_("WeCom and DingTalk only. Stored sealed; leave empty to keep the stored one."),
    )
    secret = forms.CharField(
        label=_("signing secret"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("DingTalk only (SEC…). Stored sealed; leave empty to keep the stored one."),
    )

    def __init__(self, *args: Any, remit: Remit, group: ChatGroup | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = {
            "station": Station.objects.within(remit),
            "village": Village.objects.within(remit).select_related("township").order_by("code"),
            "firm": Place.objects.within(remit).in_use().filter(kind=PlaceKind.FIRM).order_by("name"),
            "keeper": Officer.objects.within(remit)
            .posted(timezone.localdate())
            .filter(kind__in=KEEPERS)
            .order_by("name"),
        }
        for name, found in rows.items():
            self.fields[name].queryset = found  # type: ignore[attr-defined]  # a ModelChoiceField
        preset_station(self, remit)
        if group is not None:
            self.fields["station"].disabled = True
            names = ("station", "name", "platform", "audience", "village", "firm", "keeper", "opened_on")
            self.initial = {name: getattr(group, name) for name in names}

    @property
    def facts(self) -> GroupFacts:
        return GroupFacts(**{name: value for name, value in self.cleaned_data.items() if name != "station"})


class CountForm(forms.Form):
    members = forms.IntegerField(
        label=_("How many people are in the group?"),
        min_value=0,
        max_value=MOST_MEMBERS,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        help_text=_("A number only: nobody who is in the group is written down."),
    )
    on = DayField(label=_("counted on"))


class CloseForm(forms.Form):
    because = forms.CharField(label=_("Why is it closed?"), max_length=200)


class PointsField(forms.CharField):
    """One point a line."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=600, required=False, help_text=_("One point a line."), **kwargs)
        self.widget.attrs["rows"] = 3

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        found = points(super().clean(value))
        if len(found) > MOST_POINTS or any(len(point) > LONGEST_POINT for point in found):
            raise ValidationError(
                _now("At most %(most)d points of %(longest)d characters each.")
                % {"most": MOST_POINTS, "longest": LONGEST_POINT}
            )
        return found


class WordsForm(forms.Form):
    """What a version of a warning says."""

    short_text = forms.CharField(
        label=_("short text for groups"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What is posted: the trick in one sentence, and what to do. No names of victims."),
    )
    text = forms.CharField(
        label=_("text"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("For talks and visits: how the trick works, step by step."),
    )
    dos = PointsField(label=pgettext_lazy("fraud", "what to do"))
    donts = PointsField(label=_("what not to do"))

    @property
    def words(self) -> WarningWords:
        names = ("text", "short_text", "dos", "donts", "note")
        return WarningWords(**{name: self.cleaned_data[name] for name in names if name in self.cleaned_data})


class NewWarningForm(WordsForm):
    kind = forms.ChoiceField(label=_("kind of fraud"), choices=FraudKind.choices)
    title = forms.CharField(label=_("title"), max_length=40)
    field_order = ("kind", "title")


class RewriteForm(WordsForm):
    based_on = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(label=_("what changed"), max_length=200, required=False)

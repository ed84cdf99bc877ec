"""Forms of the desk: squads, rosters, shifts. Choices of rows are cut down to the remit by the form's owner."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jurisdiction.inputs import DayField, TimeInput
from jurisdiction.models import Officer, Place, Station, Volunteer
from jurisdiction.remit import Remit
from jurisdiction.scoped import narrow_choices, preset_station
from patrols.models import Roster, Shift, Squad, SquadMember

WEEKDAYS = (
    (0, _("Monday")),
    (1, _("Tuesday")),
    (2, _("Wednesday")),
    (3, _("Thursday")),
    (4, _("Friday")),
    (5, _("Saturday")),
    (6, _("Sunday")),
)


class CheckGrid(forms.CheckboxSelectMultiple):
    template_name = "patrols/widgets/check_grid.html"


class SquadForm(forms.ModelForm[Squad]):
    class Meta:
        model = Squad
        fields = ("station", "name", "mode", "may_enforce", "active")

    def __init__(self, *args: Any, remit: Remit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        narrow_choices(self, remit)
        preset_station(self, remit)


class MemberForm(forms.ModelForm[SquadMember]):
    starts_on = DayField(label=_("from"))

    class Meta:
        model = SquadMember
        fields = ("officer", "volunteer", "is_leader", "starts_on")

    def __init__(self, *args: Any, remit: Remit, squad: Squad, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.squad = squad
        narrow_choices(self, remit)
        self.fields["officer"].queryset = self.fields["officer"].queryset.filter(is_active=True)  # type: ignore[attr-defined]
        self.fields["volunteer"].queryset = self.fields["volunteer"].queryset.filter(  # type: ignore[attr-defined]
            station=squad.station, active=True
        )


class EndForm(forms.Form):
    on = DayField(label=_("until (not including)"))


class VolunteerForm(forms.ModelForm[Volunteer]):
    class Meta:
        model = Volunteer
        fields = ("station", "code_name")

    def __init__(self, *args: Any, remit: Remit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        narrow_choices(self, remit)
        preset_station(self, remit)


class RosterForm(forms.ModelForm[Roster]):
    valid_from = DayField(label=_("valid from"))
    valid_until = DayField(label=_("valid until (not including)"), required=False)
    weekdays = forms.TypedMultipleChoiceField(
        label=_("weekdays"), choices=WEEKDAYS, coerce=int, widget=CheckGrid
    )
    squads = forms.ModelMultipleChoiceField(
        Squad.objects.none(),
        label=_("squads in rotation"),
        widget=CheckGrid,
        help_text=_("In the order shown."),
    )
    places = forms.ModelMultipleChoiceField(
        Place.objects.none(), label=_("places to pass"), widget=CheckGrid, required=False
    )

    class Meta:
        model = Roster
        fields = (
            "station",
            "name",
            "weekdays",
            "starts_at",
            "ends_at",
            "interval_minutes",
            "squads_a_night",
            "remind_minutes",
            "early_minutes",
            "on_time_minutes",
            "grace_minutes",
            "leader_minutes",
            "chief_minutes",
            "valid_from",
            "valid_until",
            "active",
        )
        widgets = {  # Django's way
            "starts_at": TimeInput(),
            "ends_at": TimeInput(),
        }

    def __init__(self, *args: Any, remit: Remit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        narrow_choices(self, remit)
        preset_station(self, remit)
        self.fields["squads"].queryset = Squad.objects.within(remit).in_use()  # type: ignore[attr-defined]
        self.fields["places"].queryset = Place.objects.within(remit).in_use()  # type: ignore[attr-defined]
        if self.instance.pk:
            for name in ("squads", "places"):
                choices = self.fields[name].queryset  # type: ignore[attr-defined]  # a ModelMultipleChoiceField
                self.fields[name].queryset = choices.filter(station=self.instance.station)  # type: ignore[attr-defined]
            self.initial["squads"] = [turn.squad_id for turn in self.instance.turns.all()]
            self.initial["places"] = [stop.place_id for stop in self.instance.stops.all()]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        station = data.get("station")
        for name in ("squads", "places"):
            if station and any(row.station_id != station.pk for row in data.get(name) or ()):
                self.add_error(name, _("Choose only what belongs to the roster's station."))
        return data


class ShiftForm(forms.Form):
    """An extra shift outside the rosters."""

    station = forms.ModelChoiceField(Station.objects.none(), label=_("station"))
    squad = forms.ModelChoiceField(Squad.objects.none(), label=_("squad"))
    duty_date = DayField(label=_("night of"))
    starts = forms.TimeField(label=_("start"), widget=TimeInput())
    ends = forms.TimeField(label=_("end"), widget=TimeInput())
    interval = forms.IntegerField(label=_("minutes between rounds"), min_value=30, max_value=720, initial=120)
    places = forms.ModelMultipleChoiceField(
        Place.objects.none(), label=_("places to pass"), widget=CheckGrid, required=False
    )

    def __init__(self, *args: Any, remit: Remit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["station"].queryset = Station.objects.within(remit)  # type: ignore[attr-defined]
        preset_station(self, remit)
        self.fields["squad"].queryset = Squad.objects.within(remit).in_use()  # type: ignore[attr-defined]
        self.fields["places"].queryset = Place.objects.within(remit).in_use()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        squad, station = data.get("squad"), data.get("station")
        if squad and station and squad.station_id != station.pk:
            self.add_error("squad", _("This squad belongs to another station."))
        return data


class ShiftMembersForm(forms.Form):
    officers = forms.ModelMultipleChoiceField(
        Officer.objects.none(), label=_("officers"), widget=CheckGrid, required=False
    )
    volunteers = forms.ModelMultipleChoiceField(
        Volunteer.objects.none(), label=_("volunteers"), widget=CheckGrid, required=False
    )
    leader = forms.ModelChoiceField(Officer.objects.none(), label=_("squad leader"), required=False)

    def __init__(self, *args: Any, remit: Remit, shift: Shift, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        officers = Officer.objects.within(remit).posted(shift.duty_date).order_by("name")
        self.fields["officers"].queryset = officers  # type: ignore[attr-defined]
        self.fields["leader"].queryset = officers  # type: ignore[attr-defined]
        self.fields["volunteers"].queryset = Volunteer.objects.within(remit).filter(  # type: ignore[attr-defined]
            station=shift.station, active=True
        )


class HandoverForm(forms.Form):
    note = forms.CharField(
        label=_("What the next shift must know"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=2000,
        help_text=_("Open cars, places to look at, equipment. No names of residents."),
    )

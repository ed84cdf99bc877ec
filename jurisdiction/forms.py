"""Forms of places, villages, officers and postings."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.contrib.gis.geos import Point
from django.utils.translation import gettext_lazy as _

from jurisdiction import coordinates, phones
from jurisdiction.choices import SourceCrs
from jurisdiction.inputs import DayField
from jurisdiction.models import Officer, Place, Posting, Village
from jurisdiction.remit import Remit
from jurisdiction.scoped import narrow_choices, preset_station


class PlaceForm(forms.ModelForm[Place]):
    """The point is picked on the map, typed, or taken from the phone; other coordinate systems are converted."""

    latitude = forms.FloatField(label=_("latitude"), min_value=-90, max_value=90)
    longitude = forms.FloatField(label=_("longitude"), min_value=-180, max_value=180)
    responsible_phone = forms.CharField(
        label=_("responsible person's telephone"),
        max_length=30,
        required=False,
        help_text=_("Stored sealed; leave empty to keep what is stored."),
    )

    class Meta:
        model = Place
        fields = (
            "station",
            "kind",
            "name",
            "address",
            "source_crs",
            "latitude",
            "longitude",
            "village",
            "radius_m",
            "risk",
            "responsible_person",
            "responsible_phone",
            "notes",
            "active",
        )
        widgets = {"notes": forms.Textarea(attrs={"rows": 3})}  # Django's way
        help_texts = {"village": _("Leave empty: it follows from the point.")}  # Django's way

    def __init__(self, *args: Any, remit: Remit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        narrow_choices(self, remit)
        preset_station(self, remit)
        if self.instance.pk:
            self.initial["latitude"] = round(self.instance.point.y, 6)
            self.initial["longitude"] = round(self.instance.point.x, 6)
            self.initial["source_crs"] = SourceCrs.WGS84

    def clean_responsible_phone(self) -> str:
        raw: str = self.cleaned_data["responsible_phone"]
        if raw and phones.kind_of(raw) is None:
            raise forms.ValidationError(
                _("This is no telephone number: a mobile has 11 digits, a landline begins with 0598.")
            )
        return phones.normalise(raw)

    @property
    def given(self) -> tuple[float, float]:
        """(longitude, latitude) as typed."""
        return self.cleaned_data["longitude"], self.cleaned_data["latitude"]

    def point(self) -> Point:
        """WGS-84, whatever came."""
        source = coordinates.Crs(self.cleaned_data["source_crs"])
        return Point(*coordinates.to_wgs84(*self.given, source=source), srid=4326)


class VillageForm(forms.ModelForm[Village]):
    class Meta:
        model = Village
        fields = ("name", "kind", "population", "households")


class OfficerForm(forms.ModelForm[Officer]):
    class Meta:
        model = Officer
        fields = ("username", "name", "kind", "badge_number", "phone", "is_active")
        labels = {"username": _("sign-in name"), "is_active": _("may sign in")}  # Django's way

    def clean_badge_number(self) -> str | None:
        return self.cleaned_data["badge_number"] or None


class NewOfficerForm(OfficerForm):
    password = forms.CharField(
        label=_("first password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 12 characters; tell it to nobody but the officer."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("password"):
            try:
                validate_password(data["password"], self.instance)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return data


class PostingForm(forms.ModelForm[Posting]):
    starts_on = DayField(label=_("from"))

    class Meta:
        model = Posting
        fields = ("station", "role", "team", "village", "starts_on")

    def __init__(self, *args: Any, remit: Remit, officer: Officer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.officer = officer
        narrow_choices(self, remit)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        station, team, village = data.get("station"), data.get("team"), data.get("village")
        if station and team and team.station_id != station.pk:
            self.add_error("team", _("This team belongs to another station."))
        if station and village and village.township.station_id != station.pk:
            self.add_error("village", _("This village belongs to another station."))
        return data


class EndPostingForm(forms.Form):
    on = DayField(label=_("until (not including)"))

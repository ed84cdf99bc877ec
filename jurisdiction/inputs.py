"""Inputs of the desk that browsers know how to fill."""

import datetime
from typing import Any

from django import forms
from django.contrib.gis.geos import Point
from django.core.validators import MaxValueValidator, MinValueValidator

FIRST_DAY, LAST_DAY = datetime.date(2000, 1, 1), datetime.date(2099, 12, 31)


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%H:%M", **kwargs)


class DayField(forms.DateField):
    """A day of this century: others are slips of the pen, and dates near the calendar's ends break arithmetic."""

    widget = DateInput
    default_validators = [MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY)]


class Options(forms.CheckboxSelectMultiple):
    """Large tiles, some of which are chosen."""

    template_name = "jurisdiction/widgets/options.html"


class RadioOptions(forms.RadioSelect):
    """Large tiles, one of which is chosen."""

    template_name = "jurisdiction/widgets/options.html"


class PositionForm(forms.Form):
    """Carries where the phone was, when its owner allows that."""

    latitude = forms.FloatField(
        widget=forms.HiddenInput(attrs={"data-position": "latitude"}),
        required=False,
        min_value=-90,
        max_value=90,
    )
    longitude = forms.FloatField(
        widget=forms.HiddenInput(attrs={"data-position": "longitude"}),
        required=False,
        min_value=-180,
        max_value=180,
    )

    @property
    def point(self) -> Point | None:
        """WGS-84; None where the phone said nothing."""
        latitude, longitude = self.cleaned_data.get("latitude"), self.cleaned_data.get("longitude")
        return None if latitude is None or longitude is None else Point(longitude, latitude, srid=4326)

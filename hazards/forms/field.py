"""Forms of the phone: report, checklist, re-inspection, count of minors."""

import uuid
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hazards.choices import HOMES, Answer, Consent, HazardKind, Level, Way
from hazards.models import ChecklistVersion
from hazards.operations.due import end_of
from hazards.operations.inspections import Found
from jurisdiction.inputs import DayField, PositionForm, RadioOptions
from jurisdiction.models import Place

#: Photos larger than a phone makes them are refused before they are read.
ACCEPT = {"accept": "image/*", "capture": "environment"}


def photo_field(label: Any, *, help_text: Any = "", required: bool = False) -> forms.FileField:
    return forms.FileField(
        label=label,
        required=required,
        widget=forms.FileInput(attrs=ACCEPT),
        help_text=help_text,
        error_messages={"required": _("Take a photo.")},
    )


class PhotoForm(PositionForm):
    """Carries where the phone stood, how sure it was and which way it looked, when its owner allows that."""

    record_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    accuracy = forms.FloatField(
        widget=forms.HiddenInput(attrs={"data-position": "accuracy"}),
        required=False,
        min_value=0,
        max_value=1e6,
    )
    bearing = forms.FloatField(
        widget=forms.HiddenInput(attrs={"data-position": "bearing"}),
        required=False,
        min_value=0,
        max_value=360,
    )

    def photos_lost(self) -> None:
        """A browser does not keep a photo in a form that comes back: that is said beside the field."""
        for name in self.files:
            if name in self.fields and name not in self.errors:
                self.add_error(name, _("Choose the photo again: the form could not keep it."))


class ReportForm(PhotoForm):
    """A hazard seen: one screen, the place preset from a round."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=HazardKind.choices, widget=RadioOptions)
    words = forms.CharField(
        label=_("What was seen"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What, where exactly. No names."),
    )
    level = forms.ChoiceField(
        label=_("How dangerous?"),
        choices=Level.choices,
        initial=Level.MEDIUM,
        widget=RadioOptions,
        help_text=_("Critical: people could come to harm today."),
    )
    place = forms.ModelChoiceField(
        Place.objects.none(), label=_("Where?"), required=False, empty_label=_("elsewhere")
    )
    photo = photo_field(_("Photo"), help_text=_("Of the hazard, not of people."))

    def __init__(self, *args: Any, places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = places  # type: ignore[attr-defined]  # a ModelChoiceField


class InspectionForm(PhotoForm):
    """The checklist of a place: one answer an item; what is not in order is described, with a photo and a way."""

    inspection = forms.UUIDField(widget=forms.HiddenInput, required=False)
    shut = forms.BooleanField(label=_("The place is shut: nobody could be inspected"), required=False)

    def __init__(
        self, *args: Any, place: Place, version: ChecklistVersion, may_order: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.version, self.may_order = version, may_order
        if place.kind in HOMES:
            self.fields["consent"] = forms.ChoiceField(
                label=_("People live here: did they agree to the inspection?"),
                choices=[
                    (Consent.GIVEN, Consent.GIVEN.label),
                    (Consent.REFUSED, Consent.REFUSED.label),
                ],
                widget=RadioOptions,
                required=False,  # where it is shut nobody is asked: the operation judges
            )
        for item in version.items:
            self._add_item(item)
        self.fields["words"] = forms.CharField(
            label=pgettext_lazy("inspection", "Remark"),
            max_length=500,
            required=False,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text=_("No names."),
        )

    def _add_item(self, item: dict[str, str]) -> None:
        code = item["code"]
        self.fields[code] = forms.ChoiceField(
            label=item["text"], choices=Answer.choices, widget=RadioOptions, required=False
        )
        self.fields[f"{code}_words"] = forms.CharField(
            label=_("What is not in order"),
            max_length=500,
            required=False,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        self.fields[f"{code}_level"] = forms.ChoiceField(
            label=pgettext_lazy("hazard", "level"),
            choices=Level.choices,
            initial=item["level"],
            required=False,
        )
        self.fields[f"{code}_photo"] = photo_field(_("Photo"))
        if self.may_order:
            self.fields[f"{code}_way"] = forms.ChoiceField(
                label=_("How is it put right?"),
                choices=[
                    ("", _("the desk decides")),
                    (Way.ON_SPOT, Way.ON_SPOT.label),
                    (Way.DEADLINE, Way.DEADLINE.label),
                ],
                required=False,
            )
            self.fields[f"{code}_until"] = DayField(
                label=_("until (last day)"),
                required=False,
                help_text=_("Empty: as long as the level allows."),
            )

    @property
    def items(self) -> list[dict[str, Any]]:
        """What the template draws: each item with its answer and the fields of its finding."""
        drawn = []
        for number, item in enumerate(self.version.items, start=1):
            code = item["code"]
            names = [f"{code}_{part}" for part in ("words", "photo", "level", "way", "until")]
            details = [self[name] for name in names if name in self.fields]
            said = self[code].value() == Answer.NOT_OK
            drawn.append(
                {
                    "number": number,
                    "item": item,
                    "answer": self[code],
                    "details": details,
                    "open": said or any(field.errors for field in details),
                }
            )
        return drawn

    @property
    def answers(self) -> dict[str, str]:
        return {item["code"]: self.cleaned_data.get(item["code"], "") for item in self.version.items}

    @property
    def found(self) -> list[Found]:
        """What is not in order, item by item."""
        data = self.cleaned_data
        return [
            Found(
                item=code,
                words=data.get(f"{code}_words", ""),
                level=data.get(f"{code}_level", ""),
                way=data.get(f"{code}_way", ""),
                rectify_by=end_of(until) if (until := data.get(f"{code}_until")) else None,
            )
            for code, answer in self.answers.items()
            if answer == Answer.NOT_OK
        ]

    @property
    def pictures(self) -> dict[str, UploadedFile[Any]]:
        """Item -> photo, for what is not in order."""
        return {
            code: self.cleaned_data[f"{code}_photo"]
            for code, answer in self.answers.items()
            if answer == Answer.NOT_OK and self.cleaned_data.get(f"{code}_photo")
        }


class RecheckForm(PhotoForm):
    passed = forms.TypedChoiceField(
        label=_("Is it put right?"),
        choices=[("yes", _("put right")), ("no", _("not put right"))],
        coerce=lambda said: said == "yes",
        widget=RadioOptions,
    )
    photo = photo_field(
        _("Photo from the same place"),
        help_text=_("Stand where the first photo was taken and look the same way."),
        required=True,
    )
    words = forms.CharField(
        label=_("What was seen"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class MinorsForm(forms.Form):
    """A place, an hour, a number: nothing else is asked."""

    record_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    place = forms.ModelChoiceField(Place.objects.none(), label=_("Where?"))
    day = DayField(label=_("Day"))
    hour = forms.TypedChoiceField(
        label=_("Hour"), choices=[(hour, f"{hour:02d}:00–{hour:02d}:59") for hour in range(24)], coerce=int
    )
    count = forms.IntegerField(
        label=_("How many minors?"),
        min_value=0,
        max_value=500,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        help_text=_("A number only: no names, faces, schools."),
    )

    def __init__(self, *args: Any, places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = places  # type: ignore[attr-defined]  # a ModelChoiceField

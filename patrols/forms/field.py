"""Forms of the officer's phone."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jurisdiction import phones, plates
from jurisdiction.inputs import Options, PositionForm, RadioOptions
from jurisdiction.messages import PLATE_WARNINGS
from jurisdiction.models import Place
from patrols.choices import CallResult, NumberSource, OpenPart, VehicleOutcome
from patrols.models import OwnerContact
from patrols.operations.passes import HAND_REASONS


class SecureCheckForm(forms.Form):
    """One tap. The key comes from the phone; without JavaScript the page carries one."""

    record_id = forms.UUIDField()
    place = forms.ModelChoiceField(Place.objects.none(), required=False)

    def __init__(self, *args: Any, places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = places  # type: ignore[attr-defined]  # a ModelChoiceField


class PassByHandForm(forms.Form):
    """A place marked by hand, and why: nothing else proves it."""

    reason = forms.ChoiceField(
        label=_("Why by hand?"), choices=lambda: [(str(text), text) for text in HAND_REASONS]
    )


class UnsecuredVehicleForm(PositionForm):
    """A car found open: plate, what was open, where; a photo from outside if it helps."""

    record_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    plate = forms.CharField(
        label=_("Number plate"),
        max_length=40,
        required=False,
        help_text=_("Leave empty if it cannot be read; an e-bike's number as it stands."),
    )
    open_parts = forms.MultipleChoiceField(
        label=_("What was open?"), choices=OpenPart.choices, widget=Options
    )
    place = forms.ModelChoiceField(
        Place.objects.none(), label=_("Where?"), required=False, empty_label=_("elsewhere")
    )
    description = forms.CharField(
        label=_("Vehicle and surroundings"),
        max_length=200,
        required=False,
        help_text=_("Colour, make, where exactly. No names."),
    )
    photo = forms.FileField(
        label=_("Photo from outside"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": "image/*", "capture": "environment"}),
        help_text=_("Never of the inside of the car."),
    )

    def __init__(self, *args: Any, places: Any, prefix_letters: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = places  # type: ignore[attr-defined]  # a ModelChoiceField
        self.plate_prefix = prefix_letters
        self.fields["plate"].widget.attrs.update(
            {
                "data-plate-keyboard": "",
                "data-prefix": prefix_letters,
                "data-keys-label": _("Plate keyboard"),
                "data-back-label": _("Delete the last character"),
                "data-clear-label": _("Delete all"),
                "data-type-label": _("Use the phone's keyboard"),
                "autocomplete": "off",
                "autocapitalize": "characters",
            }
        )

    def clean_plate(self) -> str:
        """The bare prefix counts as no plate; odd plates are kept as seen (the next screen warns)."""
        text = plates.normalise(self.cleaned_data["plate"])
        if text == plates.normalise(self.plate_prefix):
            return ""
        if len(text) > plates.LONGEST:
            raise forms.ValidationError(_("A plate has at most 20 characters."))
        return text


class CallForm(forms.Form):
    """One call to the owner."""

    record_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    contact = forms.ModelChoiceField(
        OwnerContact.objects.none(), label=_("Known number"), required=False, empty_label=_("a new number")
    )
    number = forms.CharField(
        label=_("New number"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
        help_text=_("Stored sealed; shown only with a reason."),
    )
    source = forms.ChoiceField(
        label=_("Where is the number from?"),
        choices=[choice for choice in NumberSource.choices if choice[0] != NumberSource.EARLIER],
        required=False,
    )
    reason = forms.CharField(label=_("Reason (for a look-up by police)"), max_length=200, required=False)
    result = forms.ChoiceField(label=_("Result"), choices=CallResult.choices, widget=RadioOptions)

    def __init__(self, *args: Any, contacts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact"].queryset = contacts  # type: ignore[attr-defined]  # a ModelChoiceField
        if not contacts.exists():
            del self.fields["contact"]

    def clean_number(self) -> str:
        raw: str = self.cleaned_data["number"]
        if raw and phones.kind_of(raw) is None:
            raise forms.ValidationError(
                _("This is no telephone number: a mobile has 11 digits, a landline begins with 0598.")
            )
        return phones.normalise(raw)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("contact") and not data.get("number") and "number" not in self.errors:
            self.add_error("number", _("Enter the number you called."))
        return data


class CloseForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("How did it end?"), choices=VehicleOutcome.choices, widget=RadioOptions
    )
    talk_given = forms.BooleanField(label=_("Theft-prevention talk given"), required=False)


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=200)


class CallCheckForm(forms.Form):
    """The public page: six digits, nothing else."""

    code = forms.RegexField(
        r"^\s*\d{3}\s?\d{3}\s*$",
        label=_("Six-digit code"),
        error_messages={"invalid": _("The code has six digits.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": "8"}),
    )

    def clean_code(self) -> str:
        return "".join(self.cleaned_data["code"].split())


def plate_hint(plate: str) -> str:
    """A warning about the plate in words, empty when it looks usual."""
    parsed = plates.parse(plate)
    if not parsed.warnings:
        return ""
    return str(PLATE_WARNINGS[parsed.warnings[0]]) % {"suggestion": parsed.suggestion}


__all__ = [
    "CallCheckForm",
    "CallForm",
    "CloseForm",
    "ReasonForm",
    "SecureCheckForm",
    "UnsecuredVehicleForm",
    "plate_hint",
]

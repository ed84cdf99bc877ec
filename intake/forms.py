"""Forms of the desk."""

import json
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from intake.choices import ClashChoice
from intake.shapes import RescueShape

#: A night of one phone with its photos.
MAX_FILE = 120 * 1024 * 1024


class DecideForm(forms.Form):
    choice = forms.ChoiceField(label=_("Which holds?"), choices=ClashChoice.choices, widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Reason"), max_length=200)


class LetInForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), max_length=200, help_text=_("How you know that it happened then. No names.")
    )


class RescueForm(forms.Form):
    file = forms.FileField(
        label=_("Rescue file"), help_text=_("As a phone saved it; it is sealed and may be imported again.")
    )

    def clean_file(self) -> dict[str, Any]:
        """The file's records and photos in the shape of RescueShape."""
        upload = self.cleaned_data["file"]
        if upload.size > MAX_FILE:
            raise forms.ValidationError(_("The file is larger than 120 MB."))
        try:
            said = json.loads(upload.read())
        except (ValueError, RecursionError) as error:
            raise forms.ValidationError(_("This is no rescue file of a phone.")) from error
        shape = RescueShape(data=said)
        if not shape.is_valid():
            raise forms.ValidationError(_("This is no rescue file of a phone."))
        return dict(shape.validated_data)

"""Uploading a list, and mending one of its lines."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from antifraud.choices import OnKnown
from antifraud.forms.offers import offer
from antifraud.sheets import Sheet
from jurisdiction.models import Station, Village
from jurisdiction.remit import Remit
from jurisdiction.scoped import preset_station


class UploadForm(forms.Form):
    sheet = forms.ChoiceField(label=_("kind of list"))
    station = forms.ModelChoiceField(Station.objects.none(), label=_("station"))
    village = forms.ModelChoiceField(
        Village.objects.none(),
        label=_("village"),
        required=False,
        help_text=_("For a list of households: whose households they are."),
    )
    file = forms.FileField(
        label=_("Excel file (.xlsx)"),
        widget=forms.FileInput(
            attrs={"accept": ".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
        ),
        help_text=_("At most 2 MB and 2,000 lines. Nothing is entered before you have looked through it."),
        error_messages={"required": _("Choose a file.")},
    )

    def __init__(self, *args: Any, remit: Remit, sheets: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, remit)
        preset_station(self, remit)
        choice: Any = self.fields["sheet"]
        choice.choices = sheets
        self.initial.setdefault("sheet", sheets[0][0])
        for name in ("station", "village"):
            rows: Any = self.fields[name]
            if len(only := list(rows.queryset[:2])) == 1:
                self.initial.setdefault(name, only[0].pk)
                rows.empty_label = None

    def file_lost(self) -> None:
        """A browser does not keep a file in a form that comes back: that is said beside the field."""
        if self.files and "file" not in self.errors:
            self.add_error("file", _("Choose the file again: the form could not keep it."))


class RowForm(forms.Form):
    """One line in place: a cell for each column; what is wrong is judged by the sheet, so that it is kept as typed."""

    left_out = forms.BooleanField(label=_("leave this line out"), required=False)
    choice = forms.ChoiceField(choices=[("", _("as all")), *OnKnown.choices], required=False)

    def __init__(self, *args: Any, sheet: Sheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for column in sheet.columns:
            self.fields[column.name] = forms.CharField(
                label=str(column.label), max_length=500, required=False
            )
        self.columns = [column.name for column in sheet.columns]

    @property
    def cells(self) -> dict[str, str]:
        """Only those that were sent: cells that are shown masked are not."""
        return {name: self.cleaned_data[name] for name in self.columns if name in self.data}


class KnownForm(forms.Form):
    on_known = forms.ChoiceField(choices=OnKnown.choices)

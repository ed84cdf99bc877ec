"""Forms of the desk: a form for each step of a hazard, plans, checklists."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hazards.choices import HazardKind, Level, Reply, TransferTo
from hazards.models import Hazard, InspectionPlan
from hazards.operations import due
from hazards.operations.due import end_of
from jurisdiction.inputs import DayField, RadioOptions
from jurisdiction.models import Officer
from jurisdiction.remit import Remit
from jurisdiction.scoped import narrow_choices, preset_station


def _words(label: Any, *, required: bool = True, help_text: Any = "", rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=500,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=help_text or _("No names."),
    )


class StepForm(forms.Form):
    """A step of one hazard; the hazard presets what is known."""

    def __init__(self, *args: Any, hazard: Hazard, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hazard = hazard


class WordsForm(StepForm):
    words = _words(_("In a few words"))


class RemarkForm(StepForm):
    words = _words(_("Remark"), required=False)


class AssessForm(StepForm):
    kind = forms.ChoiceField(label=_("kind"), choices=HazardKind.choices)
    level = forms.ChoiceField(label=pgettext_lazy("hazard", "level"), choices=Level.choices)
    words = _words(_("Remark"), required=False)

    def __init__(self, *args: Any, hazard: Hazard, **kwargs: Any) -> None:
        super().__init__(*args, hazard=hazard, **kwargs)
        self.initial.setdefault("kind", hazard.kind)
        self.initial.setdefault("level", hazard.level)


class OrderForm(StepForm):
    addressee = forms.CharField(
        label=_("Addressed to"), max_length=120, help_text=_("The place or firm; no personal names.")
    )
    demands = forms.CharField(
        label=_("What must be done"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )
    rectify_by = DayField(label=_("Last day"))

    def __init__(self, *args: Any, hazard: Hazard, **kwargs: Any) -> None:
        super().__init__(*args, hazard=hazard, **kwargs)
        longest = due.rectify_by(hazard.level, timezone.now())
        last = timezone.localtime(longest - datetime.timedelta(seconds=1)).date()
        self.initial.setdefault("addressee", hazard.place.name if hazard.place else "")
        self.initial.setdefault("rectify_by", last)
        self.fields["rectify_by"].help_text = _("At the latest %(day)s for this level.") % {
            "day": last.isoformat()
        }

    @property
    def ends_at(self) -> datetime.datetime:
        return end_of(self.cleaned_data["rectify_by"])


class AnswerForm(StepForm):
    reply = forms.ChoiceField(
        label=_("What does the answer come to?"), choices=Reply.choices, widget=RadioOptions
    )
    words = _words(_("In a few words"))


class TransferForm(StepForm):
    to = forms.ChoiceField(label=_("To"), choices=TransferTo.choices)
    words = _words(_("What is asked of them"))
    town_informed = forms.BooleanField(
        label=_("The township government is told in writing as well"),
        required=False,
        help_text=_("Needed at the highest level."),
    )


class ExtensionForm(StepForm):
    until = DayField(label=_("New last day"))
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Another person decides. A deadline is extended once."),
    )


class MoveForm(forms.Form):
    """Another day or another officer for a planned visit."""

    due_on = DayField(label=_("Day"))
    officer = forms.ModelChoiceField(
        Officer.objects.none(), label=_("assigned to"), required=False, empty_label=_("nobody yet")
    )

    def __init__(self, *args: Any, officers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"].queryset = officers  # type: ignore[attr-defined]  # a ModelChoiceField


class PlanForm(forms.ModelForm[InspectionPlan]):
    class Meta:
        model = InspectionPlan
        fields = ("station", "place_kind", "risk", "times", "every_months", "active")

    def __init__(self, *args: Any, remit: Remit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        narrow_choices(self, remit)
        preset_station(self, remit)


class ItemForm(forms.Form):
    """One line of the checklist editor; an empty text takes the line away."""

    code = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    text = forms.CharField(label=_("what is looked at"), max_length=120, required=False)
    kind = forms.ChoiceField(
        label=_("kind of hazard"), choices=HazardKind.choices, initial=HazardKind.OTHER, required=False
    )
    level = forms.ChoiceField(
        label=pgettext_lazy("hazard", "level"), choices=Level.choices, initial=Level.MEDIUM, required=False
    )
    basis = forms.CharField(label=_("law or rule"), max_length=120, required=False)


ItemFormSet = forms.formset_factory(ItemForm, extra=3, max_num=60, absolute_max=60)


class ChecklistForm(forms.Form):
    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)
    note = forms.CharField(label=_("what changed"), max_length=200, required=False)


class MonthForm(forms.Form):
    """`2026-09`: a month of the calendar."""

    month = forms.RegexField(r"^20\d\d-(0[1-9]|1[0-2])$", required=False)


__all__ = [
    "AnswerForm",
    "AssessForm",
    "ChecklistForm",
    "ExtensionForm",
    "ItemFormSet",
    "MonthForm",
    "MoveForm",
    "OrderForm",
    "PlanForm",
    "RemarkForm",
    "TransferForm",
    "WordsForm",
]

"""Forms of households and visits, on the phone and at the desk."""

import uuid
from typing import Any

from django import forms
from django.contrib.gis.geos import Point
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from antifraud.choices import DoorOutcome, FraudKind, HelpResult, NoAppReason
from antifraud.forms.offers import offer
from antifraud.models import Household
from antifraud.operations.counts import Counted
from antifraud.operations.households import ADULTS_MOST, Door
from antifraud.operations.visits import Said
from jurisdiction.inputs import DayField, Options, RadioOptions
from jurisdiction.models import Officer, Village
from jurisdiction.remit import Remit

WEEKDAYS = (
    *((0, _("Monday")), (1, _("Tuesday")), (2, _("Wednesday")), (3, _("Thursday"))),
    *((4, _("Friday")), (5, _("Saturday")), (6, _("Sunday"))),
)


def number(
    label: Any, *, least: int = 0, most: int = ADULTS_MOST, required: bool = True
) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        required=required,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


class HouseholdForm(forms.Form):
    """A door. Name and telephone are typed anew, never shown: left empty, what is stored stays."""

    record_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    village = forms.ModelChoiceField(Village.objects.none(), label=_("village"))
    group_no = number(_("village group"), most=99)
    door = forms.CharField(
        label=pgettext_lazy("household", "door"),
        max_length=60,
        help_text=_("House number or what people call it. No names."),
    )
    adults = number(_("adults"), least=1)
    head = forms.CharField(
        label=_("whom to ask for"),
        max_length=60,
        required=False,
        help_text=_("Stored sealed; leave empty to keep what is stored."),
    )
    phone = forms.CharField(
        label=_("telephone"),
        max_length=30,
        required=False,
        help_text=_("Stored sealed; leave empty to keep what is stored."),
    )
    latitude = forms.FloatField(label=_("latitude"), min_value=-90, max_value=90, required=False)
    longitude = forms.FloatField(label=_("longitude"), min_value=-180, max_value=180, required=False)

    def __init__(self, *args: Any, remit: Remit, household: Household | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, remit)
        village: Any = self.fields["village"]
        self.initial.setdefault("group_no", 0)
        if household is not None:
            self._preset(household)
            village.disabled = True
        elif village.queryset.count() == 1:
            self.initial["village"] = village.queryset.get().pk
            village.disabled = True

    def _preset(self, household: Household) -> None:
        for name in ("group_no", "door", "adults"):
            self.initial[name] = getattr(household, name)
        self.initial["village"] = household.village_id
        if household.point is not None:
            self.initial["latitude"] = round(household.point.y, 6)
            self.initial["longitude"] = round(household.point.x, 6)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if (data.get("latitude") is None) != (data.get("longitude") is None):
            self.add_error("longitude", _("A point needs both."))
        return data

    @property
    def given(self) -> Door:
        data = self.cleaned_data
        latitude, longitude = data.get("latitude"), data.get("longitude")
        return Door(
            group_no=data["group_no"],
            door=data["door"],
            adults=data["adults"],
            head=data["head"] or None,
            phone=data["phone"] or None,
            point=None if latitude is None else Point(longitude, latitude, srid=4326),
        )


class LeftForm(forms.Form):
    on = DayField(label=_("moved away on"))


class RevealForm(forms.Form):
    reason = forms.CharField(label=_("Reason for showing name and telephone"), max_length=200)


class CountForm(forms.Form):
    """How many adults have the app, as they say."""

    adults = number(_("adults"), least=1)
    registered = number(_("of them registered"))
    installed = number(_("of them installed only"))
    no_app_reason = forms.ChoiceField(
        label=_("why not all"), choices=[("", "—"), *NoAppReason.choices], required=False
    )
    needs_help = forms.BooleanField(label=_("They want help with it"), required=False)

    def __init__(self, *args: Any, household: Household, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("adults", "registered", "installed", "no_app_reason", "needs_help"):
            self.initial.setdefault(name, getattr(household, name))

    @property
    def counted(self) -> Counted:
        data = self.cleaned_data
        return Counted(**{name: data[name] for name in Counted.__dataclass_fields__})


class VisitForm(CountForm):
    """A visit; of the app is asked only where somebody was talked to."""

    record_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    outcome = forms.ChoiceField(label=_("How did it end?"), choices=DoorOutcome.choices, widget=RadioOptions)
    explained = forms.MultipleChoiceField(
        label=_("What was explained?"), choices=FraudKind.choices, widget=Options, required=False
    )
    told_to_call = forms.BooleanField(
        label=_("They were told to call the police at once in an emergency"), required=False
    )
    slip_left = forms.BooleanField(label=_("A slip was left at the door"), required=False)
    again_reason = forms.CharField(
        label=_("Why again so soon"),
        max_length=120,
        required=False,
        help_text=_("Only where they were talked to within the last month."),
    )
    note = forms.CharField(
        label=_("note"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("No names."),
    )
    field_order = ("record_id", "outcome", "explained", "told_to_call", "again_reason")

    @property
    def said(self) -> Said:
        data = self.cleaned_data
        talked = data["outcome"] == DoorOutcome.TALKED
        return Said(
            outcome=DoorOutcome(data["outcome"]),
            explained=[FraudKind(kind) for kind in data["explained"]] if talked else [],
            told_to_call=talked and data["told_to_call"],
            counted=self.counted if talked else None,
            slip_left=data["slip_left"] and not talked,
            again_reason=data["again_reason"],
            note=data["note"],
        )


class PlanForm(forms.Form):
    village = forms.ModelChoiceField(Village.objects.none(), label=_("village"))
    groups = forms.CharField(
        label=_("only these groups"),
        max_length=100,
        required=False,
        help_text=_("Numbers such as 1, 3, 5; empty: the whole village."),
    )
    starts_on = DayField(label=_("from"))
    ends_on = DayField(label=_("to"))
    weekdays = forms.TypedMultipleChoiceField(
        label=_("evenings"), choices=WEEKDAYS, coerce=int, widget=Options, initial=[0, 1, 2, 3, 4]
    )
    officer = forms.ModelChoiceField(
        Officer.objects.none(),
        label=pgettext_lazy("visits", "assigned to"),
        required=False,
        empty_label=_("whoever walks there"),
    )

    def __init__(self, *args: Any, remit: Remit, officers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, remit)
        self.fields["officer"].queryset = officers  # type: ignore[attr-defined]  # a ModelChoiceField

    def clean_groups(self) -> list[int]:
        parts = self.cleaned_data["groups"].replace("、", ",").replace("，", ",").split(",")
        words = [part.strip() for part in parts if part.strip()]
        if not all(word.isascii() and word.isdigit() and len(word) <= 2 for word in words):
            raise forms.ValidationError(_("Village groups are numbered 1 to 99, such as 1, 3, 5."))
        return [int(word) for word in words]


class ArrangeForm(forms.Form):
    helper = forms.ModelChoiceField(Officer.objects.none(), label=_("who helps"))
    help_on = DayField(label=_("on"))

    def __init__(self, *args: Any, officers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["helper"].queryset = officers  # type: ignore[attr-defined]  # a ModelChoiceField


class CloseHelpForm(forms.Form):
    result = forms.ChoiceField(label=_("result"), choices=HelpResult.choices, widget=RadioOptions)
    registered = number(_("adults registered now"))

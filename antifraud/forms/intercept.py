"""Forms of reports of fraud, their lines, and warnings before a loss."""

import datetime
import uuid
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from antifraud import rules
from antifraud.choices import (
    AgeBand,
    Audience,
    FraudKind,
    MoneyChannel,
    Purse,
    Reach,
)
from jurisdiction.inputs import Options, RadioOptions
from jurisdiction.models import Village

LATER = "other"
#: How long ago, in minutes, one tap each.
AGO = (
    ("0", _("just now")),
    ("10", _("10 minutes ago")),
    ("30", _("half an hour ago")),
    ("60", _("an hour ago")),
    ("180", _("3 hours ago")),
    (LATER, _("another time")),
)


class MomentInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M", **kwargs)


class MomentField(forms.DateTimeField):
    """A moment of this century, in the station's time."""

    widget = MomentInput

    def clean(self, value: Any) -> Any:
        try:
            moment = super().clean(value)
        except (OverflowError, ValueError) as error:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from error
        if moment is not None and not 2000 <= moment.year <= 2099:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return moment


class FenField(forms.CharField):
    """Yuan as people type them; fen as they are stored."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off"}
        super().__init__(max_length=24, widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        fen = rules.fen_of(text)
        if fen is None:
            raise forms.ValidationError(_("Give the amount in yuan, with at most two decimals."))
        return fen

    def prepare_value(self, value: Any) -> Any:
        return rules.yuan(value) if isinstance(value, int) else value


class KeyedForm(forms.Form):
    """Carries the key of its record: sent twice it is stored once."""

    record_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class MoneyForm(KeyedForm):
    """What a report is about: taken in seconds, the rest later."""

    amount = FenField(label=_("How much is gone? (yuan)"))
    ago = forms.ChoiceField(label=_("When did it leave?"), choices=AGO, widget=RadioOptions, initial="0")
    transferred_at = MomentField(
        label=_("At what time exactly"), required=False, help_text=_("Only for “another time”.")
    )
    kind = forms.ChoiceField(label=_("kind of fraud"), choices=FraudKind.choices, widget=RadioOptions)
    channel = forms.ChoiceField(
        label=_("How did it leave?"), choices=MoneyChannel.choices, widget=RadioOptions
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked_at = timezone.now()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("ago") == LATER and "transferred_at" not in self.errors and not data["transferred_at"]:
            self.add_error("transferred_at", _("Say when the money left."))
        return data

    @property
    def left_at(self) -> datetime.datetime:
        """When the money left."""
        ago = self.cleaned_data["ago"]
        if ago == LATER:
            moment: datetime.datetime = self.cleaned_data["transferred_at"]
            return moment
        return self.asked_at - datetime.timedelta(minutes=int(ago))

    @property
    def given(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "amount_fen": data["amount"],
            "kind": data["kind"],
            "channel": data["channel"],
            "words": data["words"],
            "transferred_at": self.left_at,
            "age_band": data["age_band"] or AgeBand.UNKNOWN,
            "audience": data["audience"] or Audience.RESIDENTS,
            "reached_by": data["reached_by"],
        }


class DefraudedForm(MoneyForm):
    """Of a warned person whose name and number are known already."""

    words = forms.CharField(
        label=_("What happened"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    audience = forms.ChoiceField(label=_("Who was defrauded?"), choices=Audience.choices, required=False)
    age_band = forms.ChoiceField(
        label=_("age"), choices=AgeBand.choices, initial=AgeBand.UNKNOWN, required=False
    )
    reached_by = forms.MultipleChoiceField(
        label=_("Which prevention had reached them before?"),
        choices=Reach.choices,
        required=False,
        widget=Options,
        help_text=_("Nothing chosen: not asked."),
    )


class ReportForm(DefraudedForm):
    phone = forms.CharField(
        label=_("Telephone of who rings"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    name = forms.CharField(
        label=_("Name of who rings"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("Of a child neither name nor school: the parent rings."),
    )
    village = forms.ModelChoiceField(
        Village.objects.none(), label=_("village"), required=False, empty_label=_("not known yet")
    )
    field_order = (
        "record_id",
        "amount",
        "ago",
        "transferred_at",
        "kind",
        "channel",
        "phone",
        "name",
        "words",
        "village",
        "audience",
        "age_band",
        "reached_by",
    )

    def __init__(self, *args: Any, villages: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["village"].queryset = villages  # type: ignore[attr-defined]  # a ModelChoiceField


class WordsForm(forms.Form):
    words = forms.CharField(
        label=_("In a few words"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class CloseForm(WordsForm):
    rest_lost = forms.BooleanField(label=_("What is neither returned nor lost is lost"), required=False)


class HandOverForm(forms.Form):
    reference = forms.CharField(label=_("case"), max_length=60, help_text=_("Its number."))
    words = forms.CharField(
        label=_("Remark"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class CorrectionForm(forms.Form):
    """Either another total, or money of one line that was booked wrongly."""

    total = FenField(label=_("Right total (yuan)"), required=False, help_text=_("If the total was wrong."))
    line = forms.ChoiceField(label=_("or money of a line"), required=False)
    was = forms.ChoiceField(label=_("booked as"), required=False, choices=[("", "—"), *Purse.choices[1:]])
    became = forms.ChoiceField(label=_("is really"), required=False, choices=[("", "—"), *Purse.choices])
    amount = FenField(label=_("Amount (yuan)"), required=False)
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, lines: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields["line"]
        choices.choices = [("", "—"), *((str(line.pk), line.get_kind_display()) for line in lines)]


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=200)

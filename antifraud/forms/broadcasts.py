"""Forms of broadcasts and of what people do with a posting."""

import uuid
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from antifraud.choices import ReplyKind, SkipReason
from antifraud.models import ChatGroup, FraudWarning
from jurisdiction.inputs import RadioOptions
from jurisdiction.models import Officer
from jurisdiction.remit import Remit


class BroadcastForm(forms.Form):
    """One warning to a choice of groups; those that the filter found are chosen to begin with."""

    record_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    warning = forms.ModelChoiceField(
        FraudWarning.objects.none(), label=_("warning"), empty_label=_("choose a warning")
    )
    added_line = forms.CharField(
        label=_("added line"),
        max_length=120,
        required=False,
        help_text=_("What is special this week, in one line. No names."),
    )
    groups = forms.ModelMultipleChoiceField(
        ChatGroup.objects.none(),
        label=pgettext_lazy("chat", "groups"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one group.")},
    )

    def __init__(self, *args: Any, remit: Remit, groups: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        warnings = FraudWarning.objects.within(remit).in_use().order_by("kind", "title")
        self.fields["warning"].queryset = warnings  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["groups"].queryset = groups  # type: ignore[attr-defined]  # a ModelMultipleChoiceField

    @property
    def chosen(self) -> set[str]:
        """Keys of the groups that are ticked now."""
        value = self["groups"].value() or []
        return {str(getattr(row, "pk", row)) for row in value}


class SkipForm(forms.Form):
    because = forms.ChoiceField(
        label=_("Why does this group not get it?"), choices=SkipReason.choices, widget=RadioOptions
    )


class ReplyForm(forms.Form):
    kind = forms.ChoiceField(label=_("What came back?"), choices=ReplyKind.choices, widget=RadioOptions)
    people = forms.IntegerField(
        label=_("how many people"),
        min_value=1,
        max_value=999,
        initial=1,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    words = forms.CharField(
        label=_("in a few words"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What is asked or told. No names, no telephone numbers."),
    )
    owner = forms.ModelChoiceField(
        Officer.objects.none(),
        label=_("who follows it up"),
        required=False,
        empty_label=_("I do"),
    )

    def __init__(self, *args: Any, remit: Remit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        officers = Officer.objects.within(remit).posted(timezone.localdate()).order_by("name")
        self.fields["owner"].queryset = officers  # type: ignore[attr-defined]  # a ModelChoiceField


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("what was answered"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("No names."),
    )

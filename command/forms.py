"""Forms of the command room."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from command.choices import LeadStatus
from command.models import Lead
from command.rules import NEXT


class HandOnForm(forms.Form):
    record_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    words = forms.CharField(
        label=_("What came to light?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("The command room alone reads this. You will not see it again."),
    )


class AssessForm(forms.Form):
    status = forms.ChoiceField(label=_("Where does it go?"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("What does this rest on?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, lead: Lead, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        following = NEXT[lead.status]
        self.fields["status"].choices = [choice for choice in LeadStatus.choices if choice[0] in following]  # type: ignore[attr-defined]  # a ChoiceField

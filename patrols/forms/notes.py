"""Forms about what squads write down."""

from django import forms
from django.utils.translation import gettext_lazy as _

from patrols.choices import VisitResult
from patrols.models import TalkCard


class SettleForm(forms.Form):
    result = forms.CharField(label=_("What came of it"), max_length=200)


class VisitForm(forms.Form):
    result = forms.ChoiceField(label=_("Result"), choices=VisitResult.choices, widget=forms.RadioSelect)
    note = forms.CharField(label=_("Note"), max_length=200, required=False, help_text=_("No names."))


class TalkCardForm(forms.ModelForm[TalkCard]):
    class Meta:
        model = TalkCard
        fields = ("topic", "title", "body", "position", "active")
        widgets = {"body": forms.Textarea(attrs={"rows": 6})}

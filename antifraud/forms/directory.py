"""Forms of the directory of contacts and of playbooks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from antifraud.choices import LineKind


class ContactForm(forms.Form):
    kind = forms.ChoiceField(label=_("kind"), choices=LineKind.choices)
    name = forms.CharField(label=_("name"), max_length=60)
    phones = forms.CharField(
        label=_("telephones"),
        max_length=120,
        help_text=_("Public services only, at most four, separated by blanks."),
    )
    hours = forms.CharField(label=pgettext_lazy("contact", "hours"), max_length=60, required=False)
    region = forms.CharField(label=_("region"), max_length=60, required=False)
    needs = forms.CharField(
        label=_("what to say, what they need"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    @property
    def numbers(self) -> list[str]:
        found: list[str] = self.cleaned_data["phones"].replace("，", " ").replace(",", " ").split()
        return found


class PlaybookForm(forms.Form):
    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)
    note = forms.CharField(label=_("what changed"), max_length=200, required=False)


class PlaybookLineForm(forms.Form):
    """A line of action; without a kind it is taken away."""

    kind = forms.ChoiceField(
        label=_("With whom?"),
        choices=[("", pgettext_lazy("playbook", "no line")), *LineKind.choices],
        required=False,
    )
    aim = forms.CharField(label=_("what is to be reached"), max_length=200, required=False)


class QuestionForm(forms.Form):
    """A question; an empty text takes it away."""

    code = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    text = forms.CharField(label=_("question"), max_length=200, required=False)


LineFormSet: Any = forms.formset_factory(PlaybookLineForm, extra=2, max_num=8, absolute_max=8)
QuestionFormSet: Any = forms.formset_factory(QuestionForm, extra=3, max_num=20, absolute_max=20)

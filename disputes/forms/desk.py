"""Forms of the duty desk, one a step."""

from typing import Any

from django import forms
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from disputes.choices import EscalationTarget, Exclusion, Level, Route
from disputes.forms.mediation import StepForm
from disputes.operations.audience import candidates
from jurisdiction.models import Officer

FOR_THE_REPORTER = _("The reporter reads this. No names.")


def _words(label: Any, *, most: int = 500, required: bool = True, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=most,
        required=required,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=help_text,
    )


class AcceptForm(StepForm):
    route = forms.ChoiceField(
        label=_("Which way?"),
        choices=[choice for choice in Route.choices if choice[0] != Route.DEPARTMENT],
        widget=forms.RadioSelect,
    )
    exclusions = forms.MultipleChoiceField(
        label=_("What excludes public-security mediation?"),
        choices=Exclusion.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Article 179 of the procedure rules; if any applies, this way is closed."),
    )
    is_complex = forms.BooleanField(
        label=_("Complex: the answer to the reporter may take five days"), required=False
    )
    told = _words(_("Words for the reporter"), required=False, help_text=FOR_THE_REPORTER)


class PassOnForm(StepForm):
    department = forms.CharField(
        label=_("To which department?"),
        max_length=60,
        help_text=_("For example: labour inspection, forestry station."),
    )
    told = _words(_("Words for the reporter"), required=False, help_text=FOR_THE_REPORTER)


class RefuseForm(StepForm):
    reason = _words(_("Why is it not taken up?"), help_text=FOR_THE_REPORTER)


class MediatorField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    def label_from_instance(self, officer: Officer) -> str:
        return f"{officer.name} · {officer.get_kind_display()}"


class AssignForm(StepForm):
    mediator = MediatorField(Officer.objects.none(), label=_("Who mediates?"))
    as_committee = forms.BooleanField(
        label=_("For the people's mediation committee"),
        required=False,
        help_text=_("When a village cadre mediates."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mediator"].queryset = candidates(self.dispute)  # type: ignore[attr-defined]  # a ModelChoiceField


class EscalateForm(StepForm):
    target = forms.ChoiceField(
        label=_("Where to?"),
        choices=EscalationTarget.choices,
        widget=forms.RadioSelect,
        help_text=_("Town and district take it when the village has tried, or when it is red or orange."),
    )
    reason = _words(_("Why?"), help_text=_("The desk alone reads this."))
    told = _words(_("Words for the reporter"), required=False, help_text=FOR_THE_REPORTER)


class ReasonForm(StepForm):
    reason = _words(_("Why?"), help_text=_("The desk alone reads this."))


class CloseForm(StepForm):
    told = _words(_("Words for the reporter"), required=False, help_text=FOR_THE_REPORTER)
    note = _words(_("Note"), required=False, help_text=_("The desk alone reads this."))


class ReopenForm(ReasonForm):
    relapse = forms.BooleanField(label=_("The quarrel broke out again"), required=False)


class AnswerForm(StepForm):
    words = _words(_("What should the reporter read?"), help_text=FOR_THE_REPORTER)


class AddWordsForm(StepForm):
    words = _words(_("What is there to add?"), most=2000, help_text=_("The desk alone reads this."))


class LevelForm(StepForm):
    level = forms.ChoiceField(label=_("Level"), choices=Level.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"), max_length=200, help_text=_("From red, a second person has to confirm it.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].initial = self.dispute.level


class MergeForm(StepForm):
    into = forms.CharField(
        label=_("Number of the dispute it is the same as"),
        max_length=30,
        help_text=lazystr("CY-JF-20260903-0001"),
    )

    def clean_into(self) -> str:
        return str(self.cleaned_data["into"]).strip().upper()


class NoForm(StepForm):
    """Nothing to fill in: the button alone."""

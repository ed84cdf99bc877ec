"""A reveal asks for its reason."""

from django import forms
from django.utils.translation import gettext_lazy as _


class RevealForm(forms.Form):
    reason = forms.CharField(label=_("Reason for showing the number"), max_length=200)

"""What a person wants: one line for all kinds, one for each kind, a box for each channel."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.forms.boundfield import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jurisdiction import phones
from jurisdiction.inputs import TimeInput
from notices import kinds
from notices.channels import personal_channels
from notices.choices import Channel

Wanted = dict[tuple[str, str], bool]


class PreferencesForm(forms.Form):
    """`wanted` of the cleaned form: (kind, or empty for all; channel) to on or off."""

    email = forms.EmailField(label=_("e-mail address"), required=False, max_length=120)
    phone = forms.CharField(
        label=_("mobile number"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
        help_text=_("For text messages. It is stored sealed and shown to nobody else."),
    )
    quiet_from = forms.TimeField(label=_("quiet from"), required=False, widget=TimeInput())
    quiet_until = forms.TimeField(
        label=_("quiet until"),
        required=False,
        widget=TimeInput(),
        help_text=_("Messages of these hours wait for their end. Urgent ones come at once."),
    )
    language = forms.ChoiceField(label=_("language of messages"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, wanted: Wanted, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._keys: dict[str, tuple[str, str]] = {}
        self.channels = [Channel(code) for code in personal_channels()]
        self.lines: list[tuple[str, list[str]]] = []
        for number, (kind, label) in enumerate(self._kinds()):
            names = [f"line_{number}_{channel}" for channel in self.channels]
            for name, channel in zip(names, self.channels, strict=True):
                words = gettext("%(kind)s by %(channel)s") % {"kind": label, "channel": channel.label}
                box = forms.BooleanField(required=False, label=words, initial=wanted[kind, channel])
                box.widget.attrs["aria-label"] = words
                self.fields[name] = box
                self._keys[name] = (kind, channel)
            self.lines.append((label, names))

    @staticmethod
    def _kinds() -> list[tuple[str, str]]:
        named = [(kind.code, str(kind.label)) for kind in kinds.all_kinds() if kind.code != kinds.TEST]
        return [("", gettext("All kinds")), *named]

    @property
    def rows(self) -> Iterator[tuple[str, list[BoundField]]]:
        """Label and boxes of each line, for the table."""
        for label, names in self.lines:
            yield label, [self[name] for name in names]

    def clean_phone(self) -> str:
        raw = self.cleaned_data["phone"]
        number = phones.normalise(raw)
        if raw and phones.kind_of(number) is not phones.PhoneKind.MOBILE:
            raise forms.ValidationError(_("A mobile number has 11 digits and begins with 13 to 19."))
        return number

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if bool(data.get("quiet_from")) is not bool(data.get("quiet_until")):
            missing = "quiet_until" if data.get("quiet_from") else "quiet_from"
            if missing not in self.errors:
                self.add_error(missing, _("Quiet hours need both ends; leave both empty for none."))
        wanted = {key: bool(data.get(name)) for name, key in self._keys.items()}
        on = {channel for (_kind, channel), value in wanted.items() if value}
        if Channel.EMAIL in on and not data.get("email") and "email" not in self.errors:
            self.add_error("email", _("Enter an address, or switch e-mail off below."))
        if Channel.SMS in on and not data.get("phone") and "phone" not in self.errors:
            self.add_error("phone", _("Enter a mobile number, or switch text messages off below."))
        data["wanted"] = wanted
        return data


class ChannelForm(forms.Form):
    """Which way a test message takes."""

    channel = forms.ChoiceField(label=_("channel"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [Channel.IN_APP, *map(Channel, personal_channels())]
        self.fields["channel"].choices = [(found.value, found.label) for found in offered]  # type: ignore[attr-defined]

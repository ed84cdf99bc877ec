"""Forms of talks: planned, held, called off, and the justice office's own."""

import datetime
import uuid
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from antifraud.choices import Audience, FraudKind
from antifraud.operations.talks import TalkFacts
from jurisdiction.choices import OfficerKind
from jurisdiction.inputs import DayField, RadioOptions, TimeInput
from jurisdiction.models import Officer, Place, Station, Village, Volunteer
from jurisdiction.remit import Breadth, Remit
from jurisdiction.scoped import preset_station

SPEAKERS = (OfficerKind.POLICE, OfficerKind.AUXILIARY, OfficerKind.CADRE)


class TalkForm(forms.Form):
    record_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    station = forms.ModelChoiceField(Station.objects.none(), label=_("station"))
    topic = forms.ChoiceField(label=_("topic"), choices=FraudKind.choices)
    words = forms.CharField(label=pgettext_lazy("talk", "what it is about"), max_length=300, required=False)
    audience = forms.ChoiceField(label=_("audience"), choices=Audience.choices)
    day = DayField(label=_("Day"))
    time = forms.TimeField(label=_("time"), widget=TimeInput())
    village = forms.ModelChoiceField(
        Village.objects.none(), label=_("village"), required=False, empty_label=_("of no one village")
    )
    place = forms.ModelChoiceField(
        Place.objects.none(), label=_("place"), required=False, empty_label=_("elsewhere")
    )
    where = forms.CharField(
        label=_("where exactly"), max_length=80, required=False, help_text=_("Hall, classroom, square.")
    )
    speaker = forms.ModelChoiceField(
        Officer.objects.none(), label=_("speaker"), required=False, empty_label=_("a volunteer speaks")
    )
    volunteer = forms.ModelChoiceField(
        Volunteer.objects.none(),
        label=_("volunteer"),
        required=False,
        empty_label=_("an officer or cadre speaks"),
        help_text=_("Under the code name. Coming is the volunteer's own free choice."),
    )

    def __init__(self, *args: Any, remit: Remit, me: Officer, own: Station | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.me = me
        officers = Officer.objects.within(remit).posted(timezone.localdate())
        rows = {
            "station": Station.objects.within(remit),
            "village": Village.objects.within(remit).select_related("township").order_by("code"),
            "place": Place.objects.within(remit).in_use().order_by("name"),
            "speaker": officers.filter(kind__in=SPEAKERS).order_by("name"),
            "volunteer": Volunteer.objects.within(remit).filter(active=True),
        }
        for name, found in rows.items():
            self.fields[name].queryset = found  # type: ignore[attr-defined]  # a ModelChoiceField
        preset_station(self, remit)
        self.initial.setdefault("station", own.pk if own else None)
        if remit.breadth is Breadth.VILLAGES:  # a cadre speaks in the own village
            self.fields["station"].disabled = True
            self.fields["village"].required = True
            for name in ("speaker", "volunteer"):
                del self.fields[name]
        else:
            self.initial.setdefault("speaker", me.pk)

    @property
    def facts(self) -> TalkFacts:
        data = {"speaker": self.me, "volunteer": None, **self.cleaned_data}
        names = ("audience", "topic", "speaker", "volunteer", "village", "place", "where", "words")
        moment = datetime.datetime.combine(data["day"], data["time"])
        return TalkFacts(planned_at=timezone.make_aware(moment), **{name: data[name] for name in names})


class HeldForm(forms.Form):
    record_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    attendance = forms.IntegerField(
        label=_("How many came?"),
        min_value=0,
        max_value=5000,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        help_text=_("A number only: no list of names."),
    )
    minutes = forms.IntegerField(
        label=_("How many minutes did it take?"),
        min_value=1,
        max_value=600,
        initial=45,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    photo = forms.FileField(
        label=_("Photo"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*", "capture": "environment"}),
        help_text=_("Of the room from behind: no faces of listeners, never of the volunteer or of children."),
    )

    def photo_lost(self) -> None:
        """A browser does not keep a photo in a form that comes back: that is said beside the field."""
        if "photo" in self.files and "photo" not in self.errors:
            self.add_error("photo", _("Choose the photo again: the form could not keep it."))


class CallOffForm(forms.Form):
    because = forms.CharField(label=_("Why is it called off?"), max_length=200, help_text=_("No names."))


class ChoiceForm(forms.Form):
    own_story = forms.TypedChoiceField(
        label=_("What did the volunteer choose for this talk?"),
        choices=[
            ("no", _("a talk about fraud, nothing of the own life")),
            ("yes", _("to tell the own story")),
        ],
        coerce=lambda said: said == "yes",
        initial="no",
        widget=RadioOptions,
        help_text=_("The person's own choice, free and for this talk alone; it can be changed until then."),
    )


class HoursForm(forms.Form):
    hours = forms.DecimalField(
        label=_("confirmed hours"),
        min_value=Decimal("0.5"),
        max_value=Decimal("12"),
        decimal_places=1,
        max_digits=3,
        widget=forms.NumberInput(attrs={"step": "0.5", "inputmode": "decimal"}),
        help_text=_("With the way there and back; half hours."),
    )

"""What outreach tells people, in words: registered when the app starts."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from notices.kinds import Kind, Params, register


def _begun(params: Params) -> str:
    count = int(params["groups"])
    words = ngettext(
        "Please post “%(title)s” in %(groups)d group of yours.",
        "Please post “%(title)s” in %(groups)d groups of yours.",
        count,
    )
    return words % {"title": str(params["title"]), "groups": count}


def _missing(params: Params) -> str:
    count = int(params["groups"])
    words = ngettext(
        "“%(title)s” is still missing in %(groups)d group of yours.",
        "“%(title)s” is still missing in %(groups)d groups of yours.",
        count,
    )
    return words % {"title": str(params["title"]), "groups": count}


def _postings(_params: Params) -> str:
    return reverse("antifraud:my_postings")


def _hours(params: Params) -> str:
    return _("A volunteer's talk of %(day)s was held: please confirm the hours.") % {"day": params["day"]}


def _volunteer_talks(_params: Params) -> str:
    return reverse("antifraud:volunteer_talks")


def register_kinds() -> None:
    """Called once when the app starts."""
    for kind in (
        Kind("broadcast.begun", gettext_lazy("warning to post in groups"), _begun, _postings),
        Kind("broadcast.missing", gettext_lazy("warning still missing in groups"), _missing, _postings),
        Kind("talk.hours", gettext_lazy("hours of a volunteer to confirm"), _hours, _volunteer_talks),
    ):
        register(kind)

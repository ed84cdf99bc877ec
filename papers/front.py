"""What stands before the sections and what both files call it: the notice of missing pieces, the list of contents."""

from django.utils.translation import get_supported_language_variant
from django.utils.translation import gettext as _

from papers.paper import Notice, Paper, Picture, Section, Table


def language_of(paper: Paper) -> str:
    """The language its labels are written in; Chinese when the app does not speak the paper's."""
    try:
        return get_supported_language_variant(paper.language.lower())
    except LookupError:
        return "zh-hans"


def notice(paper: Paper) -> Notice | None:
    """What is missing, section by section; None when nothing is."""
    lacking = [section for section in paper.sections if section.missing]
    if not lacking:
        return None
    return Notice(
        _("Still missing in this file"),
        tuple(
            _("%(piece)s: %(missing)s") % {"piece": section.title, "missing": _(", ").join(section.missing)}
            for section in lacking
        ),
    )


def contents(paper: Paper) -> Section | None:
    """The list of the pieces, for a file with a cover and more than one."""
    if not paper.cover or len(paper.sections) < 2:
        return None
    rows = tuple(
        (
            str(place),
            section.title,
            section.number,
            _("missing: %(missing)s") % {"missing": _(", ").join(section.missing)} if section.missing else "",
        )
        for place, section in enumerate(paper.sections, 1)
    )
    head = (_("No."), _("piece"), _("document number"), _("remarks"))
    return Section(_("Contents"), (Table(head, rows, (2, 9, 8, 9)),))


def to_sign(who: str) -> str:
    """The words before a line to sign on."""
    return who if who.endswith((":", "：")) else _("%(who)s: ") % {"who": who}


def date_by_hand() -> str:
    return _("Date: ____________")


def unreadable(picture: Picture) -> str:
    """What stands in the place of a picture whose bytes are none."""
    return _("[picture cannot be shown] %(caption)s") % {"caption": picture.caption}

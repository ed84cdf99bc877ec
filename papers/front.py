"""What stands before the sections and what both files call it: the notice of missing pieces, the list of contents."""

import unicodedata

from django.utils.translation import get_supported_language_variant
from django.utils.translation import gettext as _

from papers.paper import Notice, Paper, Picture, Section, Table

#: Half characters a signature's words and line take together, and the least that is left for the line.
SIGNATURE, SHORTEST = 20, 8


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
        _("Still missing"),
        tuple(
            _("%(piece)s: %(missing)s") % {"piece": section.title, "missing": _(", ").join(section.missing)}
            for section in lacking
        ),
    )


def contents(paper: Paper) -> Section | None:
    """The list of the pieces, for a file with a cover and more than one."""
    if not paper.cover or len(paper.sections) < 2:
        return None
    numbered = any(section.number for section in paper.sections)
    rows = tuple(
        (
            str(place),
            section.title,
            *((section.number,) if numbered else ()),
            _("missing: %(missing)s") % {"missing": _(", ").join(section.missing)} if section.missing else "",
        )
        for place, section in enumerate(paper.sections, 1)
    )
    number_head, widths = ((_("document number"),), (2, 8, 9, 8)) if numbered else ((), (2, 12, 13))
    head = (_("No."), _("piece"), *number_head, _("remarks"))
    return Section(_("Contents"), (Table(head, rows, widths),))


def to_sign(who: str, date: str, *, issuer: str) -> tuple[str, str]:
    """What is written above and below each other: a line to sign on and the date. The issuer puts its seal on its name
    and signs on no line."""
    when = date or _("Date: ____________")
    if who and who == issuer:
        return who, when
    words = who if who.endswith((":", "：")) else _("%(who)s: ") % {"who": who}
    left = SIGNATURE - width(words)
    return f"{words}{'_' * left}" if left >= SHORTEST else f"{words}\n{'_' * SIGNATURE}", when


def width(text: str) -> int:
    """In half characters: Chinese ones take two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def unreadable(picture: Picture) -> str:
    """What stands in the place of a picture whose bytes are none."""
    return _("[picture cannot be shown] %(caption)s") % {"caption": picture.caption}

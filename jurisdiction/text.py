"""Making what people type comparable."""

import unicodedata

#: Dots, dashes and spaces people put into plates and numbers; full-width ones are folded before. The last row
#: are the invisible marks that come along when a number is copied out of a chat or an address book.
SEPARATORS = dict.fromkeys(
    map(
        ord,
        " \t\r\n\u3000·•・.。‧∙-‐‑–—−_"
        "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff",
    ),
    None,
)


def squeeze(raw: str) -> str:
    """Full width to half width, upper case, without separators.

    Repeated until nothing changes: taking a separator out can bring together what folds again, and what is
    hashed must come out the same however often it went through here.
    """
    text = raw
    while (evened := unicodedata.normalize("NFKC", text).upper().translate(SEPARATORS)) != text:
        text = evened
    return text

"""What may stand in a file: characters that XML forbids, or that turn the order of others around, are left out. Pure."""

import re

#: Control characters but tab and line feed, halves of surrogate pairs, the two non-characters, marks of direction.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)
LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")


def clean(text: str) -> str:
    """The text as it may be written to a file: line ends are all the same, tabs are spaces."""
    return FORBIDDEN.sub("", LINE_ENDS.sub("\n", text)).replace("\t", " ").strip("\n")


def lines(text: str) -> list[str]:
    """The lines of a text, cleaned; empty ones in between are kept."""
    return clean(text).split("\n")

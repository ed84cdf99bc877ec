"""Kinds of notices. Each room registers its own in `AppConfig.ready`; this room knows their codes only."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

Params = Mapping[str, Any]
#: The message a person sends to oneself to see whether a channel works.
TEST = "notices.test"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: `words` and `url` are called when somebody reads, in the reader's language. `params` are JSON values
    without personal data: they travel through chat groups and gateways. `acknowledge`: somebody must say that they
    have it, within the time limit `notice.acknowledge` (urgent: `notice.acknowledge.urgent`), else it climbs."""

    code: str
    label: "str | Promise"
    words: Callable[[Params], str]
    url: Callable[[Params], str]
    urgent: bool = False
    acknowledge: bool = False


_KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Adds a kind. Registering the same code again replaces it (tests reload apps)."""
    _KINDS[kind.code] = kind


def unregister(code: str) -> None:
    """For tests that bring a kind of their own."""
    _KINDS.pop(code, None)


def get(code: str) -> Kind | None:
    return _KINDS.get(code)


def all_kinds() -> list[Kind]:
    """Every kind, in the order of its words in the language of the moment."""
    return sorted(_KINDS.values(), key=lambda kind: str(kind.label))


class UnknownKind(LookupError):
    """A room tells of something that it never registered: a mistake of the code."""


def known(code: str) -> Kind:
    """Raises UnknownKind."""
    found = _KINDS.get(code)
    if found is None:
        raise UnknownKind(code)
    return found


def words_of(code: str, params: Params) -> str:
    """What a notice says; the code alone where its room is gone or its words fail."""
    kind = _KINDS.get(code)
    if kind is None:
        return code
    try:
        return kind.words(params)
    except (KeyError, TypeError, ValueError):
        return str(kind.label)


def label_of(code: str) -> str:
    kind = _KINDS.get(code)
    return str(kind.label) if kind else code


def url_of(code: str, params: Params) -> str:
    """Where to look; empty where nothing is known."""
    kind = _KINDS.get(code)
    if kind is None:
        return ""
    try:
        return kind.url(params)
    except (KeyError, TypeError, ValueError, LookupError):
        return ""

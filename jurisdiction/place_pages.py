"""Pages of other rooms about one place: rooms above register theirs at start, so that no import runs upward."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from jurisdiction.models import Place


@dataclass(frozen=True, slots=True)
class PlacePage:
    """A link on the page of a place; `url` makes its address."""

    label: "str | Promise"
    url: Callable[[Place], str]


_pages: dict[str, PlacePage] = {}


def register(code: str, page: PlacePage) -> None:
    """Adds a page. The same code again replaces it (tests reload apps)."""
    _pages[code] = page


def links(place: Place) -> list[tuple[str, str]]:
    """(address, words) in the reader's language."""
    return [(page.url(place), str(page.label)) for _code, page in sorted(_pages.items())]

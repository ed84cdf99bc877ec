"""What a phone has to fetch, gzipped, stays within its budget; sizes in bytes."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import django_htmx
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from intake.views.shell import FIRST, TONIGHT, VILLAGE
from intake.views.shell import STATIC as KEPT
from jurisdiction.models import Officer
from tests.cast import Cast
from tests.patrols.helpers import running_round

pytestmark = pytest.mark.django_db
KB = 1000
STATIC = Path(settings.BASE_DIR) / "static"
HTMX = Path(django_htmx.__file__).parent / "static"


def fetched(html: str, pattern: str) -> list[Path]:
    """Files the page names, and those which its modules import."""
    found = []
    for name in re.findall(pattern, html):
        path = STATIC / name if (STATIC / name).exists() else HTMX / name
        found.append(path)
        found.extend(path.parent / other for other in re.findall(r'from "\./([\w.]+)"', path.read_text()))
    return found


def zipped(*contents: bytes) -> int:
    return sum(len(gzip.compress(content)) for content in contents)


@pytest.mark.parametrize("page", ["round_page", "unsecured_create"])
def test_the_officers_page_stays_small(page: str, cast: Cast, signed_in: Callable[[Officer], Client]) -> None:
    found = running_round(cast)
    html = signed_in(cast.officer_a).get(reverse(f"patrols:{page}", args=[found.pk])).content
    text = html.decode()
    styles = fetched(text, r'href="/static/([\w./]+\.css)"')
    scripts = fetched(text, r'src="/static/([\w./-]+\.js)"')
    assert len(styles) == 2
    assert len(scripts) >= 4
    assert zipped(html) <= 14 * KB
    assert zipped(*(path.read_bytes() for path in styles)) <= 8 * KB
    assert zipped(*(path.read_bytes() for path in scripts)) <= 25 * KB


def eager(module: Path) -> set[Path]:
    """The module and everything it imports at once; what `import()` reads later is left out."""
    found, left = set(), [module]
    while left:
        path = left.pop()
        if path in found:
            continue
        found.add(path)
        names = re.findall(r'^import (?:.*? from )?"(\.[\w./-]+)";', path.read_text(), re.MULTILINE)
        left += [(path.parent / name).resolve() for name in names]
    return found


@pytest.mark.parametrize(
    ("who", "home"), [("officer_a", TONIGHT), ("cadre_a", VILLAGE), ("justice_a", VILLAGE)]
)
def test_the_app_stays_small_on_each_ones_first_screen(
    who: str, home: tuple[str, ...], cast: Cast, signed_in: Callable[[Officer], Client]
) -> None:
    html = signed_in(getattr(cast, who)).get(reverse("intake:night")).content
    styles = fetched(html.decode(), r'href="/static/([\w./]+\.css)"')
    preloaded = set(re.findall(r'rel="modulepreload" href="/static/([\w./-]+)"', html.decode()))
    assert preloaded == {*FIRST, *home}
    app = (STATIC / "js" / "night" / "app.js").resolve()
    scripts = eager(app) | {STATIC / "js" / "theme.js"} | {(STATIC / name).resolve() for name in home}
    assert len(styles) == 2
    assert len(scripts) > 10
    assert zipped(html) <= 14 * KB
    assert zipped(*(path.read_bytes() for path in styles)) <= 8 * KB
    assert zipped(*(path.read_bytes() for path in scripts)) <= 25 * KB


def test_each_first_screen_is_named_with_all_that_it_imports() -> None:
    night = (STATIC / "js" / "night").resolve()
    first = {(STATIC / name).resolve() for name in FIRST}
    for home in (TONIGHT, VILLAGE):
        screen = (STATIC / home[-1]).resolve()
        assert eager(screen) - first == {(STATIC / name).resolve() for name in home}
        assert screen.parent == night / "screens"


def test_what_the_first_screen_needs_is_named_in_the_page() -> None:
    needed = eager((STATIC / "js" / "night" / "app.js").resolve()) - {(STATIC / "js/night/app.js").resolve()}
    assert {(STATIC / name).resolve() for name in FIRST} == needed


def test_every_file_of_the_app_is_kept_for_the_night() -> None:
    """The worker's list is written by hand: whatever the modules name must be in it."""
    kept = {(STATIC / name).resolve() for name in KEPT}
    modules = [path for path in kept if path.suffix == ".js"]
    named = {
        (path.parent / name).resolve()
        for path in modules
        for name in re.findall(r'(?:from |import |import\()"(\.[\w./-]+)"', path.read_text())
    }
    screens = set((STATIC / "js" / "night").resolve().rglob("*.js"))
    assert named | screens <= kept


def test_the_desk_stays_within_its_budget_before_maps(
    cast: Cast, signed_in: Callable[[Officer], Client]
) -> None:
    html = signed_in(cast.chief_a).get(reverse("patrols:round_list")).content
    files = fetched(html.decode(), r'(?:href|src)="/static/([\w./-]+\.(?:css|js))"')
    assert zipped(html, *(path.read_bytes() for path in files)) <= 120 * KB

"""The app on the officer's phone: one page that holds nothing about anybody, its worker, its manifest."""

import functools
import hashlib
import json
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from intake.texts import choices, texts
from jurisdiction.access import POLICE_WORK
from jurisdiction.choices import Role

#: What the page loads, under its plain name: modules name each other so, and the worker keeps them by version.
MODULES = (
    "afterwards", "app", "bearing", "carry", "clock", "db", "dim", "dom", "doors", "drafts", "fields",
    "filing", "forms", "ids", "lock", "mending", "phone", "photo", "photos", "pin", "qr", "readiness",
    "reports", "rescue", "said", "scan", "seal", "sender", "sketch", "state", "strip", "symbols", "tap",
    "track", "update", "visits", "waits", "walk", "screens/camera", "screens/door", "screens/doors",
    "screens/entries", "screens/follow", "screens/found", "screens/hazard", "screens/inspect",
    "screens/inspections", "screens/mediate", "screens/mend", "screens/notes", "screens/receipt",
    "screens/recheck", "screens/report", "screens/round", "screens/tonight", "screens/unlock",
    "screens/vehicle", "screens/village",
)  # fmt: skip
#: What the first screen needs: fetched at once, not one after the other as the modules name each other.
FIRST = (
    *("js/timer.js", "vendor/idb/umd.js"),
    *(
        f"js/night/{name}.js"
        for name in (
            "clock",
            "db",
            "dom",
            "ids",
            "lock",
            "phone",
            "seal",
            "sender",
            "state",
            "strip",
            "waits",
        )
    ),
)
#: And what each role's own first screen needs beside it.
TONIGHT = ("js/night/screens/tonight.js",)
VILLAGE = ("js/night/reports.js", "js/night/screens/village.js")
STATIC = (
    "css/tokens.css",
    "css/field.css",
    "icon.svg",
    "icon-192.png",
    "icon-512.png",
    "js/theme.js",
    "js/timer.js",
    "js/plate_state.js",
    "vendor/idb/umd.js",
    "vendor/jsqr/jsQR.js",
    *(f"js/night/{name}.js" for name in MODULES),
)


def plain(name: str) -> str:
    """The address of a static file under its own name."""
    return f"{settings.STATIC_URL}{name}"


@functools.lru_cache(maxsize=4)
def _digest(language: str) -> str:
    """Changes when any file of the app or any of its words does."""
    found = hashlib.sha256(json.dumps([texts(), choices()], default=str).encode())
    for name in (*STATIC, "js/night_worker.js"):
        place = finders.find(name)
        if place is None:
            raise LookupError(f"static file {name} is missing")
        with open(str(place), "rb") as file:  # noqa: PTH123  # finders give text
            found.update(file.read())
    return f"{language}-{found.hexdigest()[:16]}"


def version() -> str:
    return _digest(get_language() or "")


def _home_of(request: HttpRequest) -> tuple[str, ...]:
    """A hint for the first fetch alone: which screen is drawn is for the app to know."""
    roles: frozenset[Role] = request.standing.roles  # type: ignore[attr-defined]  # the remit middleware
    return VILLAGE if roles and roles <= {Role.CADRE, Role.JUSTICE_OFFICER} else TONIGHT


def night(request: HttpRequest, code: str = "") -> HttpResponse:
    """The shell. `code` comes from the plate of a place and is read by the page itself."""
    context: dict[str, Any] = {
        "texts": texts(),
        "choices": choices(),
        "version": version(),
        "undo": settings.PHONE_UNDO_SECONDS,
        "module": plain("js/night/app.js"),
        "first": [plain(name) for name in (*FIRST, *_home_of(request))],
        "styles": [plain("css/tokens.css"), plain("css/field.css")],
        "theme": plain("js/theme.js"),
        "icon": plain("icon.svg"),
        "takes_fraud": bool(POLICE_WORK & request.standing.roles),  # type: ignore[attr-defined]  # the remit middleware
    }
    return render(request, "intake/night.html", context)


@login_not_required
@never_cache
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker with the list of what it keeps. Its own file is plain JavaScript."""
    place = finders.find("js/night_worker.js")
    with open(str(place), encoding="utf-8") as file:  # noqa: PTH123  # finders give text
        body = file.read()
    keep = {"version": version(), "urls": [reverse("intake:night"), *(plain(name) for name in STATIC)]}
    return HttpResponse(
        f"self.PRECACHE = {json.dumps(keep)};\n{body}",
        content_type="text/javascript; charset=utf-8",
        headers={"Service-Worker-Allowed": reverse("intake:night")},
    )


@login_not_required
def manifest(request: HttpRequest) -> JsonResponse:
    """What makes the page installable."""
    start = reverse("intake:night")
    icons = [
        {"src": static("icon.svg"), "sizes": "any", "type": "image/svg+xml"},
        {"src": static("icon-192.png"), "sizes": "192x192", "type": "image/png", "purpose": "any maskable"},
        {"src": static("icon-512.png"), "sizes": "512x512", "type": "image/png", "purpose": "any maskable"},
    ]
    body = {
        "id": start,
        "name": _("Patrols and village reports"),
        "short_name": _("Patrol and village"),
        "start_url": start,
        "scope": start,
        "display": "standalone",
        "orientation": "portrait",
        "background_color": "#0b1118",
        "theme_color": "#0b1118",
        "lang": "en" if get_language() == "en" else "zh-Hans",
        "icons": icons,
    }
    return JsonResponse(body, content_type="application/manifest+json")

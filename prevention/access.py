"""Who may open which route: one table, put together from each room's own `access.ROUTES`. A route in no table is closed
to everybody (and a test fails on it); a role that is not in its set gets a plain refusal page."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

import antifraud.access
import command.access
import dashboards.access
import disputes.access
import hazards.access
import intake.access
import jurisdiction.access
import ledger.access
import notices.access
import patrols.access
from jurisdiction.access import EVERY_ROLE, PUBLIC
from jurisdiction.choices import Role

#: Routes of the shell itself: sign-in, language, health, API description. "" stands for unnamed routes of static files.
SHELL_ROUTES: dict[str, frozenset[Role]] = {
    "home": EVERY_ROLE,
    "sign_in": PUBLIC,
    "sign_out": EVERY_ROLE,
    "password_change": EVERY_ROLE,
    "password_change_done": EVERY_ROLE,
    "set_language": PUBLIC,
    "favicon": PUBLIC,
    "livez": PUBLIC,
    "readyz": PUBLIC,
    "status": frozenset({Role.SYSTEM_ADMIN, Role.CHIEF, Role.COMMAND_ROOM, Role.DISTRICT_COMMANDER}),
    "api-schema": EVERY_ROLE,
    "api-docs": EVERY_ROLE,
}

ROUTES: dict[str, frozenset[Role]] = {
    **SHELL_ROUTES,
    **jurisdiction.access.ROUTES,
    **ledger.access.ROUTES,
    **notices.access.ROUTES,
    **patrols.access.ROUTES,
    **antifraud.access.ROUTES,
    **disputes.access.ROUTES,
    **hazards.access.ROUTES,
    **command.access.ROUTES,
    **dashboards.access.ROUTES,
    **intake.access.ROUTES,
}
#: Django's own admin keeps its own door (is_staff and its permissions); it serves system administrators.
ADMIN_NAMESPACE = "admin"


def allowed(view_name: str, roles: frozenset[Role]) -> bool:
    """Whether a holder of `roles` may open the route. Unknown routes are closed; what every role may open (signing out,
    the own password) is open to an officer without a posting too."""
    permitted = ROUTES.get(view_name)
    if permitted is None:
        return view_name.startswith(f"{ADMIN_NAMESPACE}:") and Role.SYSTEM_ADMIN in roles
    return permitted is PUBLIC or permitted is EVERY_ROLE or bool(permitted & roles)


class RoleMatrixMiddleware:
    """Refuses before the view runs. Anonymous requests were turned to the sign-in page by LoginRequiredMiddleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        match = request.resolver_match
        name = match.view_name if match else ""
        if ROUTES.get(name) is PUBLIC:
            return None
        if not request.user.is_authenticated:
            if match and ADMIN_NAMESPACE in match.namespaces:
                return None  # the admin shows its own way to the sign-in page
            if not getattr(view, "login_required", True):
                return None  # DRF answers 401 or 403 itself
            raise PermissionDenied
        if not allowed(name, request.standing.roles):  # type: ignore[attr-defined]  # set by the remit middleware
            raise PermissionDenied
        return None

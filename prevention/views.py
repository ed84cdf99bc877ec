"""Pages of the shell: where each role starts, and what watches the machine."""

from django.conf import settings
from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control

from jurisdiction.choices import Role
from patrols.models import ReconcileRun

#: First match wins: where the day starts for a holder of the role.
HOME = (
    (frozenset({Role.CHIEF, Role.DISTRICT_COMMANDER, Role.COMMAND_ROOM}), "dashboards:today"),
    (frozenset({Role.OFFICER, Role.SQUAD_LEADER, Role.CASE_OFFICER, Role.CADRE}), "intake:night"),
    (frozenset({Role.JUSTICE_OFFICER}), "disputes:mediation_list"),
    (frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN}), "jurisdiction:officer_list"),
    (frozenset({Role.AUDIT_ADMIN}), "ledger:entry_list"),
)


def home(request: HttpRequest) -> HttpResponse:
    roles = request.standing.roles  # type: ignore[attr-defined]
    for holders, name in HOME:
        if holders & roles:
            return redirect(name)
    return render(request, "home.html")


class SignInView(auth_views.LoginView):
    template_name = "registration/login.html"
    redirect_authenticated_user = True


@login_not_required
def livez(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("database does not answer", status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
@cache_control(public=True, max_age=86400)
def favicon(request: HttpRequest) -> FileResponse:
    """Browsers ask for it at this address whatever a page's head says, for errors and the API's answers too."""
    return FileResponse(
        (settings.BASE_DIR / "static" / "favicon.ico").open("rb"), content_type="image/x-icon"
    )


def status(request: HttpRequest) -> JsonResponse:
    """Age of the last reconcile in seconds; null before the first."""
    last = ReconcileRun.objects.order_by("-finished_at").values_list("finished_at", flat=True).first()
    age = None if last is None else (timezone.now() - last).total_seconds()
    return JsonResponse({"last_reconcile_seconds": age})

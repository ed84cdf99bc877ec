"""One place that turns the signed-in officer into `request.remit`, `request.roles` and `request.station`."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from jurisdiction.models import Officer, Station
from jurisdiction.postings import Standing, standing
from jurisdiction.remit import Remit


class OfficerRequest(HttpRequest):
    """A request after the middleware: what views may rely on."""

    user: Officer
    standing: Standing

    @property
    def remit(self) -> Remit:
        raise NotImplementedError

    @property
    def station(self) -> Station | None:
        raise NotImplementedError


def client_address(request: HttpRequest) -> str:
    """The address of the peer. X-Real-IP counts only when it comes from one of the station's own proxies."""
    peer = str(request.META.get("REMOTE_ADDR", ""))
    if peer in settings.TRUSTED_PROXIES:
        return str(request.META.get("HTTP_X_REAL_IP") or peer)[:45]
    return peer[:45]


def _standing_of(request: HttpRequest) -> Standing:
    user = request.user
    if not isinstance(user, Officer):
        return Standing()
    return standing(user, on=timezone.localdate())


def remit(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            request.user.origin = client_address(request)
        resolved = SimpleLazyObject(lambda: _standing_of(request))
        request.standing = resolved  # type: ignore[attr-defined]
        request.remit = SimpleLazyObject(lambda: resolved.remit)  # type: ignore[attr-defined]
        request.station = SimpleLazyObject(lambda: resolved.station)  # type: ignore[attr-defined]
        return get_response(request)

    return middleware

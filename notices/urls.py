"""Addresses of the room notices."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

app_name = "notices"


def _nothing(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse(status=204)


urlpatterns = [path("notices/<int:pk>/open/", _nothing, name="open")]

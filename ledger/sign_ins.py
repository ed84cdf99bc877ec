"""Sign-ins reach the ledger through Django's own signals: the framework offers no other door for them."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from jurisdiction.middleware import client_address
from jurisdiction.models import Officer
from jurisdiction.postings import standing
from ledger.operations import record_sign_in


def _write(request: HttpRequest | None, officer: Officer | None, outcome: str) -> None:
    record_sign_in(
        at=timezone.now(),
        by=officer,
        outcome=outcome,
        address=client_address(request) if request else "",
        station=standing(officer, on=timezone.localdate()).station if officer else None,
    )


def signed_in(sender: Any, request: HttpRequest, user: Officer, **kwargs: Any) -> None:
    _write(request, user, "in")


def signed_out(sender: Any, request: HttpRequest, user: Officer | None, **kwargs: Any) -> None:
    if user is not None:
        _write(request, user, "out")


def failed(sender: Any, request: HttpRequest | None = None, **kwargs: Any) -> None:
    _write(request, None, "failed")

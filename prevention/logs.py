"""What goes into a log line: never what people typed into an address (a plate, a name)."""

from collections.abc import MutableMapping
from typing import Any


def without_query(logger: Any, method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A structlog processor: cuts the query off the request (`GET /vehicles/?plate=…`)."""
    request = event.get("request")
    if isinstance(request, str):
        event["request"] = request.partition("?")[0]
    return event

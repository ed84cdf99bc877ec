"""One way to talk HTTP to the outside: short, without redirects, and in a demo into the fake receiver instead."""

import http.client
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from django.conf import settings

from notices.choices import Outcome

LONGEST_ANSWER = 4096  # bytes; more is not read


@dataclass(frozen=True, slots=True)
class Answer:
    """Status and the beginning of the body; `failure` where there was no answer."""

    status: int = 0
    body: bytes = b""
    failure: Outcome | None = None

    def outcome(self) -> Outcome:
        """What the status means for a message."""
        if self.failure is not None:
            return self.failure
        if 200 <= self.status < 300:
            return Outcome.ACCEPTED
        if self.status in (404, 410):
            return Outcome.GONE
        if self.status in (408, 425, 429, 503):
            return Outcome.BUSY
        return Outcome.BROKEN if self.status >= 500 else Outcome.REFUSED


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
        """An address that an administrator entered is where the message goes, nowhere else."""


def may_go_to(url: str, hosts: list[str]) -> bool:
    """Whether the address is HTTPS at one of the hosts named in the settings (`.example` stands for all below it): an
    address that came from a browser or a form must not reach into the station's own network."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    name = parts.hostname or ""
    if parts.scheme != "https" or parts.username or port not in (None, 443) or not name:
        return False
    return any(
        name == host or (host.startswith(".") and name.endswith(host)) for host in map(str.lower, hosts)
    )


def post(url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
    """Sends and waits at most settings.NOTICE_TIMEOUT seconds for each step of the answer."""
    sink = settings.NOTICE_SINK
    handlers: list[Any] = [_NoRedirects]
    if sink:
        url = f"{sink}/{quote(url, safe='')}"
        handlers.append(urllib.request.ProxyHandler({}))
    if urlsplit(url).scheme not in ("http", "https"):
        return Answer(failure=Outcome.REFUSED)
    request = urllib.request.Request(url, data=body, headers=dict(headers), method="POST")  # noqa: S310  # checked
    try:
        opener = urllib.request.build_opener(*handlers)
        with opener.open(request, timeout=settings.NOTICE_TIMEOUT) as answer:
            return Answer(answer.status, answer.read(LONGEST_ANSWER))
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, error.read(LONGEST_ANSWER))
    except TimeoutError:
        return Answer(failure=Outcome.TIMED_OUT)
    except urllib.error.URLError as error:
        late = isinstance(error.reason, TimeoutError)
        return Answer(failure=Outcome.TIMED_OUT if late else Outcome.UNREACHABLE)
    except (http.client.HTTPException, OSError):
        return Answer(failure=Outcome.BROKEN)

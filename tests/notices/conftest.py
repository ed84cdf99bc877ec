"""Kinds of notices that exist in tests only, and the other end of every channel on real sockets."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest

from notices import kinds
from notices.receiver.box import Box
from notices.receiver.mail import Mail
from notices.receiver.web import Web


def _kind(code: str, *, urgent: bool = False, acknowledge: bool = False) -> kinds.Kind:
    return kinds.Kind(
        code=code,
        label=f"label of {code}",
        words=lambda params: f"Thing {params['number']}",
        url=lambda params: f"/things/{params['number']}/",
        urgent=urgent,
        acknowledge=acknowledge,
    )


@pytest.fixture
def thing() -> Iterator[None]:
    """Four kinds: plain, urgent, to be acknowledged, both."""
    made = [
        _kind("test.thing"),
        _kind("test.urgent", urgent=True),
        _kind("test.answer", acknowledge=True),
        _kind("test.alarm", urgent=True, acknowledge=True),
    ]
    for kind in made:
        kinds.register(kind)
    yield
    for kind in made:
        kinds.unregister(kind.code)


@pytest.fixture
def box(settings: Any) -> Iterator[Box]:
    """A fake receiver on two ports of loopback; all channels lead there."""
    found = Box()
    web, mail = Web(("127.0.0.1", 0), found), Mail(("127.0.0.1", 0), found)
    for server in (web, mail):
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    settings.NOTICE_SINK = f"http://127.0.0.1:{web.server_address[1]}"
    settings.NOTICE_SMS = {**settings.NOTICE_SMS, "url": "https://sms.gateway.example/send", "token": "t"}
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", mail.server_address[1]
    settings.EMAIL_USE_TLS = False
    settings.SITE_URL = "https://station.example"
    yield found
    for server in (web, mail):
        server.shutdown()
        server.server_close()

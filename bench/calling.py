"""Requests to the site's WSGI application within this process: the whole stack but for the network."""

import io
import json
from collections.abc import Callable
from typing import Any
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.test import Client

from jurisdiction.models import Officer

TOKEN = "b" * 32


class Caller:
    """Calls as one signed-in officer."""

    _application: Callable[..., Any] | None = None

    def __init__(self, officer: Officer) -> None:
        client = Client()
        client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        if Caller._application is None:
            Caller._application = get_wsgi_application()
        self._environ: dict[str, Any] = {
            "HTTP_HOST": "localhost",
            "HTTP_ACCEPT": "application/json",
            "HTTP_COOKIE": f"{settings.SESSION_COOKIE_NAME}={session}; csrftoken={TOKEN}",
            "HTTP_X_CSRFTOKEN": TOKEN,
            "CONTENT_TYPE": "application/json",
            "REMOTE_ADDR": "127.0.0.1",
        }
        setup_testing_defaults(self._environ)

    def _call(self, method: str, path: str, query: str, body: bytes, expected: int) -> Any:
        environ = {
            **self._environ,
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body),
        }
        status: list[str] = []
        answer = Caller._application(environ, lambda line, _headers, *_rest: status.append(line))  # type: ignore[misc]  # set above
        try:
            content = b"".join(answer)
        finally:
            answer.close()
        if not status[0].startswith(str(expected)):
            raise RuntimeError(f"{method} {path}: {status[0]}: {content[:300]!r}")
        return json.loads(content)

    def get(self, path: str, query: str = "") -> Any:
        return self._call("GET", path, query, b"", 200)

    def post(self, path: str, values: dict[str, Any]) -> Any:
        return self._call("POST", path, "", json.dumps(values).encode(), 201)

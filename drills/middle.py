"""Between the phone and the station: passes requests on, answers in the station's place, or says nothing at all."""

import collections
import contextlib
import http.client
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

#: Headers of one stretch of the way only.
HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "server", "date"}
PORTAL = b"<!doctype html><title>Welcome</title><h1>Welcome to the guest network. Please sign in.</h1>"
#: What a phone may hear instead of the station: a status, a page of somebody else's, or nothing.
CUT, PORTAL_PAGE, PASS = "cut", "portal", "pass"


class Middle:
    """`mode`: PASS, PORTAL_PAGE (everything answers with somebody's page), CUT (no answer to anything), or a status code
    with which requests of the app to the station are answered. `worker`: a number that is written into the app's worker,
    so that a browser sees a new version. `pause`: seconds each request of the app waits. `station_port` may change:
    another server of the same station."""

    def __init__(self, station_port: int) -> None:
        self.station_port = station_port
        self.mode: str | int = PASS
        self.worker = 0
        self.pause = 0.0
        self.answered: collections.Counter[str | int] = collections.Counter()
        middle = self

        class Handler(_Handler):
            way = middle

        self._server = _Server(("127.0.0.1", 0), Handler)
        self.port = int(self._server.server_address[1])
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that was killed, or a server: what the drill is for."""


class _Handler(BaseHTTPRequestHandler):
    way: Middle
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # its name
        """Says nothing: the station has its own log."""

    def _answer(self, status: int, body: bytes, headers: list[tuple[str, str]]) -> None:
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _handle(self) -> None:
        try:
            self._pass_or_not()
        except OSError:  # the browser was killed
            self.close_connection = True

    def _pass_or_not(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        mode = self.way.mode
        of_app = self.path.startswith("/api/sync/")
        if of_app and self.way.pause:
            time.sleep(self.way.pause)
        if mode == CUT:
            self.way.answered[mode] += 1
            self.close_connection = True
        elif mode == PORTAL_PAGE:
            self.way.answered[mode] += 1
            self._answer(200, PORTAL, [("Content-Type", "text/html")])
        elif isinstance(mode, int) and of_app:
            self.way.answered[mode] += 1
            self._answer(mode, b'{"detail": "no"}', [("Content-Type", "application/json")])
        else:
            self._pass_on(body)

    def _pass_on(self, body: bytes) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.way.station_port, timeout=30)
        headers = {name: value for name, value in self.headers.items() if name.lower() not in HOP}
        headers["Accept-Encoding"] = "identity"
        with contextlib.closing(connection):
            connection.request(self.command, self.path, body=body or None, headers=headers)
            answer = connection.getresponse()
            content = answer.read()
        if self.path.endswith("/worker.js"):
            content += f"\n// version {self.way.worker}\n".encode()
            content = content.replace(b'"version": "', f'"version": "{self.way.worker}-'.encode())
        kept = [(name, value) for name, value in answer.getheaders() if name.lower() not in HOP]
        self._answer(answer.status, b"" if answer.status == 304 else content, kept)

    do_GET = do_POST = do_PUT = _handle  # noqa: N815  # names the library calls

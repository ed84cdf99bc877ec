"""The real web server of a drill, on a loopback port of its own: started, killed, started again."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

PATIENCE = 30


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class WebServer:
    """granian with two workers, as the site runs it; `environment` on top of this process's own."""

    def __init__(self, log: Path, **environment: str) -> None:
        self.port = free_port()
        self._environment = environment
        self._log = log.open("wb")
        self._process: subprocess.Popen[bytes] | None = None
        self.kills = 0
        self.start()

    def start(self) -> None:
        words = [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "prevention.wsgi:application"),
            *("--host", "127.0.0.1", "--port", str(self.port), "--workers", "2", "--blocking-threads", "4"),
            *("--no-ws", "--log-level", "error"),
        ]
        self._process = subprocess.Popen(
            words,
            stdout=self._log,
            stderr=self._log,
            start_new_session=True,
            env={**os.environ, **self._environment},
        )
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=2)
            with contextlib.closing(connection), contextlib.suppress(OSError, http.client.HTTPException):
                connection.request("GET", "/livez")
                answer = connection.getresponse()
                answer.read()
                if answer.status == 200:
                    return
            time.sleep(0.05)
        raise TimeoutError("the web server does not answer")

    def kill(self) -> None:
        """kill -9 of the server and all its workers: its process group is its own."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self.kills += 1

    def stop(self) -> None:
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(10)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._log.close()

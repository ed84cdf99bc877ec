"""Celery workers of the drill: started in groups of their own, killed, started again."""

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import redis

COMMAND = (
    *(
        sys.executable,
        "-m",
        "celery",
        "-A",
        "drills.celery_app",
        "worker",
        "--pool",
        "prefork",
        "--concurrency",
        "2",
    ),
    *("--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "ERROR"),
)


def broker(number: int) -> tuple[str, str]:
    """(address, key prefix) of a drill: the Redis of the environment, but another of its databases and own keys."""
    address = urlsplit(os.environ["REDIS_URL"])._replace(path="/14").geturl()
    return address, f"drill{number}:"


def forget(address: str, prefix: str) -> None:
    """Takes away what the drill left in Redis."""
    client = redis.Redis.from_url(address)
    keys = list(client.scan_iter(f"{prefix}*"))
    if keys:
        client.delete(*keys)
    client.close()


class Workers:
    """`count` Celery workers with two processes each."""

    def __init__(self, count: int, log: Path) -> None:
        self._log = log.open("wb")
        self._running = [self._start() for _index in range(count)]

    def _start(self) -> subprocess.Popen[bytes]:
        # A session of its own: one kill reaches the worker with its pool and nobody else.
        return subprocess.Popen(COMMAND, stdout=self._log, stderr=self._log, start_new_session=True)

    def of(self, pid: int) -> int | None:
        """Which worker the process belongs to; None when it is none of ours."""
        try:
            group = os.getpgid(pid)
        except ProcessLookupError:
            return None
        return next((index for index, worker in enumerate(self._running) if worker.pid == group), None)

    def kill_process(self, pid: int) -> bool:
        """Kill -9 of one process of a pool; Celery replaces it."""
        if self.of(pid) is None:
            return False
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            return False
        return True

    def kill_worker(self, index: int, *, again: bool = True) -> None:
        """Kill -9 of a worker with its whole pool, as when a machine dies; another one takes its place."""
        worker = self._running[index]
        with contextlib.suppress(ProcessLookupError):
            os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()
        if again:
            self._running[index] = self._start()

    def replace_dead(self) -> int:
        """Starts workers anew that ended by themselves. Returns how many."""
        dead = [index for index, worker in enumerate(self._running) if worker.poll() is not None]
        for index in dead:
            self.kill_worker(index)
        return len(dead)

    def restart(self) -> None:
        for index in range(len(self._running)):
            self.kill_worker(index)

    def stop(self) -> None:
        for index in range(len(self._running)):
            self.kill_worker(index, again=False)
        self._log.close()

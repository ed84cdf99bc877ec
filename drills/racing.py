"""Processes that sweep at the same instant."""

import datetime
import multiprocessing
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Self


def _racer(pipe: Connection) -> None:
    import django

    django.setup()
    from django.db import connection

    from patrols.operations.reconcile import reconcile

    connection.ensure_connection()
    pipe.send("")
    while True:
        at: datetime.datetime | None = pipe.recv()
        if at is None:
            connection.close()
            return
        try:
            reconcile(at=at)
        except Exception as error:  # noqa: BLE001  # whatever it is, the drill counts it
            pipe.send(f"{type(error).__name__}: {error}"[:200])
        else:
            pipe.send("")


class Racers:
    """`race(at)` lets all of them call `reconcile(at=at)` together and waits for the last."""

    def __init__(self, count: int) -> None:
        context = multiprocessing.get_context("spawn")
        self.errors: list[str] = []
        self._pipes: list[Connection] = []
        self._processes = []
        for _index in range(count):
            ours, theirs = context.Pipe()
            process = context.Process(target=_racer, args=(theirs,), daemon=True)
            process.start()
            theirs.close()
            self._pipes.append(ours)
            self._processes.append(process)
        for pipe in self._pipes:
            pipe.recv()

    def race(self, at: datetime.datetime) -> None:
        for pipe in self._pipes:
            pipe.send(at)
        self.errors += [answer for answer in [pipe.recv() for pipe in self._pipes] if answer]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for pipe in self._pipes:
            pipe.send(None)
        for process in self._processes:
            process.join(10)
            if process.is_alive():
                process.kill()

"""Five phones come back from the hills at once: records doubled, in the wrong order, answers cut after they were stored,
one record fifty times in parallel, other bytes under a taken key, and the web server killed again and again."""

import base64
import collections
import datetime
import http.client
import json
import random
import socket
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from drills.fake_phone import FakePhone, Sealed
from drills.frame import Options, Result
from drills.night import session_of, settle, squads_on_duty
from drills.webserver import WebServer
from intake.choices import State
from intake.models import Rival, Submission
from jurisdiction.models import Officer
from patrols.models import Round, VehicleCheck

PHONES = 5
DOUBLED, REORDERED, CUT = 0.3, 0.3, 0.2
#: A phone asks for ever; a drill ends. Seconds without a receipt, a server that starts slowly included.
PATIENCE = 120
MINUTE = datetime.timedelta(minutes=1)


@dataclass
class Line:
    """One phone with its officer's session; its requests are real ones over a socket."""

    officer: Officer
    port: int
    cookies: str
    csrf: str = ""
    phone: FakePhone | None = None
    receipts: dict[uuid.UUID, dict[str, Any]] = field(default_factory=dict)
    answers: "collections.Counter[int]" = field(default_factory=collections.Counter)
    cuts: int = 0

    def _headers(self) -> dict[str, str]:
        return {
            "Cookie": f"{self.cookies}; csrftoken={self.csrf}",
            "X-CSRFToken": self.csrf,
            "X-Phone": str(self.phone.id if self.phone else uuid.UUID(int=self.officer.pk)),
            "Content-Type": "application/json",
        }

    def open(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request("GET", "/api/sync/session", headers=self._headers())
        answer = connection.getresponse()
        said = json.loads(answer.read())
        self.csrf = next(
            part.split("csrftoken=")[1].split(";")[0]
            for part in answer.headers.get_all("Set-Cookie") or []
            if "csrftoken=" in part
        )
        self.phone = FakePhone(
            officer_id=self.officer.pk,
            keys=said["keys"],
            author_key=base64.b64decode(said["author_key"]),
            id=uuid.UUID(int=self.officer.pk),
        )

    def put(self, record: Sealed, *, cut: bool = False) -> int:
        """The status, 0 for no answer. `cut`: the line breaks after the request went out, before the answer is read."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(
                "PUT", f"/api/sync/records/{record.id}", body=record.body, headers=self._headers()
            )
            if cut:
                time.sleep(0.03)
                if connection.sock is not None:
                    connection.sock.shutdown(socket.SHUT_RDWR)
                self.cuts += 1
                return 0
            answer = connection.getresponse()
            said = json.loads(answer.read())
        except (OSError, http.client.HTTPException, ValueError):
            return 0
        finally:
            connection.close()
        self.answers[answer.status] += 1
        if self.phone is not None and answer.status in (200, 201, 409) and self.phone.believes(said, record):
            self.receipts[record.id] = said
        return answer.status

    def deliver(self, record: Sealed, rng: random.Random) -> None:
        """As the phone's sender: again until a receipt is there."""
        if rng.random() < CUT:
            self.put(record, cut=True)
        until = time.monotonic() + PATIENCE
        while self.put(record) not in (200, 201) and time.monotonic() < until:
            time.sleep(0.1)
        if rng.random() < DOUBLED:
            self.put(record)


def _records(line: Line, found: Round, count: int, rng: random.Random) -> list[Sealed]:
    """A round of `count` records in all; a third of them out of order."""
    assert line.phone is not None  # noqa: S101  # opened before
    begin = found.planned_at + MINUTE
    start = line.phone.make("round.start", {"round": found.pk}, at=begin)
    cars = [
        line.phone.make("check.secure", {"round": found.pk}, at=begin + MINUTE / 4 * number, after=[start.id])
        for number in range(1, count - 1)
    ]
    end = line.phone.make("round.finish", {"round": found.pk}, at=begin + MINUTE * 50, after=[start.id])
    rows = [start, *cars, end]
    for index in range(len(rows)):
        if rng.random() < REORDERED:
            other = rng.randrange(len(rows))
            rows[index], rows[other] = rows[other], rows[index]
    return rows


def run(options: Options) -> Result:
    """500 records of five phones (50 quickly); every one must be there once, applied, with a receipt."""
    rng = random.Random(options.seed)  # noqa: S311  # a drill, not a secret
    each, kills = (10, 2) if options.quick else (100, 10)
    officers, rounds = squads_on_duty(timezone.now(), PHONES)
    server = WebServer(options.var / "offline-web.log")
    try:
        lines = [Line(officer, server.port, session_of(officer)) for officer in officers]
        for line in lines:
            line.open()
        rows = [_records(line, found, each, rng) for line, found in zip(lines, rounds, strict=True)]
        over = threading.Event()
        killer = threading.Thread(target=_kill, args=(server, kills, over))
        killer.start()
        with ThreadPoolExecutor(PHONES) as pool:
            seeds = [rng.randrange(10**9) for _line in lines]
            list(pool.map(_send, lines, rows, seeds))
        over.set()
        killer.join()
        parallel = _in_parallel(lines[0], rows[0][0])
        other = _other_bytes(lines[1], rounds[1], rows[1][0])
        settle()
    finally:
        server.stop()
    return _result(lines, rows, server, parallel=parallel, other=other)


def _send(line: Line, rows: list[Sealed], seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311  # a drill, not a secret
    for record in rows:
        line.deliver(record, rng)


def _kill(server: WebServer, kills: int, over: threading.Event) -> None:
    """Spread over the sending; those that are left when it is over come at once."""
    while server.kills < kills:
        over.wait(0.4)
        server.kill()
        server.start()


def _in_parallel(line: Line, record: Sealed) -> dict[int, int]:
    before = line.answers.copy()
    with ThreadPoolExecutor(50) as pool:
        list(pool.map(lambda _number: line.put(record), range(50)))
    return dict(line.answers - before)


def _other_bytes(line: Line, found: Round, record: Sealed) -> int:
    assert line.phone is not None  # noqa: S101  # opened before
    other = line.phone.make(
        "round.abort", {"round": found.pk, "reason": "other"}, at=found.planned_at, record_id=record.id
    )
    kept = line.receipts.get(record.id)
    status = line.put(other)
    if kept is not None:
        line.receipts[record.id] = kept
    return status


def _result(
    lines: list[Line], rows: list[list[Sealed]], server: WebServer, *, parallel: dict[int, int], other: int
) -> Result:
    sent = [record for part in rows for record in part]
    stored = dict(Submission.objects.values_list("pk", "sha256"))
    applied = set(Submission.objects.filter(state=State.APPLIED).values_list("pk", flat=True))
    receipts = {key for line in lines for key in line.receipts}
    answers: collections.Counter[int] = sum((line.answers for line in lines), collections.Counter())
    lost = [record for record in sent if stored.get(record.id) != record.sha256 or record.id not in receipts]
    booked = VehicleCheck.objects.count()
    late = Round.objects.filter(number=1).exclude(status="done")
    cars = sum(len(part) - 2 for part in rows)
    faults = sum(count for status, count in answers.items() if status >= 500)
    wrong = [
        *(f"not applied: {record.id}" for record in sent if record.id not in applied),
        *([f"cars in the books: {booked}, tried: {cars}"] if booked != cars else []),
        *([f"{faults} answers of 5xx"] if faults else []),
        *([f"fifty in parallel: {parallel}"] if parallel.get(200, 0) + parallel.get(201, 0) != 50 else []),
        *([f"other bytes were answered {other}"] if other != 409 or Rival.objects.count() != 1 else []),
        *(f"round {found.pk} is {found.status}" for found in late),
    ]  # fmt: skip
    return Result(
        injected={
            "kills of the web server": server.kills,
            "answers cut after the request": sum(line.cuts for line in lines),
            "sent again though answered": answers[200],
            "the same record in parallel": sum(parallel.values()),
            "other bytes under a taken key": int(other == 409),
        },
        lost=len(lost),
        doubled=max(0, len(stored) - len(sent)),
        wrong=len(wrong),
        examples=[f"lost: {record.id}" for record in lost] + wrong,
        figures={
            "records": len(sent),
            "receipts": len(receipts),
            "rows": len(stored),
            "answers": {str(key): answers[key] for key in sorted(answers)},
        },
    )

"""What the fake receiver keeps: the last messages, each key once, in memory and perhaps in a file of JSON lines."""

import json
import threading
from collections import deque
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

MOST = 500


@dataclass(slots=True)
class Received:
    """One message. `key` is what a real receiver would know a repetition by; `to` is masked; `fault`: what was wrong
    with it. Text only."""

    at: str
    channel: str
    key: str
    to: str
    title: str
    text: str
    fault: str = ""
    times: int = 1


@dataclass
class Box:
    """Shared by the threads of the server. `script` holds answers that a test wants first, by channel: (status, body)."""

    path: Path | None = None
    messages: deque[Received] = field(default_factory=lambda: deque(maxlen=MOST))
    requests: int = 0
    script: dict[str, list[tuple[int, dict[str, Any]]]] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def keep(self, message: Received) -> Received:
        """The same key on the same channel is the same message, counted."""
        with self._lock:
            for found in self.messages:
                if found.channel == message.channel and found.key and found.key == message.key:
                    found.times += 1
                    self._write()
                    return found
            self.messages.append(message)
            self._write()
            return message

    def scripted(self, channel: str) -> tuple[int, dict[str, Any]] | None:
        with self._lock:
            self.requests += 1
            waiting = self.script.get(channel)
            return waiting.pop(0) if waiting else None

    def load(self) -> None:
        """After a restart of the demo: what was there before."""
        if self.path is not None:
            self.messages.extend(read(self.path))

    def _write(self) -> None:
        if self.path is None:
            return
        lines = "".join(json.dumps(asdict(found), ensure_ascii=False) + "\n" for found in self.messages)
        fresh = self.path.with_suffix(".new")
        fresh.write_text(lines, encoding="utf-8")
        fresh.replace(self.path)


def read(path: Path) -> list[Received]:
    """What a receiver wrote there; nothing where there is none or it cannot be read."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        return [Received(**json.loads(line)) for line in lines]
    except (OSError, ValueError, TypeError):
        return []

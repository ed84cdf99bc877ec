"""A line between two network namespaces with its own delay, loss and cuts: the phone's end and the station's.

Packets go through this process, from one tunnel device to another, so that any kernel will do; both ends speak their own
TCP. Needs root (Linux, /dev/net/tun, `ip` of iproute2)."""

import ctypes
import fcntl
import heapq
import os
import random
import select
import socket
import struct
import subprocess
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

STATION, PHONE = "10.77.0.1", "10.77.0.2"
TUN = Path("/dev/net/tun")
_TUNSETIFF, _IFF_TUN, _IFF_NO_PI, _CLONE_NEWNET = 0x400454CA, 0x0001, 0x1000, 0x40000000


def possible() -> str:
    """Why this machine cannot have such a line; empty when it can."""
    if os.geteuid() != 0:
        return "namespaces need root"
    if not TUN.exists():
        return "/dev/net/tun is missing"
    return ""


def _ip(*words: str) -> None:
    subprocess.run(["/usr/sbin/ip", *words], check=True, capture_output=True)


@dataclass
class Line:
    """A good line until `bad` is set. `delay`: seconds one way; `loss`: share of packets lost each way; `cut_every`,
    `cut_for`: seconds between the ends of two cuts, and how long each lasts: the phone's device is down, as without any
    network."""

    delay: float
    loss: float
    cut_every: float
    cut_for: float
    seed: int
    sent: int = 0
    received: int = 0
    lost: int = 0
    cuts: int = 0
    bad: bool = False
    _heap: list[tuple[float, int, int, bytes]] = field(default_factory=list)

    def __post_init__(self) -> None:
        mark = os.getpid()
        self.phone, self.station = f"drill-phone-{mark}", f"drill-station-{mark}"
        self._device = f"line{mark % 100000}"
        self._rng = random.Random(self.seed)  # noqa: S311  # a drill, not a secret
        self._over = threading.Event()
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> "Line":
        self._ends = [self._end(self.phone, PHONE, "p"), self._end(self.station, STATION, "s")]
        for work in (self._carry, self._cut):
            self._threads.append(threading.Thread(target=work, daemon=True))
            self._threads[-1].start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()
        for end in self._ends:
            os.close(end)
        for name in (self.phone, self.station):
            _ip("netns", "delete", name)

    def _end(self, namespace: str, address: str, mark: str) -> int:
        _ip("netns", "add", namespace)
        name = self._device + mark
        end = os.open(TUN, os.O_RDWR | os.O_NONBLOCK)
        fcntl.ioctl(end, _TUNSETIFF, struct.pack("16sH", name.encode(), _IFF_TUN | _IFF_NO_PI))
        _ip("link", "set", name, "netns", namespace)
        _ip("-n", namespace, "address", "add", f"{address}/24", "dev", name)
        _ip("-n", namespace, "link", "set", name, "up")
        _ip("-n", namespace, "link", "set", "lo", "up")
        return end

    def _carry(self) -> None:
        """Takes packets off one device and puts them on the other when their time has come."""
        number = 0
        while not self._over.is_set():
            now = time.monotonic()
            while self._heap and self._heap[0][0] <= now:
                _due, _number, to, packet = heapq.heappop(self._heap)
                self._put(to, packet)
            wait = min(0.05, max(0.0, self._heap[0][0] - now)) if self._heap else 0.05
            readable, _w, _x = select.select(self._ends, [], [], wait)
            for end in readable:
                try:
                    packet = os.read(end, 65536)
                except OSError:
                    continue
                number += 1
                to = 1 - self._ends.index(end)
                if to == 1:
                    self.sent += len(packet)
                else:
                    self.received += len(packet)
                if self.bad and self._rng.random() < self.loss:
                    self.lost += 1
                    continue
                heapq.heappush(self._heap, (time.monotonic() + self.delay * self.bad, number, to, packet))

    def _put(self, to: int, packet: bytes) -> None:
        try:
            os.write(self._ends[to], packet)
        except OSError:  # its device is down: that is what a cut is
            self.lost += 1

    def _cut(self) -> None:
        device = self._device + "p"
        while not self._over.wait(self.cut_every - self.cut_for):
            if not self.bad:
                continue
            _ip("-n", self.phone, "link", "set", device, "down")
            self._over.wait(self.cut_for)
            _ip("-n", self.phone, "link", "set", device, "up")
            self.cuts += 1

    def listen(self) -> socket.socket:
        """A listening socket at the station's end. A thread of its own enters the namespace; sockets stay where they were
        made."""
        made: list[socket.socket] = []
        faults: list[Exception] = []

        def enter() -> None:
            try:
                with open(f"/var/run/netns/{self.station}") as space:  # noqa: PTH123  # its descriptor is wanted
                    if ctypes.CDLL(None, use_errno=True).setns(space.fileno(), _CLONE_NEWNET) != 0:
                        raise OSError(ctypes.get_errno(), "setns")
                made.append(socket.create_server((STATION, 0)))
            except OSError as error:
                faults.append(error)

        thread = threading.Thread(target=enter)
        thread.start()
        thread.join()
        if faults:
            raise faults[0]
        return made[0]


class Relay:
    """Carries connections from the station's end of the line to the web server on loopback."""

    def __init__(self, listening: socket.socket, port: int) -> None:
        self._listening, self._port = listening, port
        self.port = int(listening.getsockname()[1])
        self.connections = 0
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                near, _address = self._listening.accept()
            except OSError:
                return
            self.connections += 1
            try:
                far = socket.create_connection(("127.0.0.1", self._port))
            except OSError:
                near.close()
                continue
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=_pump, args=(one, other), daemon=True).start()

    def stop(self) -> None:
        self._listening.close()


def _pump(one: socket.socket, other: socket.socket) -> None:
    try:
        while content := one.recv(65536):
            other.sendall(content)
        other.shutdown(socket.SHUT_WR)
    except OSError:
        one.close()
        other.close()

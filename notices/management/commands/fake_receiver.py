"""The demo's fake receiver as a process of its own."""

import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from notices.receiver.box import Box
from notices.receiver.mail import Mail
from notices.receiver.web import Web

LOOPBACK = "127.0.0.1"


class Command(BaseCommand):
    help = "Takes what the demo's channels send, on loopback, and keeps it for the page of received messages"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, required=True, help="for HTTP")
        parser.add_argument("--mail-port", type=int, required=True, help="for SMTP")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.IS_DEMO:
            raise CommandError("this is not a demo: its messages go to real receivers")
        box = Box(path=settings.NOTICE_RECEIVED)
        box.load()
        servers = (Web((LOOPBACK, options["port"]), box), Mail((LOOPBACK, options["mail_port"]), box))
        for server in servers:
            threading.Thread(target=server.serve_forever, daemon=True).start()
        self.stdout.write(f"HTTP {options['port']}, SMTP {options['mail_port']}")
        self.stdout.flush()
        ended = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: ended.set())
        ended.wait()

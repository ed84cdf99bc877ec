"""The mail end: enough SMTP for Django's backend."""

import email
import email.policy
import socketserver
from email.message import EmailMessage

from django.utils import timezone

from notices.receiver.box import Box, Received

LONGEST = 1024 * 1024


def mask_address(address: str) -> str:
    name, _at, domain = address.partition("@")
    return f"{name[:1]}***@{domain}"


class Session(socketserver.StreamRequestHandler):
    """One connection, perhaps several mails."""

    server: "Mail"
    timeout = 10

    def handle(self) -> None:
        self._say("220 fake receiver")
        to = ""
        while line := self.rfile.readline(1000):
            verb, _space, rest = line.decode("ascii", "replace").strip().partition(" ")
            match verb.upper():
                case "EHLO" | "HELO":
                    self._say("250 at your service")
                case "MAIL" | "RSET" | "NOOP":
                    to = ""
                    self._say("250 ok")
                case "RCPT":
                    scripted = self.server.box.scripted("email")
                    if scripted:
                        self._say(f"{scripted[0]} as scripted")
                        continue
                    to = rest.partition("<")[2].partition(">")[0]
                    self._say("250 ok")
                case "DATA":
                    self._say("354 go on")
                    self._keep(self._data(), to)
                    self._say("250 kept")
                case "QUIT":
                    self._say("221 bye")
                    return
                case _:
                    self._say("502 not here")

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())

    def _data(self) -> bytes:
        lines: list[bytes] = []
        while (line := self.rfile.readline(LONGEST)) and line.rstrip(b"\r\n") != b".":
            lines.append(line[1:] if line.startswith(b"..") else line)
        return b"".join(lines)

    def _keep(self, raw: bytes, to: str) -> None:
        message = email.message_from_bytes(raw, _class=EmailMessage, policy=email.policy.default)
        body = message.get_body(("plain",))
        text = str(body.get_content()).strip() if isinstance(body, EmailMessage) else ""
        key, title = str(message["Message-ID"] or "").strip(), str(message["Subject"] or "")
        at = timezone.now().isoformat(timespec="seconds")
        self.server.box.keep(Received(at, "email", key, mask_address(to), title, text))


class Mail(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, address: tuple[str, int], box: Box) -> None:
        super().__init__(address, Session)
        self.box = box

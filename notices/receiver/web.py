"""The HTTP end: whatever is posted to /<address, quoted> is answered as the owner of that address would."""

import hashlib
import json
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import settings
from django.utils import timezone

from jurisdiction.masks import mask_phone
from notices.channels.dingtalk import signature
from notices.channels.wecom import WeCom
from notices.receiver import push
from notices.receiver.box import Box, Received

LONGEST = 64 * 1024
Reply = tuple[int, dict[str, Any]]


class Handler(BaseHTTPRequestHandler):
    """One message."""

    server: "Web"
    timeout = 10

    def do_POST(self) -> None:  # the name that http.server looks for
        url = unquote(self.path.removeprefix("/"))
        length = min(int(self.headers.get("Content-Length") or 0), LONGEST)
        body = self.rfile.read(length)
        channel = self._channel(url)
        scripted = self.server.box.scripted(channel)
        status, answer = scripted or getattr(self, f"_{channel}")(url, body)
        raw = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def _channel(self, url: str) -> str:
        if self.headers.get("Content-Encoding") == "aes128gcm":
            return "web_push"
        host = urlsplit(url).hostname or ""
        return {"qyapi.weixin.qq.com": "wecom", "oapi.dingtalk.com": "dingtalk"}.get(host, "sms")

    def _keep(self, channel: str, *, key: str, to: str, title: str, text: str, fault: str = "") -> None:
        at = timezone.now().isoformat(timespec="seconds")
        self.server.box.keep(Received(at, channel, key, to, title, text, fault))

    def _sms(self, _url: str, body: bytes) -> Reply:
        gateway = settings.NOTICE_SMS
        data = _json(body)
        number, text = str(data.get(gateway["number_field"], "")), str(data.get(gateway["text_field"], ""))
        if not number or not text:
            return 400, {"error": "number or text is missing"}
        self._keep("sms", key=self._key(), to=mask_phone(number), title="", text=text)
        return 200, {"result": "ok"}

    def _wecom(self, url: str, body: bytes) -> Reply:
        text = str(_json(body).get("text", {}).get("content", ""))
        if not text or len(text.encode()) > WeCom.most_bytes:
            return 200, {"errcode": 40058, "errmsg": "content exceeds the limit"}
        title, _line, rest = text.partition("\n")
        self._keep("wecom", key=self._key(), to=_group(url), title=title, text=rest)
        return 200, {"errcode": 0, "errmsg": "ok"}

    def _dingtalk(self, url: str, body: bytes) -> Reply:
        query = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        secret = self.server.box.secrets.get(query.get("access_token", ""))
        if secret is not None:
            stamp = int(query.get("timestamp", 0))
            late = abs(time.time() * 1000 - stamp) > 3_600_000
            if late or query.get("sign") != signature(secret, stamp):
                return 200, {"errcode": 310000, "errmsg": "sign not match"}
        title, _line, rest = str(_json(body).get("text", {}).get("content", "")).partition("\n")
        self._keep("dingtalk", key=self._key(), to=_group(url), title=title, text=rest)
        return 200, {"errcode": 0, "errmsg": "ok"}

    def _web_push(self, url: str, body: bytes) -> Reply:
        fault = push.fault_of_sender(url, dict(self.headers.items()), at=timezone.now())
        try:
            message = _json(push.opened(body, push.browser_at(url)))
            title, text = str(message.get("title", "")), str(message.get("body", ""))
        except push.NotOpened:
            title, text = "", "(sealed for a real browser: nobody but that browser can read it)"
        to = f"{urlsplit(url).hostname} …{_group(url)}"
        self._keep("web_push", key=self.headers.get("Topic", ""), to=to, title=title, text=text, fault=fault)
        return (403, {"error": fault}) if fault else (201, {})

    def _key(self) -> str:
        return self.headers.get("X-Idempotency-Key", "")

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the name of the parent
        """What came is in the box."""


class Web(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address: tuple[str, int], box: Box) -> None:
        super().__init__(address, Handler)
        self.box = box


def _json(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _group(url: str) -> str:
    """Four letters that tell addresses apart without telling them."""
    return hashlib.sha256(url.split("&timestamp")[0].encode()).hexdigest()[:4]

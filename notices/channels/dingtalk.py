"""DingTalk (钉钉) group robots, signed with the robot's secret: timestamp and secret by HMAC-SHA-256."""

import base64
import hashlib
import hmac
import time
from urllib.parse import quote_plus

from notices.channels.chat import Chat
from notices.choices import Outcome


def signature(secret: str, timestamp: int) -> str:
    """As DingTalk computes it; `timestamp` in milliseconds."""
    digest = hmac.new(secret.encode(), f"{timestamp}\n{secret}".encode(), hashlib.sha256).digest()
    return base64.b64encode(digest).decode()


class DingTalk(Chat):
    code = "dingtalk"
    most_bytes = 18_000
    codes = {
        0: Outcome.ACCEPTED,
        -1: Outcome.BUSY,
        130101: Outcome.BUSY,  # too many in a minute
        300001: Outcome.GONE,  # no such robot
        310000: Outcome.REFUSED,  # signature, keyword or address not allowed
    }

    def signed(self, url: str, secret: str) -> str:
        if not secret:
            return url
        now = int(time.time() * 1000)
        return f"{url}&timestamp={now}&sign={quote_plus(signature(secret, now))}"

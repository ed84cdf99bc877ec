"""WeCom (企业微信) group robots: 20 messages a minute, 2,048 bytes of text."""

from typing import Any

from notices.channels.chat import Chat, opened_url
from notices.choices import Outcome
from notices.models import Webhook


class WeCom(Chat):
    code = "wecom"
    most_bytes = 2048
    codes = {
        0: Outcome.ACCEPTED,
        -1: Outcome.BUSY,
        45009: Outcome.BUSY,  # more than 20 in a minute
        93000: Outcome.GONE,  # the robot was removed from its group
    }

    def address(self, webhook: Webhook) -> str:
        return opened_url(webhook)

    def body(self, text: str, title: str) -> dict[str, Any]:
        return {"msgtype": "text", "text": {"content": f"{title}\n{text}"}}

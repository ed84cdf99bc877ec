"""WeCom (企业微信) group robots: 20 messages a minute, 2,048 bytes of text."""

from notices.channels.chat import Chat
from notices.choices import Outcome


class WeCom(Chat):
    code = "wecom"
    most_bytes = 2048
    codes = {
        0: Outcome.ACCEPTED,
        -1: Outcome.BUSY,
        45009: Outcome.BUSY,  # more than 20 in a minute
        93000: Outcome.GONE,  # the robot was removed from its group
    }

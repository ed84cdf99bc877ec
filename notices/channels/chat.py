"""What both kinds of chat groups share: an address that an administrator entered, JSON, an error code in the answer."""

import json
import uuid
from collections.abc import Mapping
from typing import ClassVar

from django.conf import settings

from notices.channels import base
from notices.channels.http import Answer, may_go_to, post
from notices.choices import Outcome
from notices.models import Delivery
from notices.operations.contacts import NotReadable
from notices.operations.webhooks import opened

#: Messages a group takes in a minute, at WeCom and at DingTalk.
MOST_A_MINUTE = 20


class Chat(base.Channel):
    """A robot of a group."""

    most_bytes: ClassVar[int]
    #: errcode of the answer; what is not named here is a refusal.
    codes: ClassVar[Mapping[int, Outcome]]

    def is_set_up(self) -> bool:
        return bool(settings.NOTICE_WEBHOOK_HOSTS)

    def signed(self, url: str, secret: str) -> str:
        """Where to post now."""
        return url

    def send(self, delivery: Delivery) -> Outcome:
        webhook = delivery.webhook
        if webhook is None or not webhook.active:
            return Outcome.SWITCHED_OFF
        try:
            url, secret = opened(webhook)
        except NotReadable:
            return Outcome.UNREADABLE
        text = cut("\n".join(filter(None, [base.text_of(delivery), base.link_of(delivery)])), self.most_bytes)
        return self.say(f"{base.title_of(delivery)}\n{text}", url=url, secret=secret, key=delivery.key)

    def say(self, text: str, *, url: str, secret: str, key: uuid.UUID) -> Outcome:
        """Posts one message of at most `most_bytes` with a group's robot: what notices do, and every room that keeps
        addresses of robots of its own. `key` tells the receiver that a repeated message is the same."""
        if len(text.encode()) > self.most_bytes or not may_go_to(url, settings.NOTICE_WEBHOOK_HOSTS):
            return Outcome.REFUSED
        body = {"msgtype": "text", "text": {"content": text}}
        headers = {"Content-Type": "application/json; charset=utf-8", "X-Idempotency-Key": str(key)}
        answer = post(self.signed(url, secret), json.dumps(body, ensure_ascii=False).encode(), headers)
        return self.meaning(answer)

    def meaning(self, answer: Answer) -> Outcome:
        outcome = answer.outcome()
        if outcome != Outcome.ACCEPTED:
            return outcome
        try:
            code = json.loads(answer.body)["errcode"]
        except (ValueError, KeyError, TypeError):
            return Outcome.BROKEN
        return self.codes.get(code, Outcome.REFUSED)


def cut(text: str, most_bytes: int) -> str:
    """As much as fits, by whole characters, with room for the title in front."""
    room = most_bytes - 160
    raw = text.encode()
    return text if len(raw) <= room else raw[: room - 3].decode(errors="ignore") + "…"

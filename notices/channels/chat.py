"""What both kinds of chat groups share: an address that an administrator entered, JSON, an error code in the answer."""

import json
from abc import abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar

from django.conf import settings

from notices.channels import base
from notices.channels.http import Answer, may_go_to, post
from notices.choices import Outcome
from notices.models import Delivery, Webhook
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

    @abstractmethod
    def address(self, webhook: Webhook) -> str:
        """Where to post now. Raises NotReadable."""

    @abstractmethod
    def body(self, text: str, title: str) -> dict[str, Any]: ...

    def send(self, delivery: Delivery) -> Outcome:
        webhook = delivery.webhook
        if webhook is None or not webhook.active:
            return Outcome.SWITCHED_OFF
        try:
            url = self.address(webhook)
        except NotReadable:
            return Outcome.UNREADABLE
        if not may_go_to(url, settings.NOTICE_WEBHOOK_HOSTS):
            return Outcome.REFUSED
        title = base.title_of(delivery)
        text = cut("\n".join(filter(None, [base.text_of(delivery), base.link_of(delivery)])), self.most_bytes)
        headers = {"Content-Type": "application/json; charset=utf-8", "X-Idempotency-Key": str(delivery.key)}
        answer = post(url, json.dumps(self.body(text, title), ensure_ascii=False).encode(), headers)
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


def opened_url(webhook: Webhook) -> str:
    return opened(webhook)[0]

"""Text messages through an HTTP gateway: one POST of JSON, names of its fields from the settings."""

import json

from django.conf import settings

from notices.channels import base
from notices.channels.http import post
from notices.choices import Outcome
from notices.models import Delivery
from notices.operations.contacts import NotReadable, phone_of


class Sms(base.Channel):
    code = "sms"

    def is_set_up(self) -> bool:
        return bool(settings.NOTICE_SMS["url"])

    def send(self, delivery: Delivery) -> Outcome:
        gateway = settings.NOTICE_SMS
        try:
            number = phone_of(delivery.officer_id or 0)
        except NotReadable:
            return Outcome.UNREADABLE
        if not number:
            return Outcome.NO_ADDRESS
        station = delivery.notice.station
        text = f"【{station.name}】{base.title_of(delivery)}：{base.text_of(delivery)}"
        body = {gateway["number_field"]: number, gateway["text_field"]: text}
        headers = {"Content-Type": "application/json; charset=utf-8", "X-Idempotency-Key": str(delivery.key)}
        if gateway["token"]:
            headers["Authorization"] = f"Bearer {gateway['token']}"
        return post(gateway["url"], json.dumps(body, ensure_ascii=False).encode(), headers).outcome()

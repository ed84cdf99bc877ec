"""Push to the browsers that a person allowed it in. The Topic header is the delivery's key: a push service keeps one
undelivered message of a topic, and the worker on the phone shows one notification of a tag."""

import json

from django.conf import settings
from django.utils import timezone

from notices.channels import base, push_crypto
from notices.channels.http import may_go_to, post
from notices.choices import Outcome
from notices.models import Delivery, PushSubscription
from notices.operations import subscriptions
from notices.operations.contacts import NotReadable

#: How long a push service keeps a message for a phone that is off.
KEEP = {True: 4 * 3600, False: 12 * 3600}


class WebPush(base.Channel):
    code = "web_push"

    def is_set_up(self) -> bool:
        return bool(settings.VAPID_PRIVATE_KEY)

    def send(self, delivery: Delivery) -> Outcome:
        """One browser that takes it is enough; addresses that are gone are forgotten."""
        message = {
            "title": base.title_of(delivery),
            "body": base.text_of(delivery),
            "url": base.path_of(delivery),
            "tag": str(delivery.key),
            "urgent": delivery.notice.urgent,
        }
        payload = json.dumps(message, ensure_ascii=False).encode()
        outcomes = []
        for subscription in PushSubscription.objects.filter(officer_id=delivery.officer_id or 0):
            outcome = self._send_to(subscription, payload, delivery)
            if outcome == Outcome.GONE:
                subscriptions.forget(subscription)
                continue
            if outcome == Outcome.ACCEPTED:
                subscriptions.note_use(subscription, at=timezone.now())
            outcomes.append(outcome)
        if not outcomes:
            return Outcome.NO_ADDRESS
        return Outcome.ACCEPTED if Outcome.ACCEPTED in outcomes else outcomes[0]

    def _send_to(self, subscription: PushSubscription, payload: bytes, delivery: Delivery) -> Outcome:
        try:
            endpoint, auth = subscriptions.opened(subscription)
            body = push_crypto.seal(payload, p256dh=subscription.p256dh, auth=auth)
            key = push_crypto.private_key(settings.VAPID_PRIVATE_KEY)
        except (NotReadable, ValueError):
            return Outcome.UNREADABLE
        if not may_go_to(endpoint, settings.NOTICE_PUSH_HOSTS):
            return Outcome.REFUSED
        urgent = delivery.notice.urgent
        headers = {
            "Authorization": push_crypto.authorization(
                endpoint, key=key, subject=settings.VAPID_SUBJECT, at=timezone.now()
            ),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(KEEP[urgent]),
            "Topic": delivery.key.hex,
            "Urgency": "high" if urgent else "normal",
        }
        return post(endpoint, body, headers).outcome()

"""Ways to reach the cast."""

import datetime

from django.utils import timezone

from jurisdiction.models import Officer, Station
from notices.choices import PERSONAL
from notices.models import Preference, PushSubscription, Webhook
from notices.operations.contacts import save_contact
from notices.operations.subscriptions import subscribe
from notices.operations.webhooks import save_webhook
from notices.receiver.push import browser_at
from tests.cast import Cast

ENDPOINT = "https://fcm.googleapis.com/fcm/send/played-browser"
ROBOTS = {
    "wecom": "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=played",
    "dingtalk": "https://oapi.dingtalk.com/robot/send?access_token=played",
}


def reachable(
    officer: Officer,
    *,
    quiet: tuple[str, str] | None = None,
    channels: tuple[str, ...] = PERSONAL,
    language: str = "en",
) -> None:
    """Mail, mobile number and channels switched on."""
    begins, ends = quiet or (None, None)
    save_contact(
        officer=officer,
        email=f"{officer.username}@station.example",
        phone="13800001234",
        quiet_from=datetime.time.fromisoformat(begins) if begins else None,
        quiet_until=datetime.time.fromisoformat(ends) if ends else None,
        language=language,
    )
    for channel in PERSONAL:
        Preference.objects.update_or_create(
            officer=officer, kind="", channel=channel, defaults={"on": channel in channels}
        )


def with_browser(officer: Officer, endpoint: str = ENDPOINT) -> PushSubscription:
    browser = browser_at(endpoint)
    return subscribe(
        officer=officer,
        endpoint=endpoint,
        p256dh=browser.p256dh,
        auth=browser.auth_text,
        device="played",
        at=timezone.now(),
    )


def group(cast: Cast, station: Station, channel: str, *kinds: str, secret: str = "") -> Webhook:
    return save_webhook(
        station=station,
        channel=channel,
        name=f"group {channel}",
        url=ROBOTS[channel],
        secret=secret,
        kinds=kinds,
        active=True,
        at=timezone.now(),
        by=cast.system_admin,
    )
